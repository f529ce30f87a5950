"""What the lines of a paragraph cost, each by itself and beside its neighbours."""

from collections.abc import Sequence

from triptych.editions.pdf.paragraphs.costs import COSTS
from triptych.editions.pdf.paragraphs.material import Kind, Line, Material, Measure

ROUNDING = 0.01
"""What widths may differ by, in CSS pixels, and mean the same."""

_NORMAL, _LOOSE = 0.25, 0.85
"""By how many natural spaces the spaces of a normal line are wider, and those of a loose one."""


def cost_of(material: Material, lines: Sequence[Line], measure: Measure) -> float:
    """Return what the lines of a paragraph cost together."""
    cost, hyphens, looseness = 0.0, 0, 1
    for number, line in enumerate(lines):
        cost += square_of(line.stretch, measure) + faults(line.kind, hyphens, measure)
        now = looseness_of(line, measure)
        if number:
            cost += contrast(looseness, now)
            cost += ending(material, line, lines[number - 1].kind) if line.is_last else 0
        hyphens, looseness = (min(hyphens + 1, 2) if line.kind else 0), now
    return cost


def stretch_of(material: Material, text: tuple[int, int], room: float, measure: Measure) -> float:
    """Return how far a line is stretched to fill its room, in natural spaces or in units of ``rag``.

    It is negative where the line is wider than its room. A line without spaces, as in a long address,
    falls short instead: by an em as visibly as another whose spaces are twice as wide.
    """
    begin, end = text
    slack = room - material.edges[end] + material.edges[begin]
    if 0 > slack > -ROUNDING:
        slack = 0.0
    if not measure.is_justified:
        return slack / (COSTS.rag * material.em)
    spaces = material.spaces[end] - material.spaces[begin]
    return slack / (material.space * spaces if spaces else material.em)


def square_of(stretch: float, measure: Measure) -> float:
    """Return what a line costs by how far it is stretched."""
    if not measure.is_justified:
        part = stretch
    elif stretch >= 0:
        part = stretch / COSTS.stretch
    else:
        part = stretch / -COSTS.shrink
    return (COSTS.line + 100 * part * part * part) ** 2


def faults(kind: Kind, hyphens: int, measure: Measure) -> float:
    """Return what the end of a line costs after a number of lines that end in hyphens."""
    if not kind:
        return 0.0
    if kind == Kind.OWN_HYPHEN:
        cost = COSTS.own_hyphen
    else:
        cost = COSTS.division if measure.is_justified else COSTS.ragged_division
        cost += COSTS.name if kind == Kind.NAME else 0
    if hyphens:
        cost += COSTS.second_hyphen if hyphens == 1 else COSTS.ladder
    return cost


def contrast(before: int, now: int) -> float:
    """Return what it costs that a line is beside one of another looseness."""
    return COSTS.contrast if abs(now - before) > 1 else 0.0


def ending(material: Material, line: Line, before: Kind) -> float:
    """Return what a last line costs that is not the only one, by what the line before ends with."""
    text = material.text[line.begin : line.end]
    length = (material.edges[line.end] - material.edges[line.begin]) / material.em
    cost = COSTS.hyphen_before_last if before >= Kind.DIVISION else 0
    if " " not in text and "\u00a0" not in text:
        if before >= Kind.DIVISION:
            cost += COSTS.half_word
        elif before == Kind.OWN_HYPHEN:
            cost += COSTS.half_compound
        elif sum(map(str.isalnum, text)) <= COSTS.short and length < 2 * COSTS.stub:
            cost += COSTS.short_word
        else:
            cost += COSTS.lone_word
    if length < COSTS.stub:
        cost += COSTS.short_word
    return cost


def looseness_of(line: Line, measure: Measure) -> int:
    """Return the class of a line: tight, normal or loose; a ragged or a last one is normal."""
    if not measure.is_justified or line.is_last:
        return 1
    return (line.stretch >= _NORMAL) + (line.stretch >= _LOOSE)
