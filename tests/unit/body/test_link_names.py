"""Links without words are named or left out."""

import pytest
from lxml.html import fragment_fromstring, tostring

from specimens import article
from triptych.body.link_names import name_links
from triptych.core import findings

LINKS = {
    "nothing": ('<a href="https://a.example/b"></a>', "<span></span>", 1),
    "white space with an id": ('<a id="k" href="/x"> </a>', '<span id="k"> </span>', 1),
    "nothing, within the text": (
        '<a class="anchor" href="#k"></a>x',
        '<span class="anchor"></span>x',
        0,
    ),
    "nothing, above the text": ('<h2>A<a href="#"></a></h2>', "<h2>A<span></span></h2>", 0),
    "a picture without a description": (
        '<a href="https://a.example/b%20c/"><img src="x" alt="" class="pf-decorative wide"></a>',
        '<a href="https://a.example/b%20c/"><img src="x" alt="a.example/b c" class="wide"></a>',
        0,
    ),
    "a picture within the text": (
        '<a href="#k"><img src="x" role="none"></a>',
        '<a href="#k"><img src="x" alt="#k"></a>',
        0,
    ),
    "a described picture": ('<a href="#k"><img src="x" alt="y"></a>', None, 0),
    "words": ('<a href="#k"><b>y</b></a>', None, 0),
    "a formula": ('<a href="#k"><math></math></a>', None, 0),
    "a label": ('<a href="#k" aria-label="y"></a>', None, 0),
    "an anchor": ('<a id="k"></a>', None, 0),
}


@pytest.mark.parametrize("name", LINKS)
def test_each_link_has_a_name(name: str) -> None:
    """A link around nothing is reported and left out; one around a picture has its address for a name."""
    given, expected, reports = LINKS[name]
    body = fragment_fromstring(given, create_parent="div")
    with findings.collecting() as found:
        name_links(body, article(given))
    assert tostring(body, encoding="unicode") == f"<div>{expected or given}</div>"
    assert [each.code for each in found] == ["empty-link"] * reports
