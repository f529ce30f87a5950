"""HTML is read as ``lxml.html`` reads it, but that every element is of one class."""

import pytest
from lxml.html import HtmlElement, fragment_fromstring, tostring

from triptych.core.html_parser import fragment


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words alone",
        "words <b>and</b> more",
        "<p>one<p>two &amp; three",
        '<form><input type="checkbox" checked><label for="a">x</label></form><!-- comment -->',
        "  <table><tr><td>a</table> tail",
    ],
)
def test_a_fragment_is_what_lxml_makes_of_it(html: str) -> None:
    """The same text and elements in the same ``div``."""
    assert tostring(fragment(html)) == tostring(fragment_fromstring(html, create_parent="div"))


def test_every_element_is_of_one_class() -> None:
    """Those of forms too, and those that are made in the tree later."""
    body = fragment("<form><input><select><option>a</option></select></form><p>b</p>")
    body.append(body.makeelement("input"))
    assert {type(element) for element in body.iter()} == {HtmlElement}
