"""Read a manuscript into pandoc's blocks, each note with all its references, in one parse.

Pandoc puts a copy of a note at each of its references and drops one that nothing refers to (User's
Guide, "Footnotes"). So a register goes before the text: a paragraph with a reference to each note that
is defined there. It shows every note as pandoc reads it, and is taken off again.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from triptych.core.model import Manuscript, Tree
from triptych.core.unused_note import UnusedNote
from triptych.markdown import dialect, footnotes, pandoc, tree
from triptych.sources.lines import place_at

DEFINITION = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_CITATION_COUNT = re.compile(r'"citationNoteNum": \d+')
_END = "[@register]\n\n<!-- the register of notes ends here -->\n\n"
"""A citation, whose number counts the notes so far and itself, and a block that no list continues."""


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as the source defines it; ``is_shadowed`` when a later one has its label too."""

    label: str
    line: int
    blocks: list[Tree]
    is_shadowed: bool


def read(manuscript: Manuscript) -> tuple[list[Tree], tuple[UnusedNote, ...]]:
    """Return the blocks of a manuscript, and the notes in it that no reference shows.

    The copies of a note that is referred to several times are marked as one (``footnotes.SAME``). An
    unused note is set as text at the end, its label before it. Raises as ``pandoc.parse`` does.
    """
    text = dialect.normalise(manuscript.text)
    found = list(DEFINITION.finditer(text))
    if not found:
        return _notes_out_of_pictures(_parse(text, manuscript), text), ()
    last = {match[1]: match for match in found}
    shadowed = [match for match in found if last[match[1]] is not match]
    mark = _unused_word(text)
    for number, match in reversed(list(enumerate(shadowed))):
        text = f"{text[: match.end(1)]}{mark}{number}{mark}{text[match.end(1) :]}"
    names = [match[1] for match in DEFINITION.finditer(text)]
    register = "".join(f"[^{name}]\n\n" for name in names)
    blocks = _parse(text, manuscript, register + _END)
    shown, end, blocks = blocks[: len(names)], blocks[len(names) :][:2], blocks[len(names) + 2 :]
    if [block["t"] for block in end] != ["Para", "RawBlock"]:  # a label that is no label broke it
        return _notes_out_of_pictures(
            _parse(dialect.normalise(manuscript.text), manuscript), text
        ), ()
    if shadowed:
        blocks = _without(blocks, re.compile(rf"{mark}\d+{mark}"))
    if "-citations" not in manuscript.extensions:
        blocks = _renumbered(blocks, end[0]["c"][0]["c"][0][0]["citationNoteNum"])
    is_shadowed = [last[match[1]] is not match for match in found]
    notes = list(_notes(manuscript, shown, is_shadowed))
    blocks = _notes_out_of_pictures(blocks, text)
    return _joined(blocks, notes, text)


def _parse(text: str, manuscript: Manuscript, before: str = "") -> list[Tree]:
    """Return the blocks of a text, in which an emoji is the character alone."""
    blocks = pandoc.parse(text, before, manuscript.extensions)
    if "emoji" not in manuscript.extensions:
        return blocks

    def bare(element: Tree) -> Tree | None:
        is_emoji = element["t"] == "Span" and element["c"][0][1] == ["emoji"]
        return element["c"][1][0] if is_emoji else None

    replaced: list[Tree] = tree.replace(blocks, bare, kinds=("Span",))
    return replaced


def copies(blocks: list[Tree]) -> list[list[Tree]]:
    """Return the content of every note in the tree, one for each reference."""
    return [element["c"] for element in tree.elements_of(blocks, "Note")]


def _unused_word(text: str) -> str:
    """Return a word of letters that is nowhere in a text."""
    word = "zq"
    while word in text:
        word += "q"
    return word


def _without(node: list[Tree], pattern: re.Pattern[str]) -> list[Tree]:
    """Return blocks without what a pattern finds in any of their strings."""
    stripped: list[Tree] = json.loads(pattern.sub("", json.dumps(node, ensure_ascii=False)))
    return stripped


def _renumbered(blocks: list[Tree], count: int) -> list[Tree]:
    """Return blocks whose citations count the notes before them, without the register's."""

    def renumber(element: Tree) -> Tree | None:
        if element["t"] != "Cite":
            return None
        citations, words = element["c"]
        less = [{**one, "citationNoteNum": one["citationNoteNum"] - count} for one in citations]
        return {"t": "Cite", "c": [less, words]}

    renumbered: list[Tree] = tree.replace(blocks, renumber, kinds=("Cite",))
    return renumbered


