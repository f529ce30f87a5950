"""Changes of the tree of boxes for the sake of a page, each of which can be undone."""

from typing import Any, Protocol

from triptych.editions.pdf.pages.spots import Spot, indent_of, inside, is_of, may_follow, path_of


class Remedy(Protocol):
    """A change of the tree, which can be undone."""

    def apply(self) -> None:
        """Change the tree, before the page is laid out again."""

    def undo(self) -> None:
        """Restore the tree."""

    def settle(self, resume: Any) -> None:
        """Complete the change, once the page is laid out and ends at ``resume``."""


class Later:
    """What has a caption, or the contents of an article, is set behind the text that follows it.

    So are as many ``blocks`` together, which follow each other.
    """

    def __init__(self, spot: Spot, count: int, blocks: int = 1) -> None:
        self.spot, self._count, self._blocks = spot, count, blocks
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
        for box, style in reversed(self._styles):
            box.style = style
        self._styles.clear()

    def settle(self, resume: Any) -> None:
        """Set the block behind the paragraph at which the page ends, and not farther."""
        depth, at = len(self.spot.path), self.spot.at
        path = path_of(resume)
        if path[:depth] == self.spot.path and len(path) > depth:
            begun = path[depth] - at + (len(path) > depth + 1)
            first = at + self._blocks
            while begun < self._count and not may_follow(self._kept, first + begun):
                begun += 1
            self._place(min(begun, self._count))
            following = self._kept[first + begun : first + begun + 1]
            if following and following[0].element_tag == "p":
                indent = following[0].style["text_indent"]
                self._indent(following[0], indent._replace(value=0))

    def _place(self, count: int) -> None:
        """Set the blocks behind so many of those that follow them."""
        at, kept = self.spot.at, list(self._kept)
        blocks = kept[at : at + self._blocks]
        del kept[at : at + self._blocks]
        kept[at + count : at + count] = blocks
        self.spot.parent.children = type(self._kept)(kept)

    def _indent(self, paragraph: Any, indent: Any) -> None:
        """Indent a paragraph as its new place asks for."""
        for box in (paragraph, *paragraph.children):
            if box.style["text_indent"] != indent:
                self.set(box, "text_indent", indent)

    def set(self, box: Any, name: str, value: Any) -> None:
        """Set a property of a box until this is undone."""
        self._styles.append((box, box.style))
        box.style = box.style.copy()
        box.style[name] = value


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
        whole = [(box, "break_inside", "auto") for box in inside(block) if is_kept_whole(box)]
        rows = rows_of(block)
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


class Tighter:
    """A page takes what it lacks a little room for, out of the spaces between its blocks.

    It is laid out as if it were higher by ``over``; its blocks are moved up afterwards.
    """

    def __init__(self, context: Any, over: float) -> None:
        self._context, self._over = context, over

    def apply(self) -> None:
        """Make the page higher."""
        self._context.triptych_reserved = -self._over

    def undo(self) -> None:
        """Make it as high as it is again."""
        self._context.triptych_reserved = 0.0

    def settle(self, resume: Any) -> None:
        """Leave the next pages as high as they are."""
        del resume
        self._context.triptych_reserved = 0.0


def is_kept_whole(box: Any) -> bool:
    """Whether a box is kept whole for being short."""
    return is_of(box, "pf-short")


def rows_of(block: Any) -> list[Any]:
    """Return the rows of a table, without those of its head."""
    groups = [box for box in inside(block) if type(box).__name__ == "TableRowGroupBox"]
    return [row for group in groups if not group.is_header for row in group.children]


def is_picture(box: Any) -> bool:
    """Whether a box is one of a picture or a formula."""
    return type(box).__name__.endswith("ReplacedBox")
