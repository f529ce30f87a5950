"""Drafts of a PDF: some of its pages, drawn as soon as all are laid out and before the file is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TypeAlias

from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.block_boxes import pieces_of
from triptych.editions.pdf.drawn import Boxes, Draft
from triptych.editions.pdf.weasyprint import Sheets

Show: TypeAlias = Callable[[Draft], None]
"""A function that shows a draft."""

_POINTS = 0.75
"""The points of a CSS pixel (CSS Values and Units 4, 6.2)."""

_wanted: ContextVar[tuple[tuple[int, ...], Show] | None] = ContextVar("drafts", default=None)


@contextmanager
def drafting(numbers: tuple[int, ...], show: Show) -> Iterator[None]:
    """Show a draft of pages with these numbers, from 0, of each PDF that is set as a whole within."""
    token = _wanted.set((numbers, show))
    try:
        yield
    finally:
        _wanted.reset(token)


def offer(sheets: Sheets) -> None:
    """Show a draft of laid-out sheets, if one is wanted; one that cannot be drawn is left out."""
    wanted = _wanted.get()
    if wanted is None:
        return
    pages = sheets.rendering.pages
    numbers = tuple(sorted(number for number in set(wanted[0]) if number < len(pages)))
    if not numbers:
        return
    with suppress(Exception):  # custom CSS at which the typesetter fails: the edition reports it
        data = weasyprint.draw(sheets, numbers)
        boxes: Boxes = {}
        for number, piece in pieces_of(sheets):
            boxes.setdefault(number, []).append(piece)
        sizes = tuple((page.width * _POINTS, page.height * _POINTS) for page in pages)
        wanted[1](Draft(data, numbers, sizes, boxes))
