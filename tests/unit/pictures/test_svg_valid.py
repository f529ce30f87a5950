"""Drawings that EPUBCheck would refuse for their ids and titles become valid, and look the same."""

import pytest
from lxml import etree

from triptych.pictures import svg_valid

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _valid(inner: str) -> str:
    """Return a drawing's content when it was made valid."""
    root = etree.fromstring(f"{HEAD}{inner}</svg>")
    svg_valid.make_valid(root)
    text = etree.tostring(root, encoding="unicode")
    return text.partition(">")[2].removesuffix("</svg>")


IDS = {
    "an empty one": ('<g id=""/>', "<g/>"),
    "spaces alone": ('<g id=" "/>', "<g/>"),
    "a colon": ('<g id="a:b"/><use href="#a:b"/>', '<g id="a-b"/><use href="#a-b"/>'),
    "a digit first": ('<g id="1"/><use xlink:href="#1"/>', '<g id="i1"/><use xlink:href="#i1"/>'),
    "a sign first": (
        '<g id="-a"/><path fill="url(#-a) red"/>',
        '<g id="i-a"/><path fill="url(#i-a) red"/>',
    ),
    "a space": (
        '<g id="a b"/><path style="clip-path:url(#a%20b)"/>',
        '<g id="a-b"/><path style="clip-path:url(#a-b)"/>',
    ),
    "one that another has": ('<g id="a"/><g id="a"/>', '<g id="a"/><g/>'),
    "one that becomes another's": ('<g id="a-b"/><g id="a:b"/>', '<g id="a-b"/><g id="a-b-2"/>'),
    "a good one": ('<g id="é.1-x"/><use href="#é.1-x"/>', '<g id="é.1-x"/><use href="#é.1-x"/>'),
    "a label": (
        '<g aria-labelledby="t:1 u"/><title id="t:1">x</title>',
        '<g aria-labelledby="t-1 u"/><title id="t-1">x</title>',
    ),
}


@pytest.mark.parametrize("name", IDS)
def test_ids_become_names(name: str) -> None:
    """Each is an XML name on one element, and what refers to it still does."""
    typed, wanted = IDS[name]
    assert _valid(typed) == wanted


TITLES = {
    "a shape": ("<title><g>x</g> y</title>", "<title>x y</title>"),
    "a shape in a description": ("<desc>a<path/>b</desc>", "<desc>ab</desc>"),
    "text": ("<title>x</title>", "<title>x</title>"),
    "nested": ("<title><title>x</title></title>", "<title>x</title>"),
    "between shapes": ("<g><title><b>x</b></title></g>", "<g><title>x</title></g>"),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles_hold_text_alone(name: str) -> None:
    """Their words stay, whatever was around them."""
    typed, wanted = TITLES[name]
    assert _valid(typed) == wanted