def _notes(manuscript: Manuscript, shown: list[Tree], is_shadowed: list[bool]) -> Iterator[_Note]:
    """Yield the notes that the source defines, each as the register shows it.

    What only looks like a definition, as in code, is no note there.
    """
    found = DEFINITION.finditer(manuscript.text)
    for match, block, shadowed in zip(found, shown, is_shadowed, strict=True):
        if block["t"] == "Para" and [inline["t"] for inline in block["c"]] == ["Note"]:
            line = place_at(manuscript, match.start(1)).line
            yield _Note(match[1], line, block["c"][0]["c"], shadowed)


def _joined(
    blocks: list[Tree], notes: list[_Note], text: str
) -> tuple[list[Tree], tuple[UnusedNote, ...]]:
    """Return blocks with the copies of each note marked and the unused ones after them, and those.

    Where two labels have notes of equal words nothing distinguishes their copies, and they stay apart.
    """
    found = {_key(copy) for copy in copies(blocks)}
    unused = [note for note in notes if note.is_shadowed or _key(note.blocks) not in found]
    referred = Counter(REFERENCE.findall(text))
    keys = {note.label: _key(note.blocks) for note in notes if not note.is_shadowed}
    alike = Counter(keys.values())
    # One of the references counted is the label of the definition itself.
    several = [name for name, key in keys.items() if referred[name] > 2 and alike[key] == 1]
    joined = _marked(blocks, {keys[name]: name for name in several}) if several else blocks
    joined = [*joined, *(block for note in unused for block in _as_typed(note))]
    return joined, tuple(UnusedNote(note.label, note.line, note.is_shadowed) for note in unused)


def _key(blocks: list[Tree]) -> str:
    """Return what distinguishes one note's content from another's, and can be looked up.

    Pandoc counts citations through the copies of a note, which are the same note still.
    """
    return _CITATION_COUNT.sub("", json.dumps(blocks, ensure_ascii=False))


def _marked(blocks: list[Tree], labels: dict[str, str]) -> list[Tree]:
    """Return blocks with each note in a span that names its label, by the note's key."""
    seen: set[str] = set()

    def mark(element: Tree) -> Tree | None:
        if element["t"] != "Note":
            return None
        label = labels.get(_key(element["c"]), "")
        attr = ["", [footnotes.SAME], [["key", label]]]
        # What a later copy holds would be numbered, cited and looked up once more.
        copy = {"t": "Note", "c": []} if label in seen else element
        seen.add(label)
        return {"t": "Span", "c": [attr, [copy]]} if label else None

    marked: list[Tree] = tree.replace(blocks, mark, kinds=("Note",))
    return marked


def _as_typed(note: _Note) -> list[Tree]:
    """Return a note that nothing refers to as text, its label before it."""
    label = {"t": "Str", "c": f"[^{note.label}]:"}
    first, *rest = note.blocks or [{"t": "Para", "c": []}]
    if first["t"] in ("Para", "Plain"):
        return [{"t": "Para", "c": [label, {"t": "Space"}, *first["c"]]}, *rest]
    return [{"t": "Para", "c": [label]}, first, *rest]


def _notes_out_of_pictures(blocks: list[Tree], text: str) -> list[Tree]:
    """Return blocks with the notes in alternative text, where none can be, after the picture.

    A figure's caption holds them already.
    """
    if "[^" not in text and "^[" not in text:
        return blocks

    def take(element: Tree) -> Tree | list[Tree] | None:
        if element["t"] == "Image":
            attr, alt, target = element["c"]
            taken = list(tree.elements_of(alt, "Note"))
            bare = tree.replace(alt, lambda e: [] if e["t"] == "Note" else None)
            return [{"t": "Image", "c": [attr, bare, target]}, *taken] if taken else None
        if element["t"] == "Figure":
            attr, caption, content = element["c"]
            in_caption = copies([caption])
            again = tree.replace(
                content, lambda e: [] if e["t"] == "Note" and e["c"] in in_caption else None
            )
            return {"t": "Figure", "c": [attr, caption, again]}
        return None

    taken_out: list[Tree] = tree.replace(blocks, take, kinds=("Figure", "Image"))
    return taken_out
