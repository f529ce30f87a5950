"""The names of the PDF's page and of its assets before it is laid out."""

from triptych.core.model import Asset

PAGE = "article"

SCHEME = "triptych:"
"""What precedes the address of an asset of a document."""


def link(asset: Asset) -> str:
    """Return the address of an asset for the typesetter."""
    return f"{SCHEME}///{asset.name}"
