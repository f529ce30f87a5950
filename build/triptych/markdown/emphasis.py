"""Emphasis as CommonMark reads it (section 6.2), written so that pandoc reads it alike.

Pandoc takes a mark with a space before it as an end (``*a *``), and gives up on some runs of marks. So each
mark that is none in CommonMark gets a backslash, and emphasis within emphasis of its strength the other
mark. Beside Chinese, Japanese and Korean letters a mark needs no space (``**注意：**请看``), as authors of
these languages expect.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triptych.markdown.emphasis_runs import Run, find_runs

_GRID = re.compile(r"^[ \t>]*\+[-=:+]{3,}", re.MULTILINE)
"""The border of a table in which a backslash would move the columns."""


@dataclass(slots=True)
class _Pair:
    """Emphasis: where its marks begin, how many they are on a side, and which."""

    opening: int
    closing: int
    strength: int
    mark: str


def write_emphasis(text: str) -> str:
    """Return a paragraph whose emphasis pandoc reads as CommonMark does."""
    if text.count("*") + text.count("_") < 2 or _GRID.search(text):
        return text
    runs = list(find_runs(text))
    if len(runs) < 2:
        return text
    pairs = _paired(runs)
    letters = list(text)
    for position in _left_over(runs):
        letters[position] = f"\\{letters[position]}"
    for pair in _alternating(pairs, text):
        for start in (pair.opening, pair.closing):
            letters[start : start + pair.strength] = [pair.mark] * pair.strength
    return "".join(letters)


def _paired(runs: list[Run]) -> list[_Pair]:
    """Return the emphasis that runs of marks make, and note which of their marks are left over.

    This is the standard's own procedure ("process emphasis"), on the runs that are still linked.
    """
    before = list(range(-1, len(runs)))
    after = list(range(1, len(runs) + 1))
    bottoms: dict[tuple[str, bool, int], int] = {}
    pairs = []
    at = 0

    def unlink(number: int) -> None:
        if before[number] >= 0:
            after[before[number]] = after[number]
        before[after[number]] = before[number]

    while at < len(runs):
        closer = runs[at]
        key = (closer.mark, closer.can_open, closer.length % 3)
        opener = _opener(runs, before, at, bottoms.get(key, -1)) if closer.can_close else -1
        if opener < 0:
            if closer.can_close:
                bottoms[key] = before[at]
                if not closer.can_open:
                    unlink(at)
            at = after[at]
            continue
        first = runs[opener]
        strength = 2 if min(first.end - first.start, closer.end - closer.start) > 1 else 1
        first.end -= strength
        pairs.append(_Pair(first.end, closer.start, strength, closer.mark))
        closer.start += strength
        after[opener], before[at] = at, opener
        if first.start == first.end:
            unlink(opener)
        if closer.start == closer.end:
            unlink(at)
            at = after[at]
    return pairs


def _opener(runs: list[Run], before: list[int], at: int, bottom: int) -> int:
    """Return the number of the run that the one at ``at`` closes, or -1."""
    closer = runs[at]
    number = before[at]
    while number > bottom:
        run = runs[number]
        is_either = closer.can_open or run.can_close
        is_odd = is_either and closer.length % 3 and not (closer.length + run.length) % 3
        if run.mark == closer.mark and run.can_open and not is_odd:
            return number
        number = before[number]
    return -1


def _left_over(runs: list[Run]) -> Iterator[int]:
    """Yield the place of each mark that makes no emphasis, where pandoc might think that it does."""
    for run in runs:
        is_word = run.mark == "_" and run.length == 1 and not (run.can_open or run.can_close)
        if not is_word:
            yield from range(run.start, run.end)


def _alternating(pairs: list[_Pair], text: str) -> Iterator[_Pair]:
    """Yield the emphasis that is right within another of its mark and strength, with the other mark."""
    outer: list[_Pair] = []
    for pair in sorted(pairs, key=lambda pair: pair.opening):
        while outer and outer[-1].closing < pair.opening:
            outer.pop()
        if outer and (outer[-1].mark, outer[-1].strength) == (pair.mark, pair.strength):
            other = "*" if pair.mark == "_" else "_"
            end = pair.closing + pair.strength
            around = text[max(0, pair.opening - 1) : pair.opening] + text[end : end + 1]
            if other == "*" or not any(map(str.isalnum, around)):
                pair.mark = other
                yield pair
        outer.append(pair)
