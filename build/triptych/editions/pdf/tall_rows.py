"""A row of a table that is longer than a page is laid out again, and broken like a paragraph.

Rows are kept whole. One that cannot be leaves the heading of its section behind on a page of its own, and
the typesetter drops the head of the table, so such a row is allowed to break where it begins.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

_TALL = "pf-tall"
_SHORT = "pf-short"

_MOST = 0.25
"""How much of a page the head of a table may take and be repeated on each of its pages."""


def too_tall(pages: list[Any], page: Element) -> frozenset[int]:
    """Return the rows that are on several pages, by their number among all of ``page``."""
    found = Counter(element for sheet in pages for element in set(_rows(sheet)))
    return frozenset(
        number for number, row in enumerate(page.iter("tr")) if found[row] > 1 and not _is_tall(row)
    )


def release(page: Element, rows: frozenset[int]) -> None:
    """Mark these rows, which style sheets then allow to break, and no longer keep their tables whole."""
    parents = {child: parent for parent in page.iter() for child in parent} if rows else {}
    for number, row in enumerate(page.iter("tr")):
        if number in rows:
            row.set("class", f"{row.get('class', '')} {_TALL}".strip())
            around = row
            while around in parents:
                around = parents[around]
                names = around.get("class", "").split()
                if _SHORT in names:
                    around.set("class", " ".join(name for name in names if name != _SHORT))


def heads_to_keep(pages: list[Any], page: Element) -> frozenset[int]:
    """Return the heads of tables that are set once, by their number among all of ``page``.

    Those are the ones on no page, as the typesetter drops a head that leaves no room for a row below it,
    and those that several pages have and that take more than a quarter of one.
    """
    heads = list(page.iter("thead"))
    if not heads:
        return frozenset()
    boxes = [(box, sheet.height) for sheet in pages for box in _boxes(sheet)]
    tables = {box.element for box, _ in boxes if type(box).__name__ == "TableBox"}
    groups = [(box, room) for box, room in boxes if type(box).__name__ == "TableRowGroupBox"]
    shown = Counter(box.element for box, _ in groups)
    high = {b.element for b, room in groups if b.is_header and b.height > _MOST * room}
    inside = {head for table in tables if table is not None for head in table.iter("thead")}
    kept = {head for head in inside if not shown[head] or (head in high and shown[head] > 1)}
    return frozenset(number for number, head in enumerate(heads) if head in kept)


def keep_heads(page: Element, heads: frozenset[int]) -> None:
    """Set these heads as the first rows of their tables, which are not repeated on each page."""
    for number, head in enumerate(page.iter("thead")):
        if number in heads:
            head.set(
                "style",
                f"{head.get('style', '')}; display: table-row-group !important".lstrip("; "),
            )


def _boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes in a box, however deep."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        yield inner
        yield from _boxes(inner)


def _is_tall(row: Element) -> bool:
    """Whether a row is marked."""
    return _TALL in row.get("class", "").split()


def _rows(box: Any) -> list[Element]:
    """Return the elements of the rows of tables in a box, without those of their heads."""
    found = []
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        kind = type(inner).__name__
        if kind == "TableRowGroupBox" and inner.is_header:
            continue
        if kind == "TableRowBox" and inner.element is not None:
            found.append(inner.element)
        found += _rows(inner)
    return found
