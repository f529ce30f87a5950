"""The boxes of a line, built from where it begins and ends; nothing is shaped that need not be."""

from typing import Any, NamedTuple

from triptych.editions.pdf.paragraphs.flatten import Aside, Atom, Branch, Flat, Leaf, Run
from triptych.editions.pdf.paragraphs.library import Library
from triptych.editions.pdf.paragraphs.material import Kind, Line
from triptych.editions.pdf.paragraphs.places import Division
from triptych.editions.pdf.paragraphs.shape import part_of


class Surroundings(NamedTuple):
    """What the typesetter passes on to the layout of a line."""

    context: Any
    block: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    placeholders: list[Any]


class Builder:
    """Builds one line of a flattened paragraph."""

    def __init__(self, library: Library, flat: Flat, line: Line, around: Surroundings) -> None:
        self._library = library
        self._flat = flat
        self._line = line
        self._around = around
        self._y = flat.root.box.position_y
        self._tail: Division | None = None

    def build(self, x: float, division: Division | None) -> Any:
        """Return the line box, its content from ``x``; ``division`` is where its last word is divided."""
        self._tail = division if self._line.kind >= Kind.DIVISION else None
        children, right = self._children(self._flat.root, x)
        return self._finished(self._flat.root, children, x, right)

    def _children(self, branch: Branch, x: float) -> tuple[list[Any], float]:
        """Return the boxes of a branch that are on the line, and where the last of them ends."""
        children = []
        for leaf in branch.following(self._line.begin):
            if leaf.begin > self._line.next:
                break
            if self._is_on_line(leaf):
                box, x = self._box(leaf, x)
                if box is not None:
                    children.append(box)
        return children, x

    def _is_on_line(self, leaf: Leaf) -> bool:
        """Whether any of a box is on the line."""
        line = self._line
        if leaf.begin == leaf.end:
            return line.begin <= leaf.owner < line.next
        if line.end <= leaf.begin < line.next:
            return self._is_break(leaf)
        return leaf.begin < line.end and leaf.end > line.begin

    def _is_break(self, leaf: Leaf) -> bool:
        """Whether a box has a forced line break in it and nothing else."""
        return self._flat.text[leaf.begin : leaf.end] == "\n"

    def _box(self, leaf: Leaf, x: float) -> tuple[Any, float]:
        """Return what of a box is on the line, None where that is not drawn, and where it ends."""
        if isinstance(leaf, Branch):
            return self._branch(leaf, x)
        if isinstance(leaf, Run):
            return self._text(leaf, x)
        if isinstance(leaf, Aside):
            return self._aside(leaf, x), x
        if isinstance(leaf, Atom):
            around = self._around
            leaf.box.position_y = self._y
            self._library.inline.resolve_percentages(leaf.box, around.block)
            box = self._library.inline.atomic_box(
                around.context,
                leaf.box,
                x,
                None,
                around.block,
                around.absolute_boxes,
                around.fixed_boxes,
            )
            box.position_x = x
            return box, x + box.margin_width()
        return None, x

    def _aside(self, leaf: Leaf, x: float) -> Any:
        """Return a placeholder for a box that is not in the line, but placed from it."""
        around, box = self._around, leaf.box
        box.position_x, box.position_y = x, self._y
        placeholder = self._library.inline.AbsolutePlaceholder(box)
        around.placeholders.append(placeholder)
        is_absolute = box.style["position"] == "absolute"
        (around.absolute_boxes if is_absolute else around.fixed_boxes).append(placeholder)
        return placeholder

    def _branch(self, branch: Branch, x: float) -> tuple[Any, float]:
        """Return a copy of a box with its children on the line, and where it ends."""
        is_first, is_last = self._ends(branch)
        is_leftward = branch.box.style["direction"] == "rtl"
        has_left, has_right = (is_last, is_first) if is_leftward else (is_first, is_last)
        left = branch.before if has_left else 0.0
        children, right = self._children(branch, x + left)
        box = self._finished(branch, children, x, right - left)
        return box, right + (branch.after if has_right else 0.0)

    def _ends(self, branch: Branch) -> tuple[bool, bool]:
        """Whether a box begins on the line, and whether it ends there."""
        return self._line.begin <= branch.begin, self._line.next >= branch.end

    def _finished(self, branch: Branch, children: list[Any], x: float, right: float) -> Any:
        """Return a copy of a box with its children; its content, without spacing, is from x to right."""
        box = branch.box.copy_with_children(children)
        vars(box).update(branch.used)
        box.position_y = self._y
        if branch.box.style["direction"] == "rtl":
            self._reverse(children)
        if branch is self._flat.root:
            box.width = right - box.content_box_x() if children else 0
        else:
            is_first, is_last = self._ends(branch)
            box.remove_decoration(start=not is_first, end=not is_last)
            box.position_x = x
            box.width = right - x
        return box

    def _reverse(self, children: list[Any]) -> None:
        """Set boxes from right to left that were set from left to right."""
        flowing = [child for child in children if child.is_in_normal_flow()]
        x = flowing[0].position_x if flowing else 0
        for child in reversed(flowing):
            child.translate(dx=x - child.position_x, ignore_floats=True)
            x += child.margin_width()

    def _text(self, run: Run, x: float) -> tuple[Any, float]:
        """Return the part of a run that is on the line, and where it ends."""
        line, shaped = self._line, run.shape
        begin, end = max(run.begin, line.begin), min(run.end, line.end)
        text = run.box.text[begin - run.begin : end - run.begin]
        width = shaped.edges[end - run.begin] - shaped.edges[begin - run.begin]
        if self._tail and end == line.end:
            text += self._tail.tail
            width += self._tail.width
        part = part_of(self._library, shaped, run.box.style, text, width)
        box = run.box.copy_with_text(text)
        line_height, _ = self._library.line_break.strut(run.box.style)
        half = (line_height - part.height) / 2
        vars(box).update(
            pango_layout=part.layout,
            width=part.width,
            height=part.height,
            margin_top=half,
            margin_bottom=half,
            baseline=part.baseline + half,
            position_x=x,
            position_y=self._y,
            justification_spacing=0,
        )
        return box, x + part.width
