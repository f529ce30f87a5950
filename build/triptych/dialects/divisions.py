"""Divisions and fences in list items, which pandoc reads only where the item's own text begins.

Other tools ask for four spaces, whatever the item's mark is wide: below ``1.`` that is one too many.
"""

import re
from dataclasses import dataclass, field

from triptych.dialects import scanner

_COLONS = re.compile(r"[ \t]*(?P<marks>:{3,})[ \t]*(?P<rest>.*)$")
_INDENTED_FENCE = re.compile(r"^[ \t]+(?:`{3}|~{3})", re.MULTILINE)
_ITEM = re.compile(r"(?P<before>[ \t]*)(?P<mark>[-+*]|\d{1,9}[.)])(?P<after>[ \t]+)(?=\S)")
_MOST = 3
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$")


@dataclass(slots=True)
class _Place:
    """Where a line is: the columns at which the text of open items begins, and the open divisions.

    Of each division ``shifts`` has by how many columns its lines are moved to the left.
    """

    items: list[int] = field(default_factory=list[int])
    shifts: list[int] = field(default_factory=list[int])


def aligned(text: str) -> str:
    """Return a text in which a division or fence in a list item begins at the column of its text."""
    if ":::" not in text and not _INDENTED_FENCE.search(text):
        return text
    lines = text.split("\n")
    ends = {fence.start: fence.end for fence in scanner.fences(text)}
    place = _Place()
    out: list[str] = []
    number = 0
    while number < len(lines):
        line = _moved(lines[number], sum(place.shifts))
        if number in ends:
            shift = sum(place.shifts) + _fence_shift(line, place)
            out += [_moved(each, shift) for each in lines[number : ends[number]]]
            number = ends[number]
            continue
        out.append(_read(line, place) if line.strip() else line)
        number += 1
    return "\n".join(out)


def _fence_shift(line: str, place: _Place) -> int:
    """Return by how many columns a fence that begins on a line is moved to its list item's."""
    column = _column(line)
    _leave(column, place)
    if _ITEM.match(line):
        _enter(line, place)
        return 0
    shift = column - (place.items[-1] if place.items else column)
    return shift if shift <= _MOST else 0


def _leave(column: int, place: _Place) -> None:
    """End the list items whose text begins right of a column."""
    while place.items and column < place.items[-1]:
        place.items.pop()


def _read(line: str, place: _Place) -> str:
    """Return a line that is no code, moved where it begins a division or ends one."""
    column = _column(line)
    _leave(column, place)
    colons = _COLONS.match(line)
    if not colons:
        _enter(line, place)
        return line
    shift = column - (place.items[-1] if place.items else 0)
    if shift > _MOST:
        return line  # code, as CommonMark reads it
    if colons["rest"].strip(" :"):
        place.shifts.append(shift)
    elif place.shifts:
        place.shifts.pop()
    return _moved(line, shift)


def _enter(line: str, place: _Place) -> None:
    """Note the columns of the list items that begin on a line."""
    at = 0
    if _RULE.match(line):
        return
    while match := _ITEM.match(line, at):
        column = _width(line[: match.start("mark")])
        wide = _width(line[: match.end()])
        begin = column + len(match["mark"])
        place.items.append(wide if wide - begin <= 4 else begin + 1)
        at = match.end()


def _column(line: str) -> int:
    """Return the column at which a line's text begins."""
    return _width(line[: len(line) - len(line.lstrip(" \t"))])


def _width(text: str) -> int:
    """Return how many columns a text has, with a tab stop every four."""
    return len(text.expandtabs(4))


def _moved(line: str, shift: int) -> str:
    """Return a line with as many columns less before its text, or none where it has fewer."""
    if shift <= 0:
        return line
    column = _column(line)
    return " " * max(column - shift, 0) + line.lstrip(" \t") if line.strip() else line
