"""The neutral mark-up of notes in a body: how to find it, and what is common to all editions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.numbers import NUMBER, SKIPPED_DOT


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number as printed, its element, and the ids of its references."""

    number: str
    element: HtmlElement
    references: tuple[str, ...]


def references(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each reference to an existing note with the note's id, in the order of the text."""
    known = {note.get("id") for note in _notes(root)}
    for element in list(root.iterfind(".//span[@class='pf-noteref']")):
        if (target := element.get("data-note")) in known and target and element.get("id"):
            yield element, target


def notes(root: HtmlElement) -> list[Note]:
    """Return the notes in order, without those that nothing refers to."""
    marks: dict[str, list[str]] = {}
    for element, target in references(root):
        marks.setdefault(target, []).append(element.get("id", ""))
    found = ((note, tuple(marks.get(note.get("id", ""), ()))) for note in _notes(root))
    return [Note(e.get("data-note", ""), e, names) for e, names in found if names]


def section(root: HtmlElement) -> HtmlElement | None:
    """Return the element around the notes, the last of the body, or None without notes."""
    last = root[-1] if len(root) else None
    return last if last is not None and last.get("class") == "pf-notes" else None


def refer(reference: HtmlElement, target: str) -> HtmlElement:
    """Turn a reference into a superscript link to its note, and return the link around its number.

    A space before it does not break, so that no line begins with the number; style sheets put a word
    joiner between it and any other letter.
    """
    _keep_beside(reference)
    link = etree.Element("a", {"id": reference.get("id", ""), "href": f"#{target}"})
    link.set("role", "doc-noteref")
    link.text, reference.text = reference.text, None
    reference.tag = "sup"
    for name in ("id", "data-note"):
        del reference.attrib[name]
    reference.append(link)
    return link


def _keep_beside(reference: HtmlElement) -> None:
    """Replace the white space before a reference by a no-break space."""
    before, parent = reference.getprevious(), reference.getparent()
    words = (before.tail if before is not None else parent.text) or ""
    if words[-1:].isspace() and (words.strip() or before is not None):
        words = f"{words.rstrip()}\u00a0"
    if before is not None:
        before.tail = words
    else:
        parent.text = words


def number(note: Note, labels: Mapping[str, str]) -> None:
    """Insert the note's number before its text, as a link back to its first reference."""
    name = labels["back_to_text"].replace("{number}", note.number)
    link = etree.Element("a", {"class": "pf-note-number", "href": f"#{note.references[0]}"})
    link.set("role", "doc-backlink")
    link.set("aria-label", name)
    link.set(NUMBER, SKIPPED_DOT)
    link.text = note.number
    if not len(note.element) or note.element[0].tag != "p":
        note.element.insert(0, etree.Element("p"))
    first = note.element[0]
    words, first.text = first.text, None
    link.tail = f". {words or ''}"
    first.insert(0, link)
    del note.element.attrib["data-note"]


def _notes(root: HtmlElement) -> list[HtmlElement]:
    """Return the elements of all notes."""
    found = section(root)
    return [] if found is None else list(found)
