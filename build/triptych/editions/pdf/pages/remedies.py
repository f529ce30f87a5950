"""What may be done about a page that is empty before a block: changes of the tree that can be undone."""

from typing import Any, NamedTuple, Protocol

from triptych.editions.pdf.pages.room import end_of, heights
from triptych.editions.pdf.pages.spots import (
    Spot,
    has,
    has_notes,
    indent_of,
    inside,
    introduces,
    is_apart,
    is_of,
    may_follow,
    path_of,
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

One row is enough that has as many lines as code must have.
"""


_DIVIDED = 5
"""From how many low rows on a table is divided: a smaller one is a thing to be seen at once."""


class Remedy(Protocol):
    """A change of the tree, which can be undone."""

    def apply(self) -> None:
        """Change the tree, before the page is laid out again."""

    def undo(self) -> None:
        """Restore the tree."""

    def settle(self, resume: Any) -> None:
        """Complete the change, once the page is laid out and ends at ``resume``."""


class Later:
    """What has a caption, or the contents of an article, is set behind the text that follows it."""

    def __init__(self, spot: Spot, count: int) -> None:
        self.spot, self._count = spot, count
        self._kept = spot.parent.children
        self._styles: list[tuple[Any, Any]] = []

    def apply(self) -> None:
        """Set the block behind all of the text that may go before it."""
        self._place(self._count)
        before, first = self.spot.before, self.spot.block
        if before is not None and before.element_tag == first.element_tag == "p":
            self._indent(first, indent_of(first))

    def undo(self) -> None:
        """Set it back."""
        self.spot.parent.children = self._kept
        for box, style in self._styles:
            box.style = style
        self._styles.clear()

    def settle(self, resume: Any) -> None:
        """Set the block behind the paragraph at which the page ends, and not farther."""
        depth, at = len(self.spot.path), self.spot.at
        path = path_of(resume)
        if path[:depth] == self.spot.path and len(path) > depth:
            begun = path[depth] - at + (len(path) > depth + 1)
            while begun < self._count and not may_follow(self._kept, at + 1 + begun):
                begun += 1
            self._place(min(begun, self._count))
            following = self._kept[at + 1 + begun : at + 2 + begun]
            if following and following[0].element_tag == "p":
                indent = following[0].style["text_indent"]
                self._indent(following[0], indent._replace(value=0))

    def _place(self, count: int) -> None:
        """Set the block behind so many of those that follow it."""
        at, kept = self.spot.at, list(self._kept)
        block = kept.pop(at)
        kept.insert(at + count, block)
        self.spot.parent.children = type(self._kept)(kept)

    def _indent(self, paragraph: Any, indent: Any) -> None:
        """Indent a paragraph as its new place asks for."""
        for box in (paragraph, *paragraph.children):
            if box.style["text_indent"] != indent:
                self._styles.append((box, box.style))
                box.style = box.style.copy()
                box.style["text_indent"] = indent


class Smaller:
    """Pictures that nearly fit are made a little smaller, all of a row by the same share."""

    def __init__(self, sizes: list[tuple[Any, tuple[str, Any]]]) -> None:
        self._sizes = [(picture, size, picture.style) for picture, size in sizes]

    def apply(self) -> None:
        """Make the pictures smaller."""
        for picture, (name, value), old in self._sizes:
            picture.style = old.copy()
            picture.style[name] = value

    def undo(self) -> None:
        """Restore their sizes."""
        for picture, _, old in self._sizes:
            picture.style = old

    def settle(self, resume: Any) -> None:
        """Leave them so."""


class Divided:
    """A table or a listing that is otherwise kept whole goes on over the page."""

    def __init__(self, block: Any, above: int, below: int) -> None:
        whole = [(box, "break_inside", "auto") for box in inside(block) if _is_kept_whole(box)]
        rows = _rows(block)
        first = [(row, "break_after", "avoid") for row in rows[: above - 1]]
        last = [(row, "break_before", "avoid") for row in rows[len(rows) - below + 1 :]]
        self._changes = [(box, box.style, name, value) for box, name, value in whole + first + last]

    def apply(self) -> None:
        """Allow the page to be turned in it, though not behind its first row or before its last one."""
        for box, style, name, value in self._changes:
            box.style = style.copy()
            box.style[name] = value

    def undo(self) -> None:
        """Keep it whole again."""
        for box, style, *_ in self._changes:
            box.style = style

    def settle(self, resume: Any) -> None:
        """Leave it so."""


class Parted:
    """A paragraph stays that would otherwise go with the code behind it."""

    def __init__(self, block: Any) -> None:
        self._styles = []
        while block is not None:
            self._styles.append((block, block.style))
            block = next(iter(getattr(block, "children", ())), None)

    def apply(self) -> None:
        """Allow the page to be turned before the code."""
        for box, style in self._styles:
            box.style = style.copy()
            box.style["break_before"] = "auto"

    def undo(self) -> None:
        """Keep the two together again."""
        for box, style in self._styles:
            box.style = style

    def settle(self, resume: Any) -> None:
        """Leave it so."""


class Page(NamedTuple):
    """A page that stays empty at its end: how high that is, also in lines, and what lays out blocks."""

    room: float
    lines: float
    context: Any
    layout: Any


def remedies(spot: Spot, page: Page) -> list[Remedy]:
    """Return what may be done about the room before a block, the best first."""
    block = spot.block
    if block.element is None or has_notes(block):
        return []
    blocks = [*spot.parent.children[spot.first : spot.at], block]
    is_whole = any(_is_kept_whole(box) or _is_picture(box) for box in inside(block))
    made = heights(page.context, page.layout, blocks, spot.around) if is_whole else []
    found = [
        _smaller(block, made[-1], page) if made else None,
        _later(spot, passes=False),
        _later(spot, passes=True) if page.lines > _HOLE else None,
        _divided(block, made[-1], page) if made else None,
        _parted(spot, page),
    ]
    return [each for each in found if each is not None]


def _later(spot: Spot, *, passes: bool) -> Remedy | None:
    """Return how a block with a caption, or the contents, is set behind text; None where it stays.

    One that ``passes`` goes behind headings as well, but those of chapters and sections.
    """
    block = spot.block
    classes = block.element.get("class", "").split()
    has_name = has(block, "figcaption", "caption") or "pf-toc" in classes
    if not is_apart(block.element_tag, classes) or not has_name:
        return None
    if spot.before is not None and introduces(spot.before):
        return None
    count = text_behind(spot, passes=passes)
    if passes and count == text_behind(spot):
        return None
    return Later(spot, count) if count else None


def _smaller(block: Any, made: Any, page: Page) -> Remedy | None:
    """Return how the picture of a block, or those of a row, become small enough for the page."""
    pictures = [box for box in inside(block) if _is_picture(box)]
    shown = [box for box in inside(made) if _is_picture(box)]
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
    if not any(map(_is_kept_whole, inside(block))):
        return None
    rows = _rows(made)
    lines = (box for box in inside(made) if is_of(box, "pf-line"))
    parts = rows or [line for line in lines if type(line).__name__ == "BlockBox"]
    above, below = (_least(row) for row in (rows[0], rows[-1])) if rows else (_LINES, _LINES)
    fitting = sum(part.position_y + part.height <= page.room for part in parts)
    is_low = bool(rows) and above == below == _ROWS and len(rows) < _DIVIDED
    is_enough = fitting >= above and len(parts) >= above + below
    return Divided(block, above, below) if is_enough and not is_low else None


def _least(row: Any) -> int:
    """Return how many rows are enough at one end of a table, the first or last of which is ``row``."""
    cells = (sum(type(box).__name__ == "LineBox" for box in inside(cell)) for cell in row.children)
    return 1 if max(cells, default=0) >= _LINES else _ROWS


def _parted(spot: Spot, page: Page) -> Remedy | None:
    """Return how a paragraph stays without the block behind it, unless that is what it introduces.

    Its lines that would go with the block are too few to be divided, so that there must be room for all.
    """
    before = spot.before
    is_kept = spot.at > spot.first or spot.lines
    if before is None or page.room < -_ROUNDING:
        return None
    if before.element_tag != "p" or not is_kept or introduces(before):
        return None
    return Parted(spot.block)


def _is_kept_whole(box: Any) -> bool:
    """Whether a box is kept whole for being short."""
    return is_of(box, "pf-short")


def _is_picture(box: Any) -> bool:
    """Whether a box is one of a picture or a formula."""
    return type(box).__name__.endswith("ReplacedBox")


def _rows(block: Any) -> list[Any]:
    """Return the rows of a table, without those of its head."""
    groups = [box for box in inside(block) if type(box).__name__ == "TableRowGroupBox"]
    return [row for group in groups if not group.is_header for row in group.children]
