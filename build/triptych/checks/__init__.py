"""Judges of editions: outside validators, each behind a door of its own."""
