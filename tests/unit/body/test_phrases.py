"""Links that lose their address stay valid whatever they contain."""

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.body.phrases import remove_address


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("x <b>y</b>", "span"),
        ("<ul><li>x</li></ul>", "div"),
        ("<del><p>x</p></del>", "div"),
        ("<b>a</b><h2>x</h2>", "div"),
        ("<math><mrow><mi>x</mi></mrow></math>", "span"),
    ],
)
def test_a_link_without_an_address_is_a_phrase_or_a_block(words: str, name: str) -> None:
    """It keeps its name and words, and is a block when it contains one."""
    link = fragment_fromstring(f'<a id="k" href="/x" hreflang="de" rel="me">{words}</a>')
    remove_address(link)
    assert tostring(link, encoding="unicode") == f'<{name} id="k">{words}</{name}>'
