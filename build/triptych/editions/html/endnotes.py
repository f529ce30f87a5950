"""Notes in the HTML edition: a section after the text, linked from each reference and back."""

from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.list_room import give_room
from triptych.body.numbers import NUMBER, hand_to_heading
from triptych.core.model import Article
from triptych.editions import note_marks

BACK = "↩\ufe0e"
"""The arrow of a link back; without U+FE0E some readers display an emoji."""


def endnotes(root: HtmlElement, article: Article) -> None:
    """Turn the notes into a list with a heading (WAI-ARIA DPUB 1.1, ``doc-endnotes``)."""
    section = note_marks.section(root)
    if section is None:
        return
    every = note_marks.notes(root)
    for reference, target in note_marks.references(root):
        note_marks.refer(reference, target)
    title = f"{section.get('id')}-title"
    section.tag = "section"
    section.set("role", "doc-endnotes")
    section.set("aria-labelledby", title)
    heading = etree.Element("h2", {"id": title})
    heading.text = article.labels["notes"]
    hand_to_heading(section, heading)
    entries = etree.Element("ol")
    for note in every:
        _enter(note, article.labels)
        entries.append(note.element)
    give_room(entries, [len(every)], article, given=2.0)
    section.extend([heading, entries])


def _enter(note: note_marks.Note, labels: Mapping[str, str]) -> None:
    """Turn a note into an entry of the list that ends with a link back to each reference."""
    entry = note.element
    entry.tag = "li"
    del entry.attrib["data-note"]
    last = entry[-1] if len(entry) and entry[-1].tag == "p" else etree.SubElement(entry, "p")
    for count, mark in enumerate(note.references, 1):
        name = labels["back_to_text"].replace("{number}", note.number)
        pairs = {"class": "pf-back", "href": f"#{mark}", "role": "doc-backlink", "aria-label": name}
        if count > 1:
            last[-1].tail = " "
        link = etree.SubElement(last, "a", pairs | {NUMBER: ""})
        link.text = f"\u00a0{BACK}" if count == 1 else BACK  # on the last line of the note
        if count > 1:
            # A style sheet displays the count: as text it would have to be part of the name as displayed.
            link.set("aria-label", f"{name} ({count})")
            link.set("data-count", str(count))
