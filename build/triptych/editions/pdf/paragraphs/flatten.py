"""A line box as one string: the tree of its boxes, each with where in the string it begins and ends.

A box that a line has no place for, like one that floats, raises ``UnfitError``: the typesetter then breaks
the lines of that paragraph by itself.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from operator import attrgetter, is_
from typing import Any

from triptych.editions.pdf.paragraphs.library import Library, UnfitError
from triptych.editions.pdf.paragraphs.shape import Shape, shape

ATOM = "\ufffc"
"""What stands for a picture, a formula or a block in a line."""

LONGEST = 50_000
"""The most characters of a paragraph that is set as a whole."""

_COLLAPSING = ("normal", "nowrap", "pre-line")
_SIDES = ("top", "right", "bottom", "left")
_RESOLVED = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{limit}{name}" for limit in ("", "min_", "max_") for name in ("width", "height")),
)
"""What is resolved of every box."""

_CHILDREN, _END, _NUMBER = map(attrgetter, ("children", "end", "number"))

_USED = ("height", "margin_top", "margin_bottom", "margin_left", "margin_right", "baseline")


class Leaf:
    """A box without boxes in it, from one character of the string to another.

    ``owner`` is the character that one without characters goes with; ``number`` is that of the box among
    its siblings.
    """

    def __init__(self, box: Any, begin: int, end: int) -> None:
        self.box = box
        self.begin = begin
        self.end = end
        self.owner = -1
        self.number = 0


class Run(Leaf):
    """A box of text."""

    def __init__(self, box: Any, begin: int, shaped: Shape) -> None:
        super().__init__(box, begin, begin + len(box.text))
        self.shape = shaped


class Newline(Leaf):
    """A forced line break."""


class Atom(Leaf):
    """A picture, a formula or a block in the line."""


class Aside(Leaf):
    """A box out of the line whose place is measured from it, as the marker of a list."""


class Branch(Leaf):
    """A box with boxes in it; the spacing before and after its content, and its used measures.

    ``starts`` has the character at which each child of the box begins.
    """

    def __init__(self, box: Any, begin: int) -> None:
        super().__init__(box, begin, begin)
        self.children: list[Leaf] = []
        self.starts: list[int] = []
        self.before = self.after = 0.0
        self.used: dict[str, Any] = {}

    def following(self, at: int) -> Iterator[Leaf]:
        """Yield the leaves from the first on that does not end before a character."""
        for number in range(bisect_left(self.children, at, key=_END), len(self.children)):
            yield self.children[number]

    def child(self, number: int) -> Leaf | None:
        """Return the leaf of a child of the box; None where that has none, like an empty text."""
        found = bisect_left(self.children, number, key=_NUMBER)
        has_leaf = found < len(self.children) and self.children[found].number == number
        return self.children[found] if has_leaf else None

    def branches(self) -> Iterator["Branch"]:
        """Yield this one, and every branch in it."""
        yield self
        for child in self.children:
            if isinstance(child, Branch):
                yield from child.branches()


class Flat:
    """A line box as one string.

    ``edges`` has the distance of each character's beginning from the string's, in CSS pixels. No line may
    begin at one of the ``joined`` characters; a line ends at each of the ``newlines``.
    """

    def __init__(self, library: Library, context: Any, box: Any, block: Any) -> None:
        self._library = library
        self._context = context
        self._block = block
        self._letters: list[str] = []
        self._widths: list[float] = []
        self.joined: set[int] = set()
        self.newlines: list[int] = []
        self.runs: list[Run] = []
        self._empty: list[Leaf] = []
        self._measures: dict[str, Any] = {}
        self.root = self._flatten(box, is_root=True)
        self._boxes = [branch.box for branch in self.root.branches()]
        self._sources = [*map(_CHILDREN, self._boxes)]
        self.text = "".join(self._letters)
        self.edges = array("d", accumulate(self._widths, initial=0.0))
        for leaf in self._empty:
            leaf.owner = self._owner(leaf)
        del self._letters, self._widths, self._empty

    def is_current(self) -> bool:
        """Whether the boxes are still those that were flattened; page numbers are set again, for one."""
        return all(map(is_, map(_CHILDREN, self._boxes), self._sources))

    def _owner(self, leaf: Leaf) -> int:
        """Return the character that an empty box goes with: the one before it, unless that is a space."""
        begin = leaf.begin
        is_after = not isinstance(leaf, Aside) and begin and self.text[begin - 1] not in " \n"
        return begin - 1 if is_after or begin == len(self.text) else begin

    def _flatten(self, box: Any, *, is_root: bool = False) -> Branch:
        """Return the branch of a box, after adding its characters to the string."""
        branch = Branch(box, len(self._widths))
        self._measure(branch, is_root=is_root)
        for number, child in enumerate(box.children):
            branch.starts.append(len(self._widths))
            leaf = self._leaf(child, branch)
            if leaf is not None:
                leaf.number = number
                branch.children.append(leaf)
        branch.end = len(self._widths)
        if branch.begin == branch.end and not is_root:
            if branch.before or branch.after:
                raise UnfitError("an empty box with spacing")
            self._empty.append(branch)
        elif not is_root:
            last = branch.end - 1
            while last > branch.begin and self._letters[last] == " ":
                last -= 1
            is_leftward = box.style["direction"] == "rtl"
            self._widths[branch.begin] += branch.after if is_leftward else branch.before
            self._widths[last] += branch.before if is_leftward else branch.after
            if box.style["white_space"] == "nowrap":
                self.joined.update(range(branch.begin + 1, branch.end))
        elif box.style["white_space"] not in _COLLAPSING:
            raise UnfitError("white space is preserved")
        return branch

    def _measure(self, branch: Branch, *, is_root: bool) -> None:
        """Resolve the used measures of a box, and record them, for later passes change them."""
        box = branch.box
        if box.is_leader:
            raise UnfitError("a leader")
        if not is_root:
            self._resolve(box)
            branch.before = box.padding_left + box.margin_left + box.border_left_width
            branch.after = box.padding_right + box.margin_right + box.border_right_width
            is_cloned = box.style["box_decoration_break"] == "clone"
            if is_cloned and (branch.before or branch.after):
                raise UnfitError("decoration at each break")
        self._library.inline._adjust_line_height(box)  # noqa: SLF001  no public name
        branch.used = {name: getattr(box, name) for name in _USED}

    def _resolve(self, box: Any) -> None:
        """Resolve the percentages of a box, and margins that are automatic."""
        self._library.inline.resolve_percentages(box, self._block)
        for name in ("margin_left", "margin_right"):
            if getattr(box, name) == "auto":
                setattr(box, name, 0)

    def _resolve_text(self, box: Any) -> None:
        """Resolve the measures of a text; without a style of its own they are those of the first."""
        if type(box.style).__name__ != "AnonymousStyle":
            self._resolve(box)
            return
        if not self._measures:
            self._resolve(box)
            self._measures = {name: getattr(box, name) for name in _RESOLVED}
        vars(box).update(self._measures)

    def _leaf(self, box: Any, parent: Branch) -> Leaf | None:
        """Return what a child is in the string; None for an empty text."""
        boxes = self._library.boxes
        begin = len(self._widths)
        if not isinstance(box, boxes.Box):
            raise UnfitError("a placeholder")
        if not box.is_in_normal_flow():
            if not box.is_absolutely_positioned() or parent.box.style["position"] == "relative":
                raise UnfitError("a box out of the flow")
            aside = Aside(box, begin, begin)
            self._empty.append(aside)
            return aside
        if isinstance(box, boxes.TextBox):
            return self._text(box) if box.text else None
        if isinstance(box, boxes.InlineBox):
            return self._flatten(box)
        if isinstance(box, boxes.AtomicInlineLevelBox):
            return self._atom(box)
        raise UnfitError("a box of another kind")

    def _text(self, box: Any) -> Leaf:
        """Return a box of text, after adding its characters."""
        begin, style = len(self._widths), box.style
        if not style["font_size"] or style["white_space"] not in _COLLAPSING:
            raise UnfitError("white space is preserved")
        if style["word_break"] == "break-all" or "\t" in box.text:
            raise UnfitError("words break anywhere")
        self._resolve_text(box)
        if box.text == "\n":
            self.newlines.append(begin)
            self._add("\n", [0.0])
            return Newline(box, begin, begin + 1)
        run = Run(box, begin, shape(self._library, box.text, style))
        edges = run.shape.edges
        self._add(box.text, [b - a for a, b in pairwise(edges)])
        self.runs.append(run)
        if style["white_space"] == "nowrap":
            self.joined.update(range(begin + 1, run.end))
        return run

    def _atom(self, box: Any) -> Atom:
        """Return a picture or a block, after adding the character that stands for it."""
        if any(each.footnote or not each.is_in_normal_flow() for each in box.descendants()):
            raise UnfitError("a block with notes")
        self._library.inline.resolve_percentages(box, self._block)
        laid_out = self._library.inline.atomic_box(self._context, box, 0, None, self._block, [], [])
        begin = len(self._widths)
        self._add(ATOM, [laid_out.margin_width()])
        return Atom(box, begin, begin + 1)

    def _add(self, text: str, widths: list[float]) -> None:
        """Add characters to the string."""
        if len(self._widths) + len(text) > LONGEST:
            raise UnfitError("too long")
        self._letters += text
        self._widths += widths
