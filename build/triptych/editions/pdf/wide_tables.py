"""A table that is wider than its column is laid out again: smaller, then with its words broken.

``body.table_fit`` estimates widths by counting characters; this is for where it was too optimistic.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

_TIGHT = "pf-tight"
_SMALL, _SMALLEST = "pf-fit-1", "pf-fit-2"
_ROUNDING = 0.5
"""How far a table may overflow its column, in CSS pixels, before it is made to fit."""


def too_wide(pages: list[Any], page: Element) -> Counter[int]:
    """Return the tables that overflow the block around them, by their number among all of ``page``.

    Only those are returned that ``tighten`` could still make narrower.
    """
    found = (each for sheet in pages for each in _tables(sheet, sheet.width))
    wide = {table.element for table, room in found if table.border_width() > room + _ROUNDING}
    boxes = _boxes(page)
    return Counter(
        number
        for number, table in enumerate(page.iter("table"))
        if table in wide and table in boxes and _TIGHT not in boxes[table].get("class", "").split()
    )


def tighten(page: Element, tables: Counter[int]) -> None:
    """Mark these tables by how often they were too wide: twice they get smaller letters, then words break.

    So no word or number is broken where smaller letters are enough.
    """
    boxes = _boxes(page) if tables else {}
    for number, table in enumerate(page.iter("table")):
        for _ in range(tables[number]):
            names = boxes[table].get("class", "").split()
            if _SMALL in names:
                names[names.index(_SMALL)] = _SMALLEST
            else:
                names.append(_TIGHT if _SMALLEST in names else _SMALL)
            boxes[table].set("class", " ".join(names))


def _boxes(page: Element) -> dict[Element, Element]:
    """Return the box of each table that has one."""
    return {child: box for box in page.iter("div") for child in box if child.tag == "table"}


def _tables(box: Any, room: float) -> Iterator[tuple[Any, float]]:
    """Yield each table in a box, with the width of the block around it."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        if type(inner).__name__ == "TableBox":
            yield inner, room
        is_block = type(inner).__name__ in ("BlockBox", "FlexBox", "TableCellBox")
        has_room = is_block and not inner.is_table_wrapper
        yield from _tables(inner, inner.width if has_room else room)
