"""Whether a mark in a cell is where its page begins, and what a page without one has, for ``page_list.py``.

A row that goes on over pages has a piece of each of its cells on them, which may be some letters alone. So
as many letters are compared as the page has of the cell with the mark, and the next ones must not be on it.
"""

from collections import Counter
from collections.abc import Iterable

from page_list_text import Mark, Text, letters

LEAST = 3
"""The fewest letters of its cell that a page must have for a mark to be right."""

_WINDOW = 4
_CHUNK = 6


def agrees_in_row(mark: Mark, text: Text, page: str) -> bool:
    """Whether a page begins with what a cell goes on with behind a mark, and has no more of it elsewhere.

    A divided word is whole before its mark, so that the page begins with its end. What other cells go on
    with may be ahead of it where that is text before the mark of the page before.
    """
    if not mark.is_in_cell:
        return False
    top = _without(bare(text, page), mark.heads)
    word, rest = letters(text.word_before(mark)), letters(text.rest_of_cell(mark))
    earlier = letters(text.elsewhere(mark)[0])
    for cut in range(len(word) and 1, len(word) + 1):
        wanted = word[cut:] + rest
        at = top.find(wanted[:_CHUNK])
        if at >= 0 and _begins(top[at:], wanted) and _is_pieced(top[:at], earlier):
            return True
        if _begins(top, wanted):
            return True
    return False


def _begins(page: str, rest: str) -> bool:
    """Whether a page begins with some letters of the rest of a cell, and has no more of it."""
    same = sum(1 for _ in _common(page, rest))
    begin = same if len(rest) >= same + 2 * _WINDOW else max(same - _WINDOW, 0)
    following = rest[begin : begin + 2 * _WINDOW]
    is_whole = same == len(rest)
    return same >= (min(LEAST, len(page)) or 1) and (is_whole or following not in page)


def _common(one: str, other: str) -> Iterable[str]:
    """Yield the letters that two texts begin with."""
    for first, second in zip(one, other, strict=False):
        if first != second:
            return
        yield first


def bare(text: Text, page: str) -> str:
    """Return the letters of a page without its running heads and folios."""
    running = [letters(each) for each in text.running]
    lines = [letters(line) for line in page.splitlines()]
    return "".join(
        line
        for line in lines
        if not any(
            head and (line.startswith(head) or (len(line) >= _CHUNK and line in head))
            for head in running
        )
    )


def _without(top: str, heads: Iterable[str]) -> str:
    """Return the letters of a page without the heads of tables that it begins with."""
    for head in map(letters, heads):
        is_torn = Counter(top[: len(head)]) == Counter(head)  # lines of cells side by side
        top = top[len(head) :] if is_torn else top.replace(head, "", 1)
    return top


def is_made_of(text: Text, page: str, parts: Iterable[str]) -> bool:
    """Whether all letters of a page are in one of some parts, in pieces of six and more."""
    left = _without(bare(text, page), text.heads)
    return any(_is_pieced(left, part) for part in map(letters, parts)) if left else False


def _is_pieced(left: str, part: str) -> bool:
    """Whether a text is a row of pieces of another."""
    is_first = True
    while left:
        size = len(left)
        while size and left[:size] not in part:
            size -= 1
        if size < (_CHUNK if is_first else min(_CHUNK, len(left))):
            return False
        left, is_first = left[size:], False
    return True
