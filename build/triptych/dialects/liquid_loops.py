"""Loops of Liquid and Nunjucks over lists that are known: ``{% for lamp in page.lamps limit:2 %}``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from triptych.dialects.liquid_lexer import Piece
from triptych.dialects.liquid_state import State

_FOR = re.compile(r"\s*\(?(?P<names>\w+(?:\s*,\s*\w+)*)\)?\s+in\s+(?P<list>\S.*?)\s*$", re.DOTALL)
_RANGE = re.compile(r"\(\s*([\w.]+)\s*\.\.\s*([\w.]+)\s*\)")
_OPTION = re.compile(r"(?:^|\s)(limit|offset)\s*:\s*([\w.]+)|\s(reversed)(?=\s|$)")
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Turns:
    """The items of a loop, and the names that each of them has in it."""

    names: tuple[str, ...]
    items: Sequence[Any]

    def values(self, number: int) -> dict[str, Any]:
        """Return what the names mean in one turn, and what the loop says of itself."""
        item, last = self.items[number], len(self.items) - 1
        own: dict[str, Any] = {
            "index": number + 1,
            "index0": number,
            "first": number == 0,
            "last": number == last,
            "rindex": last - number + 1,
            "rindex0": last - number,
            "length": last + 1,
        }
        parts = [item] if len(self.names) == 1 else item if isinstance(item, list) else [item]
        return {**dict(zip(self.names, parts, strict=False)), "forloop": own, "loop": own}


def turns(piece: Piece, state: State) -> Turns | None:
    """Return the turns of a loop; None for what is no loop, or is over a list that is not known."""
    found = _FOR.match(piece.rest) if piece.name == "for" else None
    if not found:
        return None
    options: dict[str, int] = {}
    for option in _OPTION.finditer(found["list"]):
        if option[1] and isinstance(value := state.known(option[2]), int):
            options[option[1]] = value
    typed = _OPTION.sub("", found["list"])
    value = _range(typed, state) or state.value(typed)
    if isinstance(value, dict):
        value = [[key, each] for key, each in value.items()]
    if value is None:
        value = []
    if not isinstance(value, list) or len(value) > _LONGEST:
        return None
    first = max(options.get("offset", 0), 0)
    value = value[first : first + max(options["limit"], 0)] if "limit" in options else value[first:]
    is_reversed = re.search(r"\sreversed\b", found["list"])
    names = tuple(re.split(r"\s*,\s*", found["names"]))
    return Turns(names, value[::-1] if is_reversed else value)


def _range(typed: str, state: State) -> list[int] | None:
    """Return the numbers of a range, ``(1..3)``; None for another list."""
    found = _RANGE.fullmatch(typed.strip())
    ends = [state.known(end) for end in found.groups()] if found else []
    if not ends or not all(isinstance(end, int) for end in ends):
        return None
    return list(range(ends[0], min(ends[1], ends[0] + _LONGEST) + 1))
