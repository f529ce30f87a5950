"""Notes in the EPUB: each is a popup in readers that have them, and has a number that links back."""

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.numbers import hand_to_heading
from triptych.core.model import Article, Heading
from triptych.editions import note_marks

_TYPE = "{http://www.idpf.org/2007/ops}type"
etree.register_namespace("epub", "http://www.idpf.org/2007/ops")


def asides(root: HtmlElement, article: Article) -> None:
    """Turn each note into a footnote after the text, which its reference opens (EPUB 3.3, ``epub:type``).

    Readers show them there too, as a section with a heading. None is an ``aside``: Apple Books and Foliate
    hide those, and the heading would be above nothing.
    """
    section = note_marks.section(root)
    if section is None:
        return
    every = note_marks.notes(root)
    for reference, target in note_marks.references(root):
        note_marks.refer(reference, target).set(_TYPE, "noteref")
    for note in every:
        note.element.tag = "div"
        note.element.set(_TYPE, "footnote")
        note.element.set("role", "doc-footnote")
        note_marks.number(note, article.labels)
    if every:
        _entitle(section, article.labels["notes"])


def listed(root: HtmlElement) -> list[Heading]:
    """Return the heading above the notes, if there is one, for the contents."""
    section = note_marks.section(root)
    heading = section.find("h2") if section is not None else None
    if heading is None:
        return []
    return [Heading(2, heading.get("id", ""), heading.text or "")]


def _entitle(section: HtmlElement, words: str) -> None:
    """Turn the element around the notes into a section with a heading (DPUB-ARIA 1.1, ``doc-endnotes``)."""
    heading = etree.Element("h2", {"id": f"{section.get('id')}-title"})
    heading.text = words
    hand_to_heading(section, heading)
    section.tag = "section"
    section.set(_TYPE, "footnotes")
    section.set("role", "doc-endnotes")
    section.set("aria-labelledby", heading.get("id", ""))
    section.insert(0, heading)
