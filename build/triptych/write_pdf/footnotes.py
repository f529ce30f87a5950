"""Notes go to where they are referred to, so that the typesetter sets them at the foot of that page."""

import re
from collections.abc import Iterator
from copy import copy
from typing import Any
from xml.etree.ElementTree import Element, SubElement

_BLOCKS = frozenset(("blockquote", "dd", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "pre"))
_BLOCKS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}

SHARE = 0.4
"""How much of a page's height a note may take at its foot; the typesetter parts no note in two."""


def lay_footnotes(page: Element, late: frozenset[str]) -> None:
    """Move each note to where it is referred to, now that no parser can part the paragraph there.

    A note tells by ``data-foot-of`` the id of the link whose page it belongs to. One whose id is in
    ``late`` stays in the section after the text, and the foot of the page says so.
    """
    parents = {child: parent for parent in page.iter() for child in parent}
    by_id = {e.get("id"): e for e in page.iter("a") if e.get("id")}
    for note in [e for e in page.iter("div") if e.get("data-foot-of") in by_id]:
        section, raised = parents[note], parents[by_id[note.attrib.pop("data-foot-of")]]
        if note.get("id") in late:
            section.set("class", "pf-notes pf-late")
        else:
            section.remove(note)
        at_foot = _pointer(note, section) if note.get("id") in late else note
        _tidy_spaces(at_foot)
        parents[raised].insert(list(parents[raised]).index(raised) + 1, at_foot)
        raised.tail, at_foot.tail = None, raised.tail


def misplaced(pages: list[Any], page: Element) -> frozenset[str]:
    """Give the ids of notes that are too long for the foot of a page, or do not stand whole on one.

    ``pages`` are the boxes of the laid-out pages, ``page`` the tree that they came of.
    """
    seen: set[str] = set()
    wrong: set[str] = set()
    for box in pages:
        area = next((b for b in box.children if type(b).__name__ == "FootnoteAreaBox"), None)
        notes = {} if area is None else {n.element.get("id"): n for n in area.children if n.element}
        seen |= set(notes)
        wrong |= {name for name, n in notes.items() if name and n.height > SHARE * box.height}
        if notes and area is not None and area.position_y < _lowest(box.children[0]):
            wrong.add(max(notes, key=lambda name: notes[name].height))
    expected = {e.get("id", "") for e in page.iter("div") if e.get("role") == "doc-footnote"}
    return frozenset(wrong | (expected - seen)) - {""}


def _lowest(box: Any) -> float:
    """Give the lower edge of the lowest line in a box, in CSS pixels from the page's top."""
    lines = [b for b in _inside(box) if type(b).__name__ == "LineBox"]
    return max((line.position_y + line.height for line in lines), default=0.0)


def _inside(box: Any) -> Iterator[Any]:
    """Give a box and all boxes inside it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from _inside(child)


def _pointer(note: Element, section: Element) -> Element:
    """Give what stands at the foot in the stead of a note that is set after the text."""
    pointer = Element("div", {"class": "pf-note", "role": "doc-footnote"})
    words = SubElement(pointer, "p")
    number = copy(next(a for a in note.iter("a") if a.get("class") == "pf-note-number"))
    number.tail = ". "
    words.append(number)
    SubElement(words, "a", {"href": f"#{note.get('id')}"}).text = section.get("data-elsewhere")
    return pointer


def _tidy_spaces(note: Element) -> None:
    """Collapse white space as CSS says (CSS Text 3, section 4.1), which the typesetter omits in notes."""
    kept = {inner for pre in note.iter("pre") for inner in pre.iter()}
    for element in note.iter():
        if element not in kept:
            begins_block = len(element) > 0 and element[0].tag in _BLOCKS
            element.text = _collapsed(element.text, is_between=begins_block)
        if element not in kept or element.tag == "pre":
            element.tail = _collapsed(element.tail, is_between=element.tag in _BLOCKS)


def _collapsed(text: str | None, *, is_between: bool) -> str | None:
    """Give ``text`` with each run of white space as one space, or as nothing between blocks."""
    plain = re.sub(r"[ \t\r\n]+", " ", text or "")
    return None if is_between and plain == " " else plain or None
