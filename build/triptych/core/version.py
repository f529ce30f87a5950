"""The version of Triptych: the only place where it is written; the package's metadata is read from here."""

__version__ = "0.2.0"

GENERATOR = f"Triptych {__version__}"
"""The name and version that every edition carries."""
