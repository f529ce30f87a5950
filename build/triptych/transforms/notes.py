"""Every note is set once and none is lost, whatever is wrong with its label.

Pandoc takes no reference inside a note (User's Guide, "Footnotes"), and leaves one whose note is not
defined as text.
"""

from dataclasses import replace

from triptych.core.errors import Place
from triptych.core.findings import note, warn
from triptych.core.model import Article, Manuscript, Tree
from triptych.core.unused_note import UnusedNote
from triptych.markdown import tree, tree_words
from triptych.markdown.reading import DEFINITION, REFERENCE, copies
from triptych.settings.fields import nearest
from triptych.sources.lines import place_of_line
from triptych.sources.occurrences import Occurrences


def check_notes(article: Article) -> Article:
    """Report what is wrong with notes, and put a note inside another in brackets."""
    text = article.manuscript.text
    if "[^" not in text and "^[" not in text:
        return article
    for unused in article.unused_notes:
        _report_unused(unused, article.manuscript)
    blocks = list(article.blocks)
    _report_left_over(blocks, article.manuscript)
    return replace(article, blocks=tuple(_open_inner(blocks, article.manuscript)))


def _open_inner(blocks: list[Tree], manuscript: Manuscript) -> list[Tree]:
    """Return blocks with each note inside another in brackets, with a finding."""
    occurrences = Occurrences(manuscript)

    def open_note(element: Tree) -> list[Tree] | None:
        if element["t"] != "Note":
            return None
        inlines: list[Tree] = []
        for block in element["c"]:
            is_text = block["t"] in ("Para", "Plain")
            inlines += [{"t": "Space"}] if inlines else []
            inlines += block["c"] if is_text else tree.string(tree.text_of(block))
        words = tree.text_of(inlines)
        place = occurrences.next(None, f"^[{words.partition(' ')[0]}", in_note=True)
        message = f"the note “{_short(words)}” is inside a note"
        hint = "Set in brackets there."
        note("note-in-note", message, place, hint)
        return [*tree.string(" ("), *inlines, {"t": "Str", "c": ")"}]

    def open_inner(element: Tree) -> Tree | None:
        if element["t"] != "Note":
            return None
        return {"t": "Note", "c": tree.replace(element["c"], open_note, kinds=("Note",))}

    opened: list[Tree] = tree.replace(blocks, open_inner, kinds=("Note",))
    return opened


def _report_unused(unused: UnusedNote, manuscript: Manuscript) -> None:
    """Report a note that nothing refers to, or that another with its label hides."""
    place = Place(manuscript.place, unused.line)
    label = unused.label
    if unused.is_shadowed:
        message, hint = (
            f"the note [^{label}] is defined again below",
            "Give one of them another label.",
        )
        warn("note-twice", message, place, f"{hint} {_KEPT}")
        return
    message = f"nothing refers to the note [^{label}]"
    hint = f"Write [^{label}] in the text. {_KEPT}"
    warn("note-unused", message, place, hint)


_KEPT = "Set as text after the article."


def _report_left_over(blocks: list[Tree], manuscript: Manuscript) -> None:
    """Report references that are left as text: their note is not defined, or they are inside one."""
    labels = sorted(set(DEFINITION.findall(manuscript.text)))
    outside, inside = _marked(blocks), _marked(copies(blocks))
    for label in dict.fromkeys(REFERENCE.findall(manuscript.text)):
        if f"[^{label}]" not in (inside if label in labels else outside):
            continue
        if label in labels:
            place = _reference_inside(manuscript, label)
            message = f"the reference [^{label}] is inside a note, where it is plain text"
            warn("note-in-note", message, place, "Remove it.")
        else:
            place = Occurrences(manuscript).next(None, f"[^{label}]")
            place = Occurrences(manuscript).next(None, f"[^{label}]")
            meant = nearest(label, labels)
            hint = f"Did you mean [^{meant}]?" if meant else f"Write [^{label}]: and the note."
            message = f"the note [^{label}] is not defined"
            warn("note-undefined", message, place, hint)


def _marked(node: object) -> str:
    """Return the words of ``node`` that may be references left as text."""
    return " ".join(text for text in tree_words.strings(node) if "[^" in text)


def _reference_inside(manuscript: Manuscript, label: str) -> Place:
    """Return the first line of a note that refers to a label."""
    for number, line in enumerate(manuscript.text.split("\n")):
        opened = DEFINITION.match(line)
        rest = line[opened.end() :] if opened else line
        if f"[^{label}]" in rest and (opened or line[:1] in (" ", "\t")):
            return place_of_line(manuscript, number)
    return Place(manuscript.place)


def _short(words: str) -> str:
    """Return the beginning of ``words``."""
    return words if len(words) <= 40 else f"{words[:39]}…"
