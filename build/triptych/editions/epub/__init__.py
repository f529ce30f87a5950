"""The EPUB edition: its package, its notes, and its accessibility metadata."""
