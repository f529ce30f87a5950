"""Triptych turns one Markdown article into an EPUB, a PDF and print-styled HTML."""
