"""The HTML edition: one file that carries its pictures and letters in itself, and allows nothing else."""

import re
from base64 import b64encode
from hashlib import sha256

from lxml.html import HTMLParser, document_fromstring

from triptych.core.model import Artifact, Asset, Document

PAGE = "article"

_LOADS = "default-src 'none'; img-src data:; font-src data:"
"""What a page may load that carries everything in itself (Content Security Policy 3): no script."""

_LEADS = "base-uri 'none'; form-action 'none'"
"""Where it may lead: a policy of its own, which binds beside the other.

The Nu checker (26.9) holds a page against its last policy alone, and knows no ``data:`` pictures.
"""

_CHARSET = re.compile(r"<meta charset=[^>]*>\n?", re.IGNORECASE)


def html_link(asset: Asset) -> str:
    """Return an asset as a ``data:`` URL (RFC 2397)."""
    return f"data:{asset.media_type};base64,{b64encode(asset.data).decode('ascii')}"


def write_html(document: Document) -> Artifact:
    """Return the HTML edition as UTF-8."""
    page = _guarded(document.pages[PAGE])
    return Artifact("html", f"{document.article.meta.slug}.html", page.encode())


def _guarded(page: str) -> str:
    """Return a page with the policy that binds it, ahead of everything that the policy is about.

    A page whose template says no character encoding has no place for it, and stays as it is.
    """
    return _CHARSET.sub(lambda found: f"{found[0]}{_policy(page)}\n", page, count=1)


def _policy(page: str) -> str:
    """Return the policies as elements: styles are allowed by their hashes, those and no others."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    root = document_fromstring(page.encode(), parser=parser)
    sheets = dict.fromkeys(_hash(style.text or "") for style in root.iter("style"))
    inline = dict.fromkeys(_hash(e.get("style", "")) for e in root.iter() if "style" in e.attrib)
    hashes = [*sheets, *(["'unsafe-hashes'"] if inline else []), *inline]
    loads = f"{_LOADS}; style-src {' '.join(hashes)}" if hashes else _LOADS
    elements = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        for policy in (loads, _LEADS)
    )
    return "\n".join(elements)


def _hash(text: str) -> str:
    """Return a style's hash as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
