"""Ids stay on one element each, and none is taken from the page around the text."""

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.body.single_ids import single_ids

CASES = {
    "two elements": ('<p id="a">x</p><p id="a">y</p>', '<p id="a">x</p><p>y</p>'),
    "the title's": ('<th id="pf-title">x</th>', '<th id="text-pf-title">x</th>'),
    "the date's, twice": (
        '<p id="pf-date">x</p><p id="pf-date">y</p>',
        '<p id="text-pf-date">x</p><p>y</p>',
    ),
    "the text's": ('<div id="pf-content">x</div>', '<div id="text-pf-content">x</div>'),
    "one of a note": ('<p id="pf-note-1">x</p>', '<p id="pf-note-1">x</p>'),
    "another": ('<p id="pf">x</p>', '<p id="pf">x</p>'),
}


@pytest.mark.parametrize("name", CASES)
def test_ids_are_single(name: str) -> None:
    """The first of several keeps an id; one of the page's gets a prefix."""
    typed, wanted = CASES[name]
    body = fragment_fromstring(typed, create_parent="div")
    single_ids(body)
    assert "".join(tostring(child, encoding="unicode") for child in body) == wanted
