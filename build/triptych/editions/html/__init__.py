"""The HTML edition: one file that needs no other."""
