"""Notes in the EPUB: asides that a reader displays as popups, each with a number that links back."""

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions import note_marks

_TYPE = "{http://www.idpf.org/2007/ops}type"
etree.register_namespace("epub", "http://www.idpf.org/2007/ops")


def asides(root: HtmlElement, article: Article) -> None:
    """Turn each note into an aside after the text, which its reference opens (EPUB 3.3, ``epub:type``).

    Readers without popups show them where they are, as a section with a heading.
    """
    section = note_marks.section(root)
    if section is None:
        return
    every = note_marks.notes(root)
    for reference, target in note_marks.references(root):
        note_marks.refer(reference, target).set(_TYPE, "noteref")
    for note in every:
        note.element.tag = "aside"
        note.element.set(_TYPE, "footnote")
        note.element.set("role", "doc-footnote")
        note_marks.number(note, article.labels)
    if every:
        _entitle(section, article.labels["notes"])


def _entitle(section: HtmlElement, words: str) -> None:
    """Turn the element around the notes into a section with a heading (DPUB-ARIA 1.1, ``doc-endnotes``)."""
    heading = etree.Element("h2", {"id": f"{section.get('id')}-title"})
    heading.text = words
    section.tag = "section"
    section.set(_TYPE, "footnotes")
    section.set("role", "doc-endnotes")
    section.set("aria-labelledby", heading.get("id", ""))
    section.insert(0, heading)
