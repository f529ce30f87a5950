"""Notes are moved out of the running text: a numbered reference replaces each, and the notes follow.

The mark-up is neutral, for every edition sets its notes in its own way (``makeup/``)::

    <span class="pf-noteref" id="pf-ref-1-SLUG" data-note="pf-note-1-SLUG">1</span>
    <div class="pf-notes"><div class="pf-note" id="pf-note-1-SLUG" data-note="1">…</div></div>

Ids end in the article's slug, so that articles joined in one file never share one, and begin with
``pf-``, which no id of an author's does. The later references to a note are ``pf-ref-1x2-SLUG`` and on.
"""

from collections import Counter
from typing import Any

from triptych.core.digits import write_digits
from triptych.core.member_names import scope
from triptych.core.model import Tree
from triptych.markdown import tree, tree_lists

SAME = "pf-same-note"
"""The class of a span around a note that is referred to more than once; its ``key`` is the note's label."""


class NoteList:
    """The notes of one article in the order of their first references, numbered in its own digits."""

    def __init__(self, slug: str, digits: str) -> None:
        self._digits = digits
        self.suffix = scope(slug)
        self.notes: list[list[Tree]] = []
        self._numbers: dict[str, int] = {}
        self._references: Counter[int] = Counter()

    def put(self, blocks: list[Tree], key: str = "") -> Tree:
        """Return the reference of a note, which is added unless one with this key is listed already."""
        number = self._numbers.get(key, 0) if key else 0
        if not number:
            self.notes.append(blocks)
            number = len(self.notes)
            self._numbers[key] = number
        self._references[number] += 1
        count = self._references[number]
        mark = f"pf-ref-{number}{f'x{count}' if count > 1 else ''}-{self.suffix}"
        pairs = [["data-note", f"pf-note-{number}-{self.suffix}"]]
        return {
            "t": "Span",
            "c": [[mark, ["pf-noteref"], pairs], [{"t": "Str", "c": self._printed(number)}]],
        }

    def _printed(self, number: int) -> str:
        """Return a note's number as the article's language writes it."""
        return write_digits(str(number), self._digits)

    def section(self) -> list[Tree]:
        """Return the notes as one block, or nothing when there are none."""
        if not self.notes:
            return []
        notes = [
            _div(f"pf-note-{n}-{self.suffix}", "pf-note", [["data-note", self._printed(n)]], blocks)
            for n, blocks in enumerate(self.notes, 1)
        ]
        return [_div(f"pf-notes-{self.suffix}", "pf-notes", [], notes)]


def extract(blocks: list[Tree], slug: str, digits: str = "") -> list[Tree]:
    """Return ``blocks`` with a reference instead of each note, and the notes after them all.

    ``digits`` are zero to nine as the article's language writes them; "" means 0 to 9.
    """
    if not tree.has(blocks, "Note"):
        return blocks
    notes = NoteList(slug, digits)
    lifted: list[Tree] = _extracted(blocks, notes)
    return [*lifted, *notes.section()]


_NOTED = frozenset({"Note", "Span"})
"""What is, or may hold, a note."""


def _extracted(node: Any, notes: NoteList) -> Any:
    """Return ``node`` with references instead of its notes, which are added to the list in order."""
    if isinstance(node, list):
        if _NOTED.isdisjoint(tree_lists.kinds_in(node)):
            return node
        out: list[Any] = []
        for item in node:
            new = _extracted(item, notes)
            is_link = isinstance(item, dict) and item.get("t") == "Link"
            out.extend(_part_link(new)) if is_link else out.append(new)
        return out
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Note":
        return notes.put(_extracted(node["c"], notes))
    if node.get("t") == "Span" and (shared := _shared(node)):
        return notes.put(*shared)
    return {key: _extracted(value, notes) for key, value in node.items()}


def _shared(span: Tree) -> tuple[list[Tree], str] | None:
    """Return the blocks and the key of a note that is referred to several times; None for another span."""
    (_, classes, pairs), inlines = span["c"]
    key = next((value for name, value in pairs if name == "key"), "")
    if SAME not in classes or not key or [inline["t"] for inline in inlines] != ["Note"]:
        return None
    return inlines[0]["c"], key


def _part_link(link: Tree) -> list[Tree]:
    """Return a link followed by the references that were in it, for a link may not contain another."""
    attr, inlines, target = link["c"]
    found: list[Tree] = []

    def take(element: Tree) -> list[Tree] | None:
        if element["t"] != "Span" or "pf-noteref" not in element["c"][0][1]:
            return None
        found.append(element)
        return []

    inner = tree.replace(inlines, take)
    return [{"t": "Link", "c": [attr, inner, target]}, *found]


def _div(mark: str, name: str, pairs: list[list[str]], blocks: list[Tree]) -> Tree:
    """Return a Div with an id, a class and other attributes."""
    return {"t": "Div", "c": [[mark, [name], pairs], blocks]}
