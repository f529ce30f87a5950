"""The EPUB edition: its package, its notes, and what it says of its accessibility."""
