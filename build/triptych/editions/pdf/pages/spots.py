"""Where a page ends, and the block that had no room on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOWER = HEADINGS[2:]
TEXT_BOX = "pf-content"
_TEXT = ("p", "ul", "ol", "dl", "blockquote")
_SHOWN = ("figure", "table", "pre")
PULL_QUOTE = "pf-pullquote"
_APART = frozenset(("pf-table", "pf-row", "pf-embed", "pf-toc", PULL_QUOTE))
_OPENING = frozenset(("pf-epigraph", "pf-dropcap", "pf-dropcap-set"))
_NOTES = frozenset(("pf-note", "pf-noteref"))
_AVOID = ("avoid", "avoid-page")

_OPEN = ":;,\u2013\u2014\uff1a\uff1b\uff0c\u3001\u060c\u061b"
"""What a sentence goes on behind: colons, semicolons and commas of several scripts, and dashes."""

_LEAST = 30
"""How many letters text has at least: a paragraph with fewer may be one of a picture, or a label."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page ends between two blocks.

    ``parent`` is the box of the tree that has them, ``path`` leads to it, ``around`` is that box as it
    was laid out on the page, or one around it where nothing of it is there; the next page begins with
    the child at ``first``, and the child at ``at`` is what had no room: the blocks between the two
    belong to it, such as its heading. So do as many ``lines`` of the paragraph before.
    """

    parent: Any
    path: tuple[int, ...]
    around: Any
    first: int
    at: int
    lines: int

    @property
    def block(self) -> Any:
        """The block that had no room."""
        return self.parent.children[self.at]

    @property
    def before(self) -> Any:
        """The block before it; None where it is the first of its box."""
        return self.parent.children[self.at - 1] if self.at else None


def path_of(resume: Any) -> tuple[int, ...]:
    """Return where a page begins or ends as the numbers of the boxes around it; () at either end."""
    path: list[int] = []
    while resume:
        ((number, resume),) = list(resume.items())[-1:]
        path.append(number)
    return tuple(path)


def spot_at(root: Any, page: Any, resume: Any) -> Spot | None:
    """Return where a page ends; None where that is in a table, or in text in columns.

    In a paragraph a page ends for the sake of what follows, where that must not be parted from it.
    """
    *path, first = path_of(resume)
    parent, around = root, page.children[0]
    for depth, number in enumerate(path):
        if parent.style["column_count"] != "auto" or parent.style["column_width"] != "auto":
            return None
        child = parent.children[number]
        if not getattr(child, "children", ()):
            return None
        if type(child.children[0]).__name__ == "LineBox":
            return _spot(parent, path[:depth], around, number + 1, child)
        parent, around = child, _last_of(around, child)
        if around is None:
            return None
    following = parent.children[first : first + 1]
    if following and name_of(following[0]) == TEXT_BOX:
        return _spot(following[0], [*path, first], around, 0)
    return _spot(parent, path, around, first)


def _spot(parent: Any, path: list[int], around: Any, first: int, before: Any = None) -> Spot | None:
    """Return a spot in a box; ``before`` is the paragraph of which some lines go with what follows."""
    children = parent.children
    is_begun = first > 0 or name_of(parent) == TEXT_BOX
    if type(parent).__name__ != "BlockBox" or not is_begun or first >= len(children):
        return None
    if before is not None and not _belongs(before, children[first]):
        return None
    at = first
    while at + 1 < len(children) and _belongs(children[at], children[at + 1]):
        at += 1
    lines = 0 if before is None else before.style["widows"]
    return Spot(parent, tuple(path), around, first, at, lines)


def _last_of(around: Any, parent: Any) -> Any:
    """Return the part of a box that is last in the box around it on a page; None without one."""
    inner = [child for child in around.children if child.is_in_normal_flow()]
    return inner[-1] if inner and inner[-1].element is parent.element is not None else None


def _belongs(block: Any, following: Any) -> bool:
    """Whether no page may be turned between two blocks."""
    return block.style["break_after"] in _AVOID or following.style["break_before"] in _AVOID


def is_text(block: Any) -> bool:
    """Whether a block is running text, which may go before a picture that comes before it."""
    if block.element is None or has(block, *_SHOWN):
        return False
    is_opening = not _OPENING.isdisjoint(block.element.get("class", "").split())
    if block.element_tag not in _TEXT and not is_opening:
        return False
    return len("".join(block.element.itertext()).strip()) >= _LEAST


def is_apart(tag: str, classes: list[str]) -> bool:
    """Whether an element may be set apart from its place: a picture, table, listing, pull quote."""
    return tag == "figure" or not _APART.isdisjoint(classes)


def introduces(block: Any) -> bool:
    """Whether a block ends within a sentence, so that what comes next must come next."""
    return block.element is not None and ends_open(block.element)


def ends_open(element: Any) -> bool:
    """Whether the text of an element ends within a sentence, notes and their numbers left out.

    That is with a colon, a comma or the like; or, where it has a few words alone, with a letter of a
    script whose sentences end in a stop.
    """
    text = text_of(element).strip()
    end = text[-1:]
    is_part = len(text) < _LEAST and (end.islower() or end.isupper())
    return bool(end) and (end in _OPEN or is_part)


def text_of(element: Any) -> str:
    """Return the text of an element without its notes, and the numbers that refer to them."""
    parts = [element.text or ""]
    for child in element:
        is_text = isinstance(child.tag, str) and _NOTES.isdisjoint(child.get("class", "").split())
        parts += [text_of(child) if is_text else "", child.tail or ""]
    return "".join(parts)


def has(block: Any, *tags: str) -> bool:
    """Whether elements of such names are in a block."""
    element = block.element
    return element is not None and any(inner.tag in tags for inner in element.iter())


def indent_of(paragraph: Any) -> Any:
    """Return by what a paragraph is indented that follows another one, as its theme has it."""
    style = paragraph.style
    indent = style["text_indent"]
    for token in style["__pf_paragraph_indent"] or ():
        unit = {"em": style["font_size"], "px": 1.0}.get(getattr(token, "lower_unit", ""))
        if unit is not None:
            return indent._replace(value=token.value * unit, unit="px")
    return indent


def has_notes(block: Any) -> bool:
    """Whether notes are called in a block."""
    return any(getattr(box, "footnote", None) for box in inside(block))


def name_of(box: Any) -> str:
    """Return the name of a part of the page, such as "pf-content", also in an article of an issue."""
    if box.element is None:
        return ""
    return str(box.element.get("data-pf") or box.element.get("id", ""))


def is_of(box: Any, name: str) -> bool:
    """Whether a box is one of an element of a class."""
    return box.element is not None and name in box.element.get("class", "").split()


def inside(block: Any) -> Iterator[Any]:
    """Yield a block and all boxes in it."""
    yield block
    for child in getattr(block, "children", ()):
        yield from inside(child)


def text_behind(spot: Spot, *, passes: bool = False) -> int:
    """Return how many blocks of text behind a block may be set before it; it ``passes`` lower headings."""
    children = spot.parent.children
    end = spot.at + 1
    while end < len(children) and (
        is_text(children[end]) or (passes and children[end].element_tag in _LOWER)
    ):
        end += 1
    while end > spot.at + 1 and not may_follow(children, end):
        end -= 1
    return end - spot.at - 1


def may_follow(children: Any, end: int) -> bool:
    """Whether something may be put between the blocks before and behind ``end``."""
    if introduces(children[end - 1]):
        return False
    return end == len(children) or not _belongs(children[end - 1], children[end])
