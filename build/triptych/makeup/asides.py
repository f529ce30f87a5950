"""Notes in the EPUB: asides that a reader shows as popups, the number of each its link back."""

from lxml import etree
from lxml.html import HtmlElement

from triptych.errors import Finding
from triptych.makeup import marks
from triptych.model import Article

_TYPE = "{http://www.idpf.org/2007/ops}type"
etree.register_namespace("epub", "http://www.idpf.org/2007/ops")


def asides(root: HtmlElement, article: Article) -> list[Finding]:
    """Set each note as an aside after the text, which its reference opens (EPUB 3.3, ``epub:type``)."""
    every = marks.notes(root)
    for reference, target in marks.references(root):
        marks.refer(reference, target).set(_TYPE, "noteref")
    for note in every:
        note.element.tag = "aside"
        note.element.set(_TYPE, "footnote")
        note.element.set("role", "doc-footnote")
        marks.number(note, article.labels)
    return []
