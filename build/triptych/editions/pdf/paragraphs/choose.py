"""The lines of a paragraph, chosen together so that they cost least (Knuth and Plass, 1981).

The places where a line may end are the nodes of a graph, the lines between two of them its edges. The
cheapest way from the first to the last place is found in one pass over the places. What a line costs
depends on the ones before it in two ways: on how many of them end in a hyphen, and on how loose the last
one is; so for each place the cheapest way is recorded for each of these states. Where a number of lines is
asked for, because the page needs one more or one less, it is part of the state.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple, Optional

from triptych.editions.pdf.paragraphs.costs import COSTS
from triptych.editions.pdf.paragraphs.material import Kind, Line, Material, Measure, Place
from triptych.editions.pdf.paragraphs.prices import (
    ROUNDING,
    contrast,
    cost_of,
    ending,
    faults,
    looseness_of,
    square_of,
    stretch_of,
)

_NOTHING = frozenset[int]()


class _Way(NamedTuple):
    """The cheapest way to a place in one state: its cost, how its last line is, and the way before that."""

    cost: float
    hyphens: int
    looseness: int
    line: Line | None = None
    before: Optional["_Way"] = None
    number: int = 0


class _Limits(NamedTuple):
    """What lines may be: the loosest, what all may cost, and how many; 0 for any number."""

    loosest: float = inf
    cost: float = inf
    number: int = 0


def choose(
    material: Material,
    places: Sequence[Place],
    span: tuple[int, int],
    measure: Measure,
    banned: frozenset[int] = _NOTHING,
) -> list[Line] | None:
    """Return the lines of a span of text; None where a part of it is wider than a line.

    ``places`` are in the order of the text and inside the span. ``banned`` are beginnings of lines before
    which no word may be divided, because the page is turned there.
    """
    allowed = [p for p in places if not (p.kind and p.next in banned)] if banned else places
    undivided = [place for place in allowed if place.kind < Kind.DIVISION]
    calm = COSTS.calm if measure.is_justified else COSTS.calm_rag
    lines = cheapest(material, undivided, span, measure, (calm, COSTS.calm_sum))
    if lines is not None:
        return lines
    first = first_fit(material, allowed, span, measure)
    if first is None:
        return None
    bound = cost_of(material, first, measure)
    return cheapest(material, allowed, span, measure, (inf, bound)) or first


def cheapest(
    material: Material,
    places: Sequence[Place],
    span: tuple[int, int],
    measure: Measure,
    limits: tuple[float, float] = (inf, inf),
) -> list[Line] | None:
    """Return the lines that cost least; None where there are none within the limits.

    The limits are the loosest line, and what all together may cost.
    """
    return _unrolled(_Search(material, places, span, measure, _Limits(*limits)).best())


def in_lines(
    material: Material,
    places: Sequence[Place],
    span: tuple[int, int],
    measure: Measure,
    lines: tuple[int, float],
) -> list[Line] | None:
    """Return the cheapest lines of a span that are a number of lines, for no more than they may cost."""
    number, most = lines
    limits = _Limits(cost=most, number=number)
    return _unrolled(_Search(material, places, span, measure, limits).best())


def _unrolled(way: _Way | None) -> list[Line] | None:
    """Return the lines of a way."""
    lines = []
    while way is not None and way.line is not None:
        lines.append(way.line)
        way = way.before
    return lines[::-1] or None


def first_fit(
    material: Material, places: Sequence[Place], span: tuple[int, int], measure: Measure
) -> list[Line] | None:
    """Return lines that each take what fits; None where a part is wider than a line."""
    begin, end = span
    stops = [*places, Place(end, material.trimmed(begin, end))]
    reach = [material.edges[stop.end] for stop in stops]
    lines: list[Line] = []
    at = 0
    while at < len(stops):
        room = measure.width - (0.0 if lines else measure.indent)
        limit = material.edges[begin] + room + ROUNDING
        found = bisect_right(reach, limit, at) - 1
        while found >= at and reach[found] + stops[found].tail > limit:
            found -= 1
        if found < at:
            return None
        place, is_last = stops[found], found == len(stops) - 1
        stretch = stretch_of(material, (begin, place.end), room - place.tail, measure)
        stretch = min(stretch, 0.0) if is_last else stretch
        lines.append(Line(begin, place.end, place.next, place.kind, stretch, is_last))
        begin, at = place.next, found + 1
    return lines


class _Search:
    """A search for the cheapest way through the places of a span."""

    def __init__(
        self,
        material: Material,
        places: Sequence[Place],
        span: tuple[int, int],
        measure: Measure,
        limits: _Limits,
    ) -> None:
        begin, end = span
        self._material = material
        self._measure = measure
        self._loosest, self._bound, self._number = limits
        self._stops = [*places, Place(end, material.trimmed(begin, end))]
        self._begins = [begin, *(place.next for place in places)]
        self._reach = [material.edges[stop.end] for stop in self._stops]
        self._ways: list[dict[tuple[int, int, int], _Way]] = [
            {} for _ in range(len(self._stops) + 1)
        ]

    def best(self) -> _Way | None:
        """Return the cheapest way to the end, or None."""
        self._ways[0][0, 1, 0] = _Way(0.0, 0, 1)
        for number in range(len(self._stops)):
            if self._ways[number]:
                self._extend(number)
        ends = [way for way in self._ways[-1].values() if way.number == self._number]
        return min(ends, key=lambda way: way.cost, default=None)

    def _extend(self, number: int) -> None:
        """Follow every line that begins at a place, the longest first."""
        ways = list(self._ways[number].values())
        least = min(way.cost for way in ways)
        begin, last = self._begins[number], len(self._stops) - 1
        room = self._measure.width - (0.0 if number else self._measure.indent)
        for at in range(self._longest(begin, room, number), number - 1, -1):
            stop = self._stops[at]
            text = (begin, stop.end)
            stretch = stretch_of(self._material, text, room - stop.tail, self._measure)
            if at == last:
                stretch = min(stretch, 0.0)
            if stretch < 0 and self._is_too_tight(text, stretch):
                continue
            square = square_of(stretch, self._measure)
            if stretch > self._loosest or (stretch >= 0 and least + square > self._bound):
                break
            line = Line(begin, stop.end, stop.next, stop.kind, stretch, at == last)
            looseness = looseness_of(line, self._measure)
            for way in ways:
                self._record(self._ways[at + 1], way, line, (square, looseness))

    def _longest(self, begin: int, room: float, number: int) -> int:
        """Return the last stop that a line may reach, its spaces narrowed as far as they may be."""
        limit = self._material.edges[begin] + room + ROUNDING
        if self._measure.is_justified:
            fitting = bisect_right(self._reach, limit, number) - 1
            spaces = self._material.spaces
            count = spaces[self._stops[max(fitting, number)].end] - spaces[begin] + 2
            limit += count * self._material.space * COSTS.shrink
        return bisect_right(self._reach, limit, number) - 1

    def _is_too_tight(self, text: tuple[int, int], stretch: float) -> bool:
        """Whether the spaces of a line that is wider than its column may not be narrowed so far."""
        begin, end = text
        material = self._material
        if not self._measure.is_justified or stretch < -COSTS.shrink:
            return True
        has_spaces = material.spaces[end] > material.spaces[begin]
        return not has_spaces or material.rigid[end] > material.rigid[begin]

    def _record(
        self,
        known: dict[tuple[int, int, int], _Way],
        way: _Way,
        line: Line,
        measured: tuple[float, int],
    ) -> None:
        """Record a way by one more line, where none to that place in its state is as cheap."""
        square, looseness = measured
        cost = way.cost + square
        if line.kind:
            cost += faults(line.kind, way.hyphens, self._measure)
        if way.line is not None:
            cost += contrast(way.looseness, looseness)
            if line.is_last:
                cost += ending(self._material, line, way.line.kind)
        hyphens = min(way.hyphens + 1, 2) if line.kind else 0
        number = way.number + 1 if self._number else 0
        if number > self._number:
            return
        best = known.get((hyphens, looseness, number))
        if cost <= self._bound and (best is None or cost < best.cost):
            known[hyphens, looseness, number] = _Way(cost, hyphens, looseness, line, way, number)
