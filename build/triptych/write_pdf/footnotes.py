"""Notes go to where they are referred to, so that the typesetter sets them at the foot of that page."""

import re
from xml.etree.ElementTree import Element

_BLOCKS = frozenset(("blockquote", "dd", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "pre"))
_BLOCKS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}


def lay_footnotes(page: Element) -> None:
    """Move each note to where it is referred to, now that no parser can part the paragraph there.

    A note tells by ``data-foot-of`` the id of the link whose page it belongs to.
    """
    parents = {child: parent for parent in page.iter() for child in parent}
    by_id = {e.get("id"): e for e in page.iter("a") if e.get("id")}
    for note in [e for e in page.iter("div") if e.get("data-foot-of") in by_id]:
        raised = parents[by_id[note.attrib.pop("data-foot-of")]]
        parents[note].remove(note)
        parents[raised].insert(list(parents[raised]).index(raised) + 1, note)
        _tidy_spaces(note)
        raised.tail, note.tail = None, raised.tail


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
