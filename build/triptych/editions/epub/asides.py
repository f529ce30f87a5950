"""Notes in the EPUB: asides that a reader displays as popups, each with a number that links back."""

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions import note_marks

_TYPE = "{http://www.idpf.org/2007/ops}type"
etree.register_namespace("epub", "http://www.idpf.org/2007/ops")


def asides(root: HtmlElement, article: Article) -> None:
    """Turn each note into an aside after the text, which its reference opens (EPUB 3.3, ``epub:type``)."""
    every = note_marks.notes(root)
    for reference, target in note_marks.references(root):
        note_marks.refer(reference, target).set(_TYPE, "noteref")
    for note in every:
        note.element.tag = "aside"
        note.element.set(_TYPE, "footnote")
        note.element.set("role", "doc-footnote")
        note_marks.number(note, article.labels)
