"""Where the numbered elements of the body are on paper: a page and a rectangle for each of their pieces."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.drawn import Boxes, Piece
from triptych.editions.pdf.weasyprint import Sheets

_collected: ContextVar[Boxes | None] = ContextVar("block_boxes", default=None)


@contextmanager
def collecting() -> Iterator[Boxes]:
    """Yield where the elements of each PDF are that is written within."""
    boxes: Boxes = {}
    token = _collected.set(boxes)
    try:
        yield boxes
    finally:
        _collected.reset(token)


def note(sheets: Sheets) -> None:
    """Note where the elements of laid-out sheets are, if anything collects it."""
    if _collected.get() is not None:
        for number, piece in pieces_of(sheets):
            note_piece(number, piece)


def note_piece(number: str, piece: Piece) -> None:
    """Note one piece of an element, if anything collects it."""
    boxes = _collected.get()
    if boxes is not None:
        boxes.setdefault(number, []).append(piece)


def pieces_of(sheets: Sheets) -> tuple[tuple[str, Piece], ...]:
    """Return the pieces of all elements on laid-out sheets, each with the number of its element."""
    pages = enumerate(sheets.rendering.pages)
    return tuple(each for number, page in pages for each in _pieces(page, number, sheets.numbers))


def _pieces(page: Any, number: int, numbers: Mapping[Any, str]) -> Iterator[tuple[str, Piece]]:
    """Yield the elements on a page, by their numbers, with the outermost box of each."""
    boxes = weasyprint.boxes()
    todo: list[tuple[Any, Any]] = [(page._page_box, None)]  # noqa: SLF001  the boxes of a page have no public name
    while todo:
        box, around = todo.pop()
        element: Any = getattr(box, "element", None)
        is_own = element is not None and element in numbers and element is not around
        if is_own and box.element_tag == element.tag and not isinstance(box, boxes.LineBox):
            yield numbers[element], _piece(box, page, number)
            around = element
        todo += [(child, around) for child in reversed(getattr(box, "children", ()))]


def _piece(box: Any, page: Any, number: int) -> Piece:
    """Return where a box is on its page."""
    return (
        number,
        round(box.border_box_x() / page.width, 4),
        round(box.border_box_y() / page.height, 4),
        round(box.border_width() / page.width, 4),
        round(box.border_height() / page.height, 4),
    )
