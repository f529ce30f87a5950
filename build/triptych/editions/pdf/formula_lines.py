"""A displayed formula wider than its column is broken into lines, or made smaller, down to ``SMALLEST``.

Lines break before a relation, else before a sign; where that is not enough, within brackets and texts,
fractions written with a slash, and last between any two factors.
"""

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml import etree

from triptych.editions.pdf.formula_outlines import Drawing, UnsettableError, draw, stack
from triptych.editions.pdf.formula_parts import Part, parts_of

SMALLEST = 0.7
"""The smallest scale of a formula that is wider than its column."""

_INDENT = 3.0
"""How far lines after the first are indented, in x-heights."""

_SIGN, _ANYWHERE = 2, 4
_Row = list[Part]


@dataclass(frozen=True, slots=True)
class Setting:
    """A formula as drawn: its number of lines, and its scale."""

    drawing: Drawing
    lines: int = 1
    scale: float = 1.0


def set_within(mathml: str, room: float) -> Setting:
    """Return a displayed formula that is no wider than ``room``, in x-heights.

    Raises ``UnsettableError`` when it cannot be drawn, or is still too wide at the smallest scale.
    """
    drawing = draw(mathml)
    if drawing.width <= room:
        return Setting(drawing)
    for deepest in (_SIGN, _ANYWHERE):
        rows = parts_of(mathml, is_last_resort=deepest == _ANYWHERE)
        lines = [line for row in rows for line in _fill(row, deepest, room)]
        if len(lines) > 1:
            drawing = stack([(draw(_line(line)), _INDENT * is_later) for line, is_later in lines])
        scale = min(1.0, room / drawing.width)
        if scale >= SMALLEST:
            smaller = replace(
                drawing,
                width=drawing.width * scale,
                height=drawing.height * scale,
                depth=drawing.depth * scale,
            )
            return Setting(smaller, max(len(lines), 1), scale)
    raise UnsettableError("it is too wide for the page and cannot be broken")


def _fill(row: _Row, deepest: int, room: float) -> Iterator[tuple[_Row, bool]]:
    """Yield the lines of a row, each with whether it continues the one before it."""
    pieces = list(_pieces(row, 1, deepest, room - _INDENT))
    is_later = False
    while pieces:
        count = _fitting(pieces, room - _INDENT * is_later)
        yield _joined(pieces[:count]), is_later
        pieces, is_later = pieces[count:], True


def _fitting(pieces: list[_Row], room: float) -> int:
    """Return how many pieces fit on a line, at least one.

    Their own widths lead near the answer, so that few lines need be drawn to find it.
    """
    count = max(1, bisect_right(list(accumulate(map(_width, pieces))), room))
    while count < len(pieces) and _width(_joined(pieces[: count + 1])) <= room:
        count += 1
    while count > 1 and _width(_joined(pieces[:count])) > room:
        count -= 1
    return count


def _joined(pieces: list[_Row]) -> _Row:
    """Return pieces as one line."""
    return [part for piece in pieces for part in piece]


def _pieces(row: _Row, level: int, deepest: int, room: float) -> Iterator[_Row]:
    """Yield the pieces of a row between its breaks; one that is too wide is divided further."""
    piece: _Row = []
    pieces = [piece]
    for part in row:
        if piece and 0 < part.level <= level:
            piece = []
            pieces.append(piece)
        piece.append(part)
    is_whole = level > 1 and len(pieces) == 1  # so it is known to be too wide
    for each in pieces:
        if level < deepest and (is_whole or _width(each) > room):
            yield from _pieces(each, level + 1, deepest, room)
        else:
            yield each


def _width(row: _Row) -> float:
    """Return how wide a line is, in x-heights; nothing for one without ink."""
    try:
        return draw(_line(row)).width
    except UnsettableError:
        return 0.0


def _line(row: _Row) -> str:
    """Return the MathML of a line, at whose beginning a sign has the space of one between two terms."""
    math = etree.Element("math", {"display": "block"})
    inner = etree.SubElement(math, "mrow")
    inner.extend(deepcopy(part.element) for part in row)
    first = inner[0]
    if first.tag == "mo" and row[0].level and first.get("form") is None:
        first.set("form", "infix")
    return etree.tostring(math, encoding="unicode")
