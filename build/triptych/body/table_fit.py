"""How wide a column is, how wide a table must be, counted in characters, and how it fits on the page.

The measure is a model, not a layout, so that it is the same on every machine: a letter is half as
wide as its size, a full-width one (Unicode Annex 11) as wide, and lines break at spaces, hyphens and
slashes. The typesetter breaks words as a last resort where the model was too optimistic.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from triptych.core.model import Look
from triptych.core.page_design import PageDesign, design_page

SIZES = (0.86, 0.76, 0.63)
"""The sizes of a table's letters, in those of the text, from the usual to the smallest."""

_WHOLE = (1.0,)
"""The size of a table's letters where a theme lets none be smaller than those of the text."""

_PADDING = (2.8, 1.6, 1.2)
_PIECES = re.compile(r"[^\s/\u200b-]+[/-]?")
_SENTENCE, _ROOM, _LEAST = 60, 16, 8

_WISHED, _MANY, _CROWDED = 30, 4, 1.25
"""How wide a cell is at most to be read with ease; from how many columns on, and how many times as wide as
a column of the text cells must wish to be, that a table spans all columns for it."""


_TURNED = 15
"""How many lines a turned page must have for a table in large letters: some rows below its head."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a table needs: which of ``SIZES``, a page on its side, words broken anywhere, all columns."""

    size: int = 0
    is_wide: bool = False
    is_tight: bool = False
    spans: bool = False


def need(text: str) -> int:
    """Return how many characters wide a cell with this text must be to be easy to read."""
    longest = max((_width(piece) for piece in _PIECES.findall(text)), default=0)
    length = len(text.strip())
    return max(longest, min(length, _LEAST), _ROOM if length > _SENTENCE else 0)


def wish(text: str) -> int:
    """Return how many characters wide a cell with this text is at best."""
    return min(_width(text.strip()), _WISHED)


def fit(needs: list[int], look: Look, *, may_turn: bool, wishes: Sequence[int] = ()) -> Fit:
    """Return the least change that fits columns of these widths: smaller letters, then a page of its own.

    That page has narrow margins, and is turned unless the paper is wide already or too small for large
    letters. Where the text has columns, a table that is too wide for one spans them all, and no page is
    turned; so does one of many columns by whose ``wishes`` they would be narrow.
    """
    page, zoom = _page(look), _zoom(look)
    spans = may_turn and page.columns > 1
    is_high = page.shrinks_tables or page.turned_lines >= _TURNED
    turns = may_turn and is_high and not spans and page.column < page.turned_column
    larger = page.measure if spans else page.turned_column
    columns = [(page.column / zoom, False), (larger / zoom, True)]
    first = int(spans and _is_crowded(wishes, page.column / zoom))
    for across, is_larger in columns[first : 1 + (spans or turns)]:
        for number, size in enumerate(SIZES if page.shrinks_tables else _WHOLE):
            characters = across / (size * 0.5)
            if sum(needs) + _PADDING[number] * len(needs) <= characters:
                return Fit(number, is_larger and turns, spans=is_larger and spans)
    smallest = len(SIZES) - 1 if page.shrinks_tables else 0
    return Fit(smallest, is_wide=turns, is_tight=True, spans=spans)


def _is_crowded(wishes: Sequence[int], across: float) -> bool:
    """Whether the columns of a table are many, and narrow in a width given in sizes of the text."""
    wished = sum(wishes) + _PADDING[0] * len(wishes)
    return len(wishes) >= _MANY and wished > _CROWDED * across / (SIZES[0] * 0.5)


def is_shrunk(look: Look) -> bool:
    """Whether a wide table may have smaller letters than the text."""
    return _page(look).shrinks_tables


def column(look: Look) -> float:
    """Return how wide the column of a look's paper is, in sizes of its text."""
    return _page(look).column / _zoom(look)


def _page(look: Look) -> PageDesign:
    """Return the page of a look, as its theme designs it where that is known."""
    return look.page or design_page(look.paper, look.text_size)


def _zoom(look: Look) -> float:
    """Return the text size that an article asks for, in sizes of the theme's."""
    return 1 + (look.text_size - 12) / 10


def _width(piece: str) -> int:
    """Return a piece's width in halves of the letters' size; between full-width ones a line may break."""
    wide = [unicodedata.east_asian_width(c) in "WF" for c in piece]
    return 2 if all(wide) else len(piece) + sum(wide)
