"""Ruby on paper: the typesetter sets no reading above a word, so it follows the word in brackets."""

from unicodedata import east_asian_width

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.numbers import NUMBER
from triptych.core.model import Article


def bracket_readings(body: HtmlElement, article: Article) -> None:
    """Put brackets around each reading that an author gave none (``rp``)."""
    del article
    for reading in list(body.iter("rt")):
        is_wide = any(east_asian_width(c) == "W" for c in str(reading.text_content()))
        left, right = "（）" if is_wide else "()"
        before, after = reading.getprevious(), reading.getnext()
        if before is None or before.tag != "rp" or (before.tail or "").strip():
            reading.addprevious(_bracket(left))
        if after is None or after.tag != "rp" or (reading.tail or "").strip():
            end = _bracket(right)
            end.tail, reading.tail = reading.tail, None
            reading.addnext(end)


def _bracket(mark: str) -> etree._Element:
    """Return a bracket as HTML has it for readers that set no ruby."""
    bracket = etree.Element("rp", {NUMBER: ""})
    bracket.text = mark
    return bracket
