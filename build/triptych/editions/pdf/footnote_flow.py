"""Notes move to their references, so that the typesetter places them at the foot of that page."""

import re
from collections.abc import Iterator
from copy import copy
from typing import Any
from xml.etree.ElementTree import Element, SubElement

_BLOCKS = frozenset(("blockquote", "dd", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "pre"))
_BLOCKS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}

MOST = 1.5
"""How many pages' height a note may take at the feet of pages; a longer one is set after the text."""


def move_footnotes(page: Element, late: frozenset[str]) -> None:
    """Move each note to its reference, now that no parser can split the paragraph there.

    The attribute ``data-foot-of`` of a note is the id of its reference. One with its id in ``late`` stays
    in the section after the text, and the foot of the page refers to it there.
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
    """Return the ids of notes that are too long for the feet of pages, or incomplete there.

    ``pages`` are the boxes of the laid-out pages, ``page`` is the tree that they were made from.
    """
    parts: dict[str, list[tuple[int, Any]]] = {}
    wrong: set[str] = set()
    for number, box in enumerate(pages):
        area = next((b for b in box.children if type(b).__name__ == "FootnoteAreaBox"), None)
        notes = [] if area is None else [n for n in area.children if n.element is not None]
        for note in notes:
            parts.setdefault(note.element.get("id"), []).append((number, note))
        if notes and area is not None and area.position_y < _lowest(box.children[0]):
            wrong.add(max(notes, key=lambda note: note.height).element.get("id"))
    for name, found in parts.items():
        if len(found) > 1 and not _is_parted_well(found, pages):
            wrong.add(name)
    expected = {e.get("id", "") for e in page.iter("div") if e.get("role") == "doc-footnote"}
    return frozenset(name for name in wrong | (expected - set(parts)) if name)


def _is_parted_well(parts: list[tuple[int, Any]], pages: list[Any]) -> bool:
    """Whether a note over several pages is not too long, last where it continues, and complete."""
    height = pages[parts[0][0]].height
    if sum(note.height for _, note in parts) > MOST * height:
        return False
    numbers = [number for number, _ in parts]
    if numbers != list(range(numbers[0], numbers[0] + len(parts))):
        return False
    for number, note in parts[:-1]:
        area = next(b for b in pages[number].children if type(b).__name__ == "FootnoteAreaBox")
        if area.children[-1] is not note:
            return False
    set_words = "".join(word for _, note in parts for word in _words(note))
    return _bare(set_words) == _bare("".join(parts[0][1].element.itertext()))


def _words(box: Any) -> Iterator[str]:
    """Yield the text in a box, without what a style sheet adds."""
    for inner in _inside(box):
        if hasattr(inner, "text") and "::" not in str(inner.element_tag):
            yield inner.text


def _bare(text: str) -> str:
    """Return a text without spaces and hyphens, which differ at the ends of lines."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def _lowest(box: Any) -> float:
    """Return the lower edge of the lowest line in a box, in CSS pixels from the page's top."""
    lines = [b for b in _inside(box) if type(b).__name__ == "LineBox"]
    return max((line.position_y + line.height for line in lines), default=0.0)


def _inside(box: Any) -> Iterator[Any]:
    """Yield a box and all boxes in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from _inside(child)


def _pointer(note: Element, section: Element) -> Element:
    """Return what is at the foot instead of a note that is set after the text."""
    pointer = Element("div", {"class": "pf-note", "role": "doc-footnote"})
    words = SubElement(pointer, "p")
    number = copy(next(a for a in note.iter("a") if a.get("class") == "pf-note-number"))
    number.tail = ". "
    words.append(number)
    SubElement(words, "a", {"href": f"#{note.get('id')}"}).text = section.get("data-elsewhere")
    return pointer


def _tidy_spaces(note: Element) -> None:
    """Collapse white space (CSS Text 3, section 4.1), which the typesetter omits in notes."""
    preformatted = {inner for pre in note.iter("pre") for inner in pre.iter()}
    for element in note.iter():
        if element not in preformatted:
            begins_block = len(element) > 0 and element[0].tag in _BLOCKS
            element.text = _collapsed(element.text, is_between=begins_block)
        if element not in preformatted or element.tag == "pre":
            element.tail = _collapsed(element.tail, is_between=element.tag in _BLOCKS)


def _collapsed(text: str | None, *, is_between: bool) -> str | None:
    """Return ``text`` with each run of white space as one space; None for one between blocks."""
    plain = re.sub(r"[ \t\r\n]+", " ", text or "")
    return None if is_between and plain == " " else plain or None
