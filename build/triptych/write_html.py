"""The HTML edition: one file that carries its pictures and letters in itself."""

from base64 import b64encode

from triptych.model import Artifact, Asset, Document

PAGE = "article"


def link(asset: Asset) -> str:
    """Give an asset as a ``data:`` URL (RFC 2397)."""
    return f"data:{asset.media_type};base64,{b64encode(asset.data).decode('ascii')}"


def write(document: Document) -> Artifact:
    """Give the HTML edition as UTF-8."""
    page = document.pages[PAGE]
    return Artifact("html", f"{document.article.meta.slug}.html", page.encode())
