"""Runs of marks of emphasis in a paragraph, and what each can do (CommonMark, section 6.2)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from triptych.markdown import inline_tokens
from triptych.markdown.east_asian import LETTERS, MARKS

_OWN = re.compile(
    r"^[ \t>]*(?:\*?\[(?:\\.|[^\[\]\\])+\]:.*$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$"
    r"|(?:(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S))+)",
    re.MULTILINE,
)
"""Definitions of abbreviations and addresses, rules, and the marks of items, which are no emphasis."""

_WIDE = re.compile(f"[{LETTERS}\u3130-\u318f\uac00-\ud7a3]")
_WIDE_MARK = re.compile(f"[{MARKS}]")
_RUN = r"\*+|_+"


@dataclass(slots=True)
class Run:
    """A run of one mark, what it can do, and which of its marks, ``start`` to ``end``, are unused."""

    mark: str
    length: int
    can_open: bool
    can_close: bool
    start: int
    end: int


def find_runs(text: str) -> Iterator[Run]:
    """Yield the runs of marks that are not in code, formulas, tags, addresses or attributes."""
    own = [found.span() for found in _OWN.finditer(text)]
    number = 0
    for found in inline_tokens.find(text, _RUN):
        start, end = found.span()
        while number < len(own) and own[number][1] <= start:
            number += 1
        if number == len(own) or start < own[number][0]:
            yield _run(text, start, end)


def _run(text: str, start: int, end: int) -> Run:
    """Return a run of marks with what it can do by the characters on both sides."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    is_left = _flanks(before, after)
    is_right = _flanks(after, before)
    mark = text[start]
    can_open, can_close = is_left, is_right
    if mark == "_":
        can_open = is_left and (not is_right or _is_mark(before))
        can_close = is_right and (not is_left or _is_mark(after))
    return Run(mark, end - start, can_open, can_close, start, end)


def _flanks(outer: str, inner: str) -> bool:
    """Whether a run belongs to what is on its inner side, rather than to what is on its outer side."""
    if not inner.strip():
        return False
    return not _is_mark(inner) or not outer.strip() or _is_mark(outer) or bool(_WIDE.match(outer))


def _is_mark(letter: str) -> bool:
    """Whether a character is punctuation or a symbol, but not one of full width."""
    if not letter or _WIDE_MARK.match(letter):
        return False
    return unicodedata.category(letter)[0] in "PS"
