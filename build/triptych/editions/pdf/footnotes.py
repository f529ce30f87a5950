"""Notes on paper: each is at the foot of the page of its reference, after its number."""

from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.numbers import hand_to_heading
from triptych.core.model import Article
from triptych.editions import note_marks

FOOT_OF = "data-foot-of"
"""The attribute by which a note names the element at whose page's foot it belongs.

One that would take too much of a page stays in the section after the text, which shows only then.
The typesetter moves a note once the page is parsed: in a page as text, a paragraph inside a
note would end the paragraph around it, and made into spans it would lose its tag in the PDF.
"""


def footnotes(root: HtmlElement, article: Article) -> None:
    """Set the number of each note, and mark where the typesetter puts it (CSS GCPM 3)."""
    every = note_marks.notes(root)
    _label_bookmarks(root)
    for reference, target in note_marks.references(root):
        note_marks.refer(reference, target)
    for note in every:
        note.element.set(FOOT_OF, note.references[0])
        note.element.set("role", "doc-footnote")
        note_marks.number(note, article.labels)
    section = note_marks.section(root)
    if section is not None:
        section.set("data-elsewhere", article.labels["note_elsewhere"])
        heading = etree.Element("h2")
        heading.text = article.labels["notes"]
        hand_to_heading(section, heading)
        section.insert(0, heading)


def _label_bookmarks(root: HtmlElement) -> None:
    """Set the bookmark of a heading with a note to its text, without the number of the note."""
    for reference, _ in note_marks.references(root):
        for heading in reference.iterancestors("h2", "h3", "h4", "h5", "h6"):
            bare = deepcopy(heading)
            for inner in list(bare.iterfind(".//span[@class='pf-noteref']")):
                inner.drop_tree()
            heading.set("data-label", " ".join(str(bare.text_content()).split()))
