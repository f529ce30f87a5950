"""Notes come out of links: a note's number is a link itself, and no link may contain another."""

from copy import copy

from lxml.html import HtmlElement

NOTE = "pf-noteref"


def free_notes(body: HtmlElement) -> None:
    """Split each link around the notes in it, so that its words before and after stay linked.

    HTML Living Standard, 4.5.1: a link has no interactive content. A block with a note in a link
    takes the link inside it.
    """
    links = [link for link in body.iter("a") if _has_note(link)]
    while links:
        link = links.pop()
        parent = link.getparent()
        if parent is None:
            continue
        parts = _parts(link)
        at = parent.index(link)
        tail = link.tail
        parent.remove(link)
        for number, part in enumerate(parts):
            parent.insert(at + number, part)
        if parts:
            parts[-1].tail = tail
        links += [inner for part in parts for inner in part.iter("a") if _has_note(inner)]


def _parts(link: HtmlElement) -> list[HtmlElement]:
    """Return what a link becomes: links where no note is, the notes, and blocks with the link inside."""
    parts: list[HtmlElement] = []
    current = _piece(link, link.text)
    for child in list(link):
        tail, child.tail = child.tail, None
        if not _has_note(child) and child.get("class") != NOTE:
            current.append(child)
            child.tail = tail
            continue
        _close(parts, current)
        parts.append(child if child.get("class") == NOTE else _inside(link, child))
        current = _piece(link, tail)
    _close(parts, current)
    return parts


def _piece(link: HtmlElement, text: str | None) -> HtmlElement:
    """Return a link like another with a text alone."""
    piece: HtmlElement = copy(link)
    for child in list(piece):
        piece.remove(child)
    piece.attrib.pop("id", None)
    piece.text, piece.tail = text, None
    return piece


def _close(parts: list[HtmlElement], piece: HtmlElement) -> None:
    """Add a link to the parts, unless it has nothing; spaces alone go to the part before."""
    if len(piece) or (piece.text or "").strip():
        parts.append(piece)
    elif piece.text and parts:
        parts[-1].tail = (parts[-1].tail or "") + piece.text


def _inside(link: HtmlElement, block: HtmlElement) -> HtmlElement:
    """Return a block whose content is in a link like another."""
    piece = _piece(link, block.text)
    block.text = None
    for child in list(block):
        piece.append(child)
    block.append(piece)
    return block


def _has_note(element: HtmlElement) -> bool:
    """Whether a note is inside an element."""
    return any(inner.get("class") == NOTE for inner in element.iterdescendants())
