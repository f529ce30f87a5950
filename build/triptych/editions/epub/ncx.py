"""The contents of an issue for readers that use only the NCX, read from the navigation page."""

from dataclasses import dataclass

from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_LEVELS = 2
"""The most levels that Kindle supports."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: where it leads, its words, and the entries below it."""

    href: str
    title: str
    below: "tuple[Entry, ...]" = ()


def read_navigation(page: str) -> tuple[Entry, ...]:
    """Return the contents in a navigation page, in two levels (EPUB 3.3, section 7.4.2)."""
    root = etree.fromstring(page.encode(), etree.XMLParser(resolve_entities=False))
    tops = (nav.find(f"{_XHTML}ol") for nav in root.iter(f"{_XHTML}nav") if nav.get(_TYPE) == "toc")
    return tuple(entry for top in tops for entry in _entries(top, 1))


def with_depth(data: bytes) -> bytes:
    """Return an NCX that says how many levels it has, of which EbookLib says 0 (OPF 2.0.1, 2.4.1.2)."""
    root = etree.fromstring(data)
    points = root.iter(f"{_NCX}navPoint")
    depth = max((1 + sum(1 for _ in p.iterancestors(f"{_NCX}navPoint")) for p in points), default=0)
    for meta in root.iter(f"{_NCX}meta"):
        if meta.get("name") == "dtb:depth":
            meta.set("content", str(depth))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entries(items: etree._Element | None, level: int) -> tuple[Entry, ...]:
    """Return the entries of a list that lead somewhere."""
    found: list[Entry] = []
    if items is None:
        return ()
    for item in items.iterfind(f"{_XHTML}li"):
        link, inner = item.find(f"{_XHTML}a"), item.find(f"{_XHTML}ol")
        below = _entries(inner, level + 1) if level < _LEVELS else ()
        if link is not None:
            words = " ".join("".join(str(text) for text in link.itertext()).split())
            found.append(Entry(str(link.get("href")), words, below))
    return tuple(found)
