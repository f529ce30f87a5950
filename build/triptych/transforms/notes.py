"""Every note stands once and none is lost, whatever is amiss with its label.

Pandoc puts a copy of a note at each of its references, drops one that nothing refers to, and
takes no reference inside a note (User's Guide, "Footnotes"). Only the labels in the source tell.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from triptych.core.errors import Place
from triptych.core.findings import note, warn
from triptych.core.model import Article, Manuscript, Tree
from triptych.markdown import footnotes, pandoc, tree
from triptych.settings.fields import nearest

_DEFINED = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_CITATION_COUNT = re.compile(r'"citationNoteNum": \d+')


@dataclass(frozen=True, slots=True)
class Definition:
    """A note as the source defines it; ``is_shadowed`` when a later one has its label too."""

    label: str
    line: int
    blocks: list[Tree]
    is_shadowed: bool


def settle_notes(article: Article) -> Article:
    """Join the copies of a note referred to twice, and keep as text what no edition can set as a note."""
    text = article.manuscript.text
    if "[^" not in text and "^[" not in text:
        return article
    blocks: list[Tree] = tree.replace(list(article.blocks), _out_of_pictures)
    definitions = [] if _is_plain(blocks, text) else list(_definitions(article.manuscript))
    found = {_key(copy) for copy in _copies(blocks)} if definitions else set()
    unused = [d for d in definitions if d.is_shadowed or _key(d.blocks) not in found]
    for definition in unused:
        _report_unused(definition, article.manuscript)
    _report_left_over(blocks, article.manuscript)
    blocks = _join(blocks, definitions, text)
    blocks = _open_inner(blocks, article.manuscript)
    blocks += [block for d in unused for block in _as_typed(d)]
    return replace(article, blocks=tuple(blocks))


def _copies(blocks: list[Tree]) -> list[list[Tree]]:
    """Give the content of every note in the tree, one for each reference."""
    return [e["c"] for e in tree.elements(blocks) if e["t"] == "Note"]


def _key(blocks: list[Tree]) -> str:
    """Give what tells one note's content from another's, and can be looked up.

    Pandoc counts citations through the copies of a note, which are the same note still.
    """
    return _CITATION_COUNT.sub("", json.dumps(blocks, ensure_ascii=False))


def _is_plain(blocks: list[Tree], text: str) -> bool:
    """Tell whether every label is defined once and used once, so that there is nothing to settle."""
    defined = Counter(_DEFINED.findall(text))
    referred = Counter(_REFERENCE.findall(text))
    referred.subtract(defined)
    are_single = all(n == 1 and referred[label] == 1 for label, n in defined.items())
    return are_single and len(_copies(blocks)) == len(defined) + text.count("^[")


def _definitions(manuscript: Manuscript) -> Iterator[Definition]:
    """Give the notes that the source defines, each as pandoc reads it.

    The text is read once more with a reference to each before it; of two with one label the last
    counts, so the others are renamed there.
    """
    matches = list(_DEFINED.finditer(manuscript.text))
    last = {match[1]: match for match in matches}
    names = [m[1] if last[m[1]] is m else f"{m[1]}-{m.start()}" for m in matches]
    parts, at = [f"[^{name}]\n\n" for name in names], 0
    for match, name in zip(matches, names, strict=True):
        parts += [manuscript.text[at : match.start(1)], name]
        at = match.end(1)
    read = pandoc.parse("".join([*parts, manuscript.text[at:]]))
    for match, block in zip(matches, read, strict=False):
        if block["t"] == "Para" and [e["t"] for e in block["c"]] == ["Note"]:
            line = manuscript.first_line + manuscript.text.count("\n", 0, match.start(1))
            is_shadowed = last[match[1]] is not match
            yield Definition(match[1], line, block["c"][0]["c"], is_shadowed)


def _join(blocks: list[Tree], definitions: list[Definition], text: str) -> list[Tree]:
    """Mark the copies of each note that is referred to more than once as the same note.

    Where two labels have notes of equal words nothing tells their copies apart, and they stay.
    """
    referred = Counter(_REFERENCE.findall(text))
    standing = {d.label: _key(d.blocks) for d in definitions if not d.is_shadowed}
    alike = Counter(standing.values())
    # One of the references counted is the label of the definition itself.
    several = [name for name in standing if referred[name] > 2 and alike[standing[name]] == 1]
    single = {standing[name]: name for name in several}
    if not single:
        return blocks

    seen: set[str] = set()

    def mark(element: Tree) -> Tree | None:
        if element["t"] != "Note":
            return None
        label = single.get(_key(element["c"]), "")
        attr = ["", [footnotes.SAME], [["key", label]]]
        # What a later copy holds would be numbered, cited and looked up once more.
        copy = {"t": "Note", "c": []} if label in seen else element
        seen.add(label)
        return {"t": "Span", "c": [attr, [copy]]} if label else None

    marked: list[Tree] = tree.replace(blocks, mark)
    return marked


def _open_inner(blocks: list[Tree], manuscript: Manuscript) -> list[Tree]:
    """Set each note that stands inside a note in brackets, with a finding."""

    def open_note(element: Tree) -> list[Tree] | None:
        if element["t"] != "Note":
            return None
        inlines: list[Tree] = []
        for block in element["c"]:
            is_text = block["t"] in ("Para", "Plain")
            inlines += [{"t": "Space"}] if inlines else []
            inlines += block["c"] if is_text else tree.string(tree.text_of(block))
        words = tree.text_of(inlines)
        place = _line_of(manuscript, f"^[{words.partition(' ')[0]}")
        message = f"the note “{_short(words)}” stands inside a note"
        hint = "It is set in brackets there."
        note("note-in-note", message, place, hint)
        return [*tree.string(" ("), *inlines, {"t": "Str", "c": ")"}]

    def open_inner(element: Tree) -> Tree | None:
        if element["t"] != "Note":
            return None
        return {"t": "Note", "c": tree.replace(element["c"], open_note)}

    opened: list[Tree] = tree.replace(blocks, open_inner)
    return opened


def _out_of_pictures(element: Tree) -> Tree | list[Tree] | None:
    """Take notes out of alternative text, where none can stand, and put them after the picture.

    A figure's caption holds them already.
    """
    if element["t"] == "Image":
        attr, alt, target = element["c"]
        taken = [e for e in tree.elements(alt) if e["t"] == "Note"]
        bare = tree.replace(alt, lambda e: [] if e["t"] == "Note" else None)
        return [{"t": "Image", "c": [attr, bare, target]}, *taken] if taken else None
    if element["t"] == "Figure":
        attr, caption, content = element["c"]
        said = _copies([caption])
        again = tree.replace(content, lambda e: [] if e["t"] == "Note" and e["c"] in said else None)
        return {"t": "Figure", "c": [attr, caption, again]}
    return None


def _as_typed(definition: Definition) -> list[Tree]:
    """Give a note that nothing refers to as text, its label before it."""
    label = {"t": "Str", "c": f"[^{definition.label}]:"}
    first, *rest = definition.blocks or [{"t": "Para", "c": []}]
    if first["t"] in ("Para", "Plain"):
        return [{"t": "Para", "c": [label, {"t": "Space"}, *first["c"]]}, *rest]
    return [{"t": "Para", "c": [label]}, first, *rest]


def _report_unused(definition: Definition, manuscript: Manuscript) -> None:
    """Report a note that nothing refers to, or that another of its label hides."""
    place = Place(manuscript.place, definition.line)
    label = definition.label
    if definition.is_shadowed:
        message, hint = f"the note [^{label}] is defined again below", "Give one another label."
        warn("note-twice", message, place, f"{hint} {_KEPT}")
        return
    message = f"nothing refers to the note [^{label}]"
    hint = f"Write [^{label}] in the text. {_KEPT}"
    warn("note-unused", message, place, hint)


_KEPT = "It is set as text after the article."


def _report_left_over(blocks: list[Tree], manuscript: Manuscript) -> None:
    """Report references that stayed as text: their note is not defined, or they stand inside one."""
    labels = sorted(set(_DEFINED.findall(manuscript.text)))
    outside, inside = _marked(blocks), _marked(_copies(blocks))
    for label in dict.fromkeys(_REFERENCE.findall(manuscript.text)):
        if f"[^{label}]" not in (inside if label in labels else outside):
            continue
        place = _line_of(manuscript, f"[^{label}]", is_inside=label in labels)
        if label in labels:
            message = f"the reference [^{label}] stands inside a note, where it is text"
            warn("note-in-note", message, place, "Take it out.")
        else:
            meant = nearest(label, labels)
            hint = f"Did you mean [^{meant}]?" if meant else f"Write [^{label}]: and the note."
            message = f"the note [^{label}] is not defined"
            warn("note-undefined", message, place, hint)


def _marked(node: object) -> str:
    """Give the words of ``node`` that may be references left as text."""
    texts = (str(e["c"]) for e in tree.elements(node, words=True) if e["t"] == "Str")
    return " ".join(text for text in texts if "[^" in text)


def _line_of(manuscript: Manuscript, needle: str, *, is_inside: bool = False) -> Place:
    """Give the first line with ``needle``; if ``is_inside``, the first such line of a note."""
    for number, line in enumerate(manuscript.text.split("\n"), manuscript.first_line):
        opened = _DEFINED.match(line)
        rest = line[opened.end() :] if opened else line
        is_note = bool(opened) or line[:1] in (" ", "\t")
        if needle in rest and (is_note or not is_inside):
            return Place(manuscript.place, number)
    return Place(manuscript.place)


def _short(words: str) -> str:
    """Give the beginning of ``words``."""
    return words if len(words) <= 40 else f"{words[:39]}…"
