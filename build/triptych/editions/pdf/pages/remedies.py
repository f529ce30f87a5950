"""What may be done about a page that is empty before a block: changes of the tree that can be undone."""

from typing import Any, NamedTuple

from triptych.editions.pdf.pages.changes import (
    Divided,
    Later,
    Parted,
    Remedy,
    Smaller,
    Tighter,
    is_kept_whole,
    is_picture,
    rows_of,
)
from triptych.editions.pdf.pages.room import end_of, heights
from triptych.editions.pdf.pages.spots import (
    PULL_QUOTE,
    Spot,
    has,
    has_notes,
    inside,
    introduces,
    is_apart,
    is_of,
    text_behind,
)

_SMALLEST = 0.85
"""How small a picture may become, for the sake of its page."""

_HOLE = 7.1
"""From how many empty lines on a picture may go behind a heading: no spaces hide as many."""

_ROUNDING = 0.1
"""By how many CSS pixels a picture is made smaller than what would fit exactly."""

_ROWS, _LINES = 2, 3
"""How many rows of a table, or lines of code, must at least be on either side of a page's end.

One row is enough that has as many lines as code must have, or is as high.
"""

_HIGH = 4
"""How many of its lines a row is high that has three, or code, with the spaces around them."""

_DIVIDED = 5
"""From how many low rows on a table is divided: a smaller one is a thing to be seen at once."""


_FREE = frozenset(("pf-toc", PULL_QUOTE))
"""What may be set behind text without a caption: contents, and what repeats words of the text."""


class Page(NamedTuple):
    """A page that stays empty at its end: how high that is, also in lines, and what lays out blocks.

    ``spare`` is what its spaces may give up, in CSS pixels.
    """

    room: float
    lines: float
    spare: float
    context: Any
    layout: Any


def remedies(spot: Spot, page: Page) -> list[Remedy]:
    """Return what may be done about the room before a block, the best first."""
    block = spot.block
    if block.element is None or has_notes(block):
        return []
    blocks = [*spot.parent.children[spot.first : spot.at], block]
    is_whole = any(is_kept_whole(box) or is_picture(box) for box in inside(block))
    is_made = is_whole or (len(blocks) > 1 and block.element_tag == "p")
    made = heights(page.context, page.layout, blocks, spot.around) if is_made else []
    if tighter := _tighter(made[-1], page) if made else None:
        return [tighter]
    made = made if is_whole else []
    found = [
        _smaller(block, made[-1], page) if made else None,
        _later(spot, passes=False),
        _later(spot, passes=True) if page.lines > _HOLE else None,
        _divided(block, made[-1], page) if made else None,
        _parted(spot, page),
    ]
    return [each for each in found if each is not None]


def _tighter(made: Any, page: Page) -> Remedy | None:
    """Return how a block gets what little room it lacks, or the lines that a page needs of a paragraph."""
    lines = [child for child in made.children if type(child).__name__ == "LineBox"]
    least = made.style["orphans"]
    is_broken = len(lines) >= least + made.style["widows"]
    end = lines[least - 1].position_y + lines[least - 1].height if is_broken else end_of(made)
    over = end - page.room + _ROUNDING
    return Tighter(page.context, over) if 0 < over <= page.spare else None


def _later(spot: Spot, *, passes: bool) -> Remedy | None:
    """Return how a block with a caption, the contents or a pull quote is set behind text, if it may be.

    One that ``passes`` goes behind headings as well, but those of chapters and sections.
    """
    block = spot.block
    classes = block.element.get("class", "").split()
    is_free = has(block, "figcaption", "caption") or not _FREE.isdisjoint(classes)
    if not is_apart(block.element_tag, classes) or not is_free:
        return None
    if spot.before is not None and introduces(spot.before):
        return None
    count = text_behind(spot, passes=passes)
    if passes and count == text_behind(spot):
        return None
    return Later(spot, count) if count else None


def _smaller(block: Any, made: Any, page: Page) -> Remedy | None:
    """Return how the picture of a block, or those of a row, become small enough for the page."""
    pictures = [box for box in inside(block) if is_picture(box)]
    shown = [box for box in inside(made) if is_picture(box)]
    is_one = len(pictures) == 1 and block.element_tag in ("figure", "p")
    if len(pictures) != len(shown) or not shown or not (is_one or is_of(block, "pf-row")):
        return None
    over = end_of(made) - page.room + _ROUNDING
    height = min(box.height for box in shown)
    if not 0 < over <= (1 - _SMALLEST) * height:
        return None
    if any(picture.style["height"] != "auto" for picture in pictures):
        return None
    return Smaller([(picture, _size(picture, height, over)) for picture in pictures])


def _size(picture: Any, height: float, over: float) -> tuple[str, Any]:
    """Return the property that makes a picture smaller, where one so high is too high by ``over``."""
    width = picture.style["width"]
    if width == "auto":
        size = picture.style["text_indent"]._replace(value=height - over, unit="px")
        return ("max_height", size)
    return ("width", width._replace(value=width.value * (1 - over / height)))


def _divided(block: Any, made: Any, page: Page) -> Remedy | None:
    """Return how a block is divided; None where too little of it would be on either side."""
    if not any(map(is_kept_whole, inside(block))):
        return None
    rows = rows_of(made)
    lines = (box for box in inside(made) if is_of(box, "pf-line"))
    parts = rows or [line for line in lines if type(line).__name__ == "BlockBox"]
    above, below = (_least(row) for row in (rows[0], rows[-1])) if rows else (_LINES, _LINES)
    fitting = sum(part.position_y + part.height <= page.room for part in parts)
    is_low = bool(rows) and above == below == _ROWS and len(rows) < _DIVIDED
    is_enough = fitting >= above and len(parts) >= above + below
    return Divided(block, above, below) if is_enough and not is_low else None


def _least(row: Any) -> int:
    """Return how many rows are enough at one end of a table, the first or last of which is ``row``."""
    lines = [
        [box for box in inside(cell) if type(box).__name__ == "LineBox"] for cell in row.children
    ]
    known = [line.height for cell in lines for line in cell if "height" in vars(line)]
    lowest = min(known, default=0)
    is_high = max(map(len, lines), default=0) >= _LINES or row.height >= _HIGH * lowest > 0
    return 1 if is_high else _ROWS


def _parted(spot: Spot, page: Page) -> Remedy | None:
    """Return how a paragraph stays without the block behind it, unless that is part of its sentence.

    Its lines that would go with the block are too few to be divided, so that there must be room for all.
    """
    before = spot.before
    is_kept = spot.at > spot.first or spot.lines
    is_formula = spot.block.element_tag == "p" and is_of(spot.block, "pf-introduced")
    if before is None or page.room < -_ROUNDING or is_formula:
        return None
    if before.element_tag != "p" or not is_kept or introduces(before):
        return None
    return Parted(spot.block)
