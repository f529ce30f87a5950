"""Paragraphs on paper: the lines of each are chosen together, not one after the other."""
