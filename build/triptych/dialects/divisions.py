"""Divisions within list items, which pandoc reads only where the item's own text begins.

Other tools ask for four spaces, whatever the item's mark is wide: below ``1.`` that is one too many.
"""

import re
from dataclasses import dataclass, field

from triptych.dialects import scanner

_COLONS = re.compile(r"[ \t]*(?P<marks>:{3,})[ \t]*(?P<rest>.*)$")
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
    """Return a text in which each division in a list item begins at the column of the item's text."""
    if ":::" not in text:
        return text
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    place = _Place()
    out = []
    for number, line in enumerate(lines):
        moved = _moved(line, sum(place.shifts))
        if in_code[number] or not moved.strip():
            is_item = _ITEM.match(moved) and not (number and in_code[number - 1])
            if is_item and moved.strip():
                _enter(moved, place)
            out.append(moved)
            continue
        out.append(_read(moved, place))
    return "\n".join(out)


def _read(line: str, place: _Place) -> str:
    """Return a line that is no code, moved where it begins a division or ends one."""
    column = _column(line)
    while place.items and column < place.items[-1]:
        place.items.pop()
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
