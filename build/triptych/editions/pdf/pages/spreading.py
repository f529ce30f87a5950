"""What is empty below the last line of a page or a column goes between its blocks, a little each.

So is what a page lacks taken from there.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from triptych.editions.pdf.pages.edges import is_around
from triptych.editions.pdf.pages.room import lowest
from triptych.editions.pdf.pages.spots import is_of

_GROWTH, _HEADED = 0.5, 3.0
"""By how many lines a space between blocks may grow; and how many times as much above a heading."""

_TAKEN = 1 / 3
"""Which share of a space between blocks may be taken from it."""

_SPREAD = "triptych_spread"
"""Where a page has what was distributed on it."""

_UNEVEN = 0.05
"""From how many lines on a column is shorter than its neighbour, rounding apart."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def spread(boxes: Any, page: Any, lines: float, height: float) -> None:
    """Distribute empty lines of a height over the spaces between the blocks of a page."""
    vars(page)[_SPREAD] = spread_of(page) + _spread(*_blocks(boxes, page), lines, height)


def spread_of(page: Any) -> float:
    """Return how much of what was empty on a page is between its blocks now, in CSS pixels."""
    return float(vars(page).get(_SPREAD, 0.0))


def spare(boxes: Any, page: Any) -> float:
    """Return what may be taken from a page's spaces between blocks as they were, in CSS pixels."""
    _, inner = _blocks(boxes, page)
    spaces = sum(_space(above, below) for above, below in pairwise(inner))
    return _TAKEN * (spaces - spread_of(page))


def squeeze(boxes: Any, page: Any, over: float) -> None:
    """Take a height from the spaces between the blocks of a page, the same share of each."""
    block, inner = _blocks(boxes, page)
    spaces = [_space(above, below) for above, below in pairwise(inner)]
    if over > 0 and any(spaces):
        _move(block, inner, [-over * space / sum(spaces) for space in spaces])


def even_columns(boxes: Any, page: Any, strut: Any) -> None:
    """Have columns beside each other end on one line, where the spaces of the shorter can take that."""
    for columns in _columns(boxes, page.children[0]):
        ends = [lowest(boxes, column) for column in columns]
        for column, end in zip(columns, ends, strict=True):
            height = strut(column.style)[0]
            lines = (max(ends) - end) / height if height and end else 0.0
            inner = [child for child in column.children if child.is_in_normal_flow()]
            if _UNEVEN < lines <= _most(inner):
                _spread(column, inner, lines, height)


def _columns(boxes: Any, box: Any) -> Iterator[list[Any]]:
    """Yield the columns beside each other in a box, however deep; but the lines of contents stay level."""
    if is_of(box, "pf-toc"):
        return
    columns = [child for child in box.children if getattr(child, "is_column", False)]
    if columns:
        yield columns
        return
    for child in box.children:
        if type(child) is boxes.BlockBox:
            yield from _columns(boxes, child)


def _spread(block: Any, inner: list[Any], lines: float, height: float) -> float:
    """Distribute empty lines over the spaces between blocks, all of a box that are in its flow.

    What is distributed is returned, in CSS pixels.
    """
    shares = [_share(above, below) for above, below in pairwise(inner)]
    if lines <= 0 or not any(shares):
        return 0.0
    part = min(lines / sum(shares), _GROWTH) * height
    _move(block, inner, [share * part for share in shares])
    return part * sum(shares)


def _move(block: Any, inner: list[Any], more: list[float]) -> None:
    """Make the spaces between blocks wider by so much each, in CSS pixels."""
    moved, numbers = 0.0, iter(more)
    for child in block.children[block.children.index(inner[0]) + 1 :]:
        if child.is_in_normal_flow():
            moved += next(numbers)
        child.translate(dy=moved)


def most_lines(boxes: Any, page: Any) -> float:
    """Return how many empty lines the spaces between the blocks of a page can take."""
    return _most(_blocks(boxes, page)[1])


def _most(inner: list[Any]) -> float:
    """Return how many empty lines the spaces between blocks can take."""
    return _GROWTH * sum(_share(above, below) for above, below in pairwise(inner))


def _blocks(boxes: Any, page: Any) -> tuple[Any, list[Any]]:
    """Return the box of a page's text, and the blocks in it; none where it has no blocks."""
    block = page.children[0]
    while len(inner := [child for child in block.children if child.is_in_normal_flow()]) == 1:
        if not isinstance(inner[0], boxes.BlockBox):
            return block, []
        block = inner[0]
    while inner and isinstance(inner[-1], boxes.BlockBox) and is_around(inner[-1]):
        block, inner = inner[-1], [c for c in inner[-1].children if c.is_in_normal_flow()]
    return block, inner


def _share(above: Any, below: Any) -> float:
    """Return how much of what is empty goes between two blocks, in the least of shares."""
    if not _space(above, below):
        return 0.0
    return _HEADED if below.element_tag in _HEADINGS else 1.0


def _space(above: Any, below: Any) -> float:
    """Return the space between two blocks that may be wider or narrower; 0 below a heading."""
    space = (
        below.position_y
        + below.margin_top
        - (above.position_y + above.margin_height() - above.margin_bottom)
    )
    return 0.0 if above.element_tag in _HEADINGS or space < 1 else float(space)
