"""A drop cap on paper is an element, and no floated first letter is left."""

import pytest
from lxml.html import fragment_fromstring, tostring

from specimens import article
from triptych.editions.pdf.initials import set_initials

PARAGRAPHS = {
    "a letter": ("<p>One</p>", '<p><span class="pf-initial">O</span>ne</p>'),
    "a mark and a letter": ("<p>“One</p>", '<p><span class="pf-initial">“O</span>ne</p>'),
    "a letter in a phrase": (
        "<p><var>x</var> y</p>",
        '<p><var><span class="pf-initial">x</span></var> y</p>',
    ),
    "no letter first": ("<p>&gt;&gt; <b>[!x]</b></p>", None),
    "no text": ("<p><img src='x' alt=''></p>", None),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
@pytest.mark.parametrize("names", ["pf-dropcap", "wide pf-dropcap"])
def test_no_first_letter_floats(name: str, names: str) -> None:
    """WeasyPrint 70 fails at some of them, so that none may be marked for it."""
    given, expected = PARAGRAPHS[name]
    body = fragment_fromstring(f'<div class="{names}">{given}</div>', create_parent="div")
    set_initials(body, article())
    made = tostring(body, encoding="unicode")
    assert f'class="{names}-set"' in made
    if expected:
        assert expected in made
