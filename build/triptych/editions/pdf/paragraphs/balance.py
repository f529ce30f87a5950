"""The lines of a title or a caption, as even as they can be without one line more."""

from collections.abc import Sequence
from math import inf

from triptych.editions.pdf.paragraphs.choose import first_fit
from triptych.editions.pdf.paragraphs.material import Kind, Line, Material, Measure, Place
from triptych.editions.pdf.paragraphs.prices import ROUNDING

MOST = 10
"""How many lines are balanced at most; a longer text is a paragraph (CSS Text 4, 6.4.3)."""

_Stops = list[Place]


def balance(
    material: Material, places: Sequence[Place], span: tuple[int, int], measure: Measure
) -> list[Line] | None:
    """Return lines of nearly one length, as few as fit; None where they are many, or a word is divided."""
    begin, end = span
    whole = [place for place in places if place.kind < Kind.DIVISION]
    first = first_fit(material, whole, span, measure)
    if first is None or len(first) > MOST:
        return None
    if len(first) == 1:
        return first
    stops = [*whole, Place(end, material.trimmed(begin, end))]
    ends = _even(_widths(material, begin, stops, measure), len(first))
    begins = [begin, *(stops[at].next for at in ends[:-1])]
    chosen = [stops[at] for at in ends]
    return [
        Line(start, stop.end, stop.next, stop.kind, 0.0, stop.next == end)
        for start, stop in zip(begins, chosen, strict=True)
    ]


def _widths(
    material: Material, begin: int, stops: _Stops, measure: Measure
) -> list[dict[int, float]]:
    """Return for each beginning of a line how long it is to each stop that it may end at."""
    edges = material.edges
    found = []
    for number, start in enumerate([begin, *(stop.next for stop in stops[:-1])]):
        indent = 0.0 if number else measure.indent
        lengths = {}
        for at in range(number, len(stops)):
            length = edges[stops[at].end] - edges[start] + indent
            if length > measure.width + ROUNDING:
                break
            lengths[at] = length
        found.append(lengths)
    return found


def _even(widths: list[dict[int, float]], count: int) -> list[int]:
    """Return the stops of a number of lines that are as even as they can be.

    What is least is the sum of the squares of the lengths; for one text it is least where all are one.
    """
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for _ in range(count):
        step: dict[int, tuple[float, tuple[int, ...]]] = {}
        for number, (cost, ends) in best[-1].items():
            for at, length in widths[number].items() if number < len(widths) else ():
                sum_of = cost + length * length
                if sum_of < step.get(at + 1, (inf, ()))[0]:
                    step[at + 1] = (sum_of, (*ends, at))
        best.append(step)
    return list(best[-1][len(widths)][1])
