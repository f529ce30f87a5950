"""The labels of pages as they print them: Roman numerals before the articles of an issue."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from triptych.core.page_starts import PageRange

ARTICLES = "pf-articles"
"""The name of the pages with the articles of an issue (CSS Paged Media 3, section 5.3)."""

_ROMAN = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def front_pages(pages: Sequence[Any]) -> int:
    """Return how many pages of the typesetter's are before the articles of an issue; 0 without any."""
    names = [page._page_box.page_type.name for page in pages]  # noqa: SLF001  no public name
    return names.index(ARTICLES) if ARTICLES in names else 0


def page_label(index: int, front: int) -> str:
    """Return the label of a page, counted from 0, behind ``front`` pages with Roman numerals."""
    if index >= front:
        return str(index - front + 1)
    left, label = index + 1, ""
    for value, letters in _ROMAN.items():
        label += letters * (left // value)
        left %= value
    return label


def page_ranges(pages: Sequence[Any], roots: Sequence[str]) -> tuple[PageRange, ...]:
    """Return the first and the last page of each part and member of an issue, by their ids in order.

    Empty pages before the next one are nobody's.
    """
    front = front_pages(pages)
    places = [(uid, n) for uid in roots for n, page in enumerate(pages) if uid in page.anchors]
    found = []
    for (uid, begin), (_, following) in pairwise([*places, ("", len(pages))]):
        end = max(following - 1, begin)
        while end > begin and pages[end]._page_box.page_type.blank:  # noqa: SLF001  the same
            end -= 1
        found.append(PageRange(uid, page_label(begin, front), page_label(end, front)))
    return tuple(found)
