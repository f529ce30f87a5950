"""What is changed of WeasyPrint, cffi and Pyphen while they run, one idea a file.

Each file has the change and its ``PATCH``, the row that says what the library does without it, why that
is changed, and which functions it depends on. ``table`` applies them all; nothing else changes a library.
"""
