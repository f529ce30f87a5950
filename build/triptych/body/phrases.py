"""What HTML calls phrasing content, and links that lose their address (Living Standard, 3.2.5.2.5)."""

from lxml import etree
from lxml.html import HtmlElement

_NAMES = """a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark math q rb rp rt ruby
s samp small span strong sub sup time u var wbr"""
PHRASES = frozenset(_NAMES.split())
"""The elements of an article that may be in a paragraph."""


def remove_address(link: HtmlElement) -> None:
    """Replace a link with its words: a phrase, or a block when it contains one, as only links may."""
    for name in ("href", "hreflang", "rel"):
        link.attrib.pop(name, None)
    formulas = {part for formula in link.iter("math") for part in formula.iter()}
    inner = link.iterdescendants(etree.Element)
    has_block = any(each.tag not in PHRASES and each not in formulas for each in inner)
    link.tag = "div" if has_block else "span"
