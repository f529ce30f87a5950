"""HTML read by lxml, whose elements are all of one class.

``lxml.html`` asks a function in Python for the class of each element, to give those of forms more
methods. Nothing here uses them, and an article has some thousand elements.
"""

from typing import Any, cast

from lxml import etree
from lxml.html import (
    HtmlComment,
    HtmlElement,
    HtmlEntity,
    HtmlProcessingInstruction,
    fragments_fromstring,
)


def html_parser(*, encoding: str | None = None, is_huge: bool = False) -> etree.HTMLParser:
    """Return a parser of pages; one that ``is_huge`` takes texts of any length."""
    parser = etree.HTMLParser(encoding=encoding, huge_tree=is_huge)
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=HtmlElement,
            comment=HtmlComment,
            pi=HtmlProcessingInstruction,
            entity=HtmlEntity,
        )
    )
    return parser


_PARSER = html_parser()


def fragment(html: str) -> HtmlElement:
    """Return a piece of HTML in a ``div``."""
    parts = cast("list[Any]", fragments_fromstring(html, parser=_PARSER))
    root: HtmlElement = _PARSER.makeelement("div")
    if parts and isinstance(parts[0], str):
        root.text = parts.pop(0)
    root.extend(parts)
    return root
