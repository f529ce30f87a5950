"""The HTML edition: one file with its pictures and fonts in it, and a policy that allows nothing else."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import cast

from lxml.html import HTMLParser, document_fromstring

from triptych.core.model import Artifact, Asset, Document
from triptych.core.page_starts import PageStart
from triptych.editions.marked_pieces import Marking, marked_once
from triptych.editions.page_marks import (
    MarkedPage,
    ids_like_marks,
    in_order,
    mark_page,
    mark_piece,
)

PAGE = "article"

_LOADS = "default-src 'none'; img-src data:; font-src data:"
"""What a self-contained page may load (Content Security Policy 3): no script."""

_LEADS = "base-uri 'none'; form-action 'none'"
"""Where a page may lead: a second policy, which applies beside the first.

The Nu checker (26.9) applies only the last policy, and does not know ``data:`` pictures.
"""

_CHARSET = re.compile(r"<meta charset=[^>]*>\n?", re.IGNORECASE)


def html_link(asset: Asset) -> str:
    """Return an asset as a ``data:`` URL (RFC 2397)."""
    return f"data:{asset.media_type};base64,{b64encode(asset.data).decode('ascii')}"


def write_html(document: Document) -> Artifact:
    """Return the HTML edition, in UTF-8, with an anchor where each page of the PDF begins."""
    marked = _marked(document, document.starts)
    found = [start for start, _ in marked.ids]
    if (kept := in_order(document.starts, found)) != tuple(found):
        marked = _marked(document, kept)
    page = _with_policies(marked.page)
    return Artifact("html", f"{document.article.meta.slug}.html", page.encode())


def _marked(document: Document, starts: Sequence[PageStart]) -> MarkedPage:
    """Return the page with its marks; that of an issue is marked piece by piece."""
    page = document.pages[PAGE]
    before, joined, after = page.partition("".join(document.sections) or page)
    if not before or not joined:
        return mark_page(page, starts, _anchor)
    marking = Marking(_anchor, "html", ids_like_marks(page))
    front = mark_piece(before, starts, _anchor, marking.taken)
    pieces = [front, *(marked_once(each, starts, marking) for each in document.sections)]
    pieces.append(mark_piece(after, starts, _anchor, marking.taken))
    ids = tuple(pair for piece in pieces for pair in piece.ids)
    return MarkedPage("".join(piece.page for piece in pieces), ids)


def _anchor(start: PageStart, uid: str) -> str:
    """Return what ``#page-7`` leads to; it has no text, no size and no role."""
    del start
    return f'<span id="{uid}"></span>'


def _with_policies(page: str) -> str:
    """Return a page with its policies, ahead of everything that they apply to.

    A page whose template has no ``<meta charset>`` is returned unchanged.
    """
    return _CHARSET.sub(lambda found: f"{found[0]}{_policies(page)}\n", page, count=1)


def _policies(page: str) -> str:
    """Return the policies as elements; only styles with their hashes are allowed."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    root = document_fromstring(page.encode(), parser=parser)
    sheets = dict.fromkeys(_hash(style.text or "") for style in root.iter("style"))
    inline = dict.fromkeys(_hash(style) for style in cast("list[str]", root.xpath("//@style")))
    hashes = [*sheets, *(["'unsafe-hashes'"] if inline else []), *inline]
    loads = f"{_LOADS}; style-src {' '.join(hashes)}" if hashes else _LOADS
    elements = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        for policy in (loads, _LEADS)
    )
    return "\n".join(elements)


def _hash(text: str) -> str:
    """Return the hash of a style as a policy source: ``'sha256-…'``."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
