"""Nothing on paper runs out of its page, and nothing is printed upon something else."""

from collections.abc import Iterator

import pymupdf

from laws.editions import Editions
from triptych.core.page_design import design_page

MM = 72 / 25.4

SLACK = 4
"""How far a letter may reach over the edge of its line, in points: no face has more side bearing."""

_INFINITE = 1e6
_PATTERN = 22
"""Points. The arrow of a wrapped line is a pattern, and tells where its cell lies, not where it is seen."""


def overflowing(editions: Editions, slack: float = SLACK) -> Iterator[str]:
    """Return what is printed or drawn beyond the column of its page, or off the paper."""
    for sheet in editions.sheets:
        margin, bottom = side(sheet.rect.width, sheet.rect.height), sheet.rect.height
        left, right = margin - slack, sheet.rect.width - margin + slack
        things = [(word[4], word[:4]) for word in sheet.get_text("words") if word[4].strip()]
        things += [(kind, box) for kind, box in sheet.get_bboxlog() if _is_drawn(kind, box)]
        for said, (x0, y0, x1, y1) in things:
            if x0 < left or x1 > right or y0 < 0 or y1 > bottom:
                box = f"{x0:.0f} {y0:.0f} {x1:.0f} {y1:.0f}"
                yield f"pdf: page {sheet.number + 1}: {said} at {box} of {sheet.rect}"


def side(width: float, height: float) -> float:
    """Return the side margins of a page that the built-in theme designs, in points."""
    page = design_page(f"{min(width, height):.2f}pt {max(width, height):.2f}pt")
    return MM * (page.side if width < height else page.top)


def bottom_of(sheet: pymupdf.Page) -> float:
    """Return the lower margin of a page that the built-in theme designs, in points."""
    sides = sorted((sheet.rect.width, sheet.rect.height))
    return MM * design_page(f"{sides[0]:.2f}pt {sides[1]:.2f}pt").bottom


def _is_drawn(kind: str, box: tuple[float, float, float, float]) -> bool:
    """Whether this is a picture or a path that is seen where it says it is."""
    x0, y0, x1, y1 = box
    is_endless = max(map(abs, box)) > _INFINITE
    is_cell = kind.endswith("path") and max(x1 - x0, y1 - y0) < _PATTERN
    return (
        "text" not in kind
        and "clip" not in kind
        and x0 < x1
        and y0 < y1
        and not (is_endless or is_cell)
    )


def overprinted(editions: Editions) -> Iterator[str]:
    """Return which words are printed upon each other, or beyond the text's height."""
    for sheet in editions.sheets:
        words = sorted(
            (_core(word), word[4])
            for word in sheet.get_text("words")
            if any(map(str.isalnum, word[4]))
        )
        for n, (box, text) in enumerate(words):
            for other, said in words[n + 1 :]:
                if other[0] >= box[2] - SLACK:
                    break
                if other[1] < box[3] and box[1] < other[3]:
                    yield f"pdf: page {sheet.number + 1}: {said} is printed upon {text} {box} {other}"


def _core(
    word: tuple[float, float, float, float, str, int, int, int],
) -> tuple[float, float, float, float]:
    """Return the box of a word without what its face leaves above and below the small letters."""
    x0, y0, x1, y1 = word[:4]
    rest = (y1 - y0) * 0.35
    return x0 + 0.5, y0 + rest, x1 - 0.5, y1 - rest
