"""Numbers of the body's elements, the same in every edition, so that one can find a place of another.

A number is an attribute, which every edition removes: no reader and no style sheet sees it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NUMBER = "data-pf-n"
"""The attribute. A rule that replaces a numbered element hands it on.

What a rule adds to the text of one edition has it with no number, and its text counts for nothing.
"""

SKIPPED_DOT = "."
"""The number of an addition whose text counts for nothing, nor does the character behind it."""

_INLINE = """a abbr b bdi bdo big br cite code data del dfn em font i ins kbd label mark picture q rb rp rt
ruby s samp small source span strike strong sub sup time tt u var wbr"""

INLINE = frozenset(_INLINE.split())
"""Elements without a number: their text is part of the text of the element around them."""

OPAQUE = frozenset(["math", "svg"])
"""Elements whose inside is no text."""


def number_elements(body: "HtmlElement") -> None:
    """Set the numbers of the blocks, pictures and formulas of a body in order, from 1.

    What is in no block has one too: HTML allows text and its elements anywhere.
    """
    for element in body.iter():
        element.attrib.pop(NUMBER, None)
    count = 0
    opaque: set[HtmlElement] = set()
    for element in body.iterdescendants():
        if element.getparent() in opaque:
            opaque.add(element)
            continue
        if element.tag in OPAQUE:
            opaque.add(element)
        is_block = element.tag not in INLINE or element.getparent() is body
        if is_block and isinstance(element.tag, str):
            count += 1
            element.set(NUMBER, str(count))


def hand_on(old: "HtmlElement", new: "HtmlElement") -> None:
    """Set the number of an element that replaces another to that of the other."""
    if number := old.get(NUMBER):
        new.set(NUMBER, number)


def hand_to_heading(section: "HtmlElement", heading: "HtmlElement") -> None:
    """Set the number of the heading that an edition adds to a section, the same in each."""
    if number := section.get(NUMBER):
        heading.set(NUMBER, f"{number}t")
