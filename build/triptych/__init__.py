"""Triptych turns one Markdown article into an EPUB, a PDF and print-styled HTML."""

from triptych.core.version import __version__

__all__ = ["__version__"]
