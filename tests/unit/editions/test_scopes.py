"""Ids of an article in a page of several, and all that names them."""

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.editions.scopes import scope_ids


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ('<p id="a"><a href="#a">x</a></p>', '<p id="s--a"><a href="#s--a">x</a></p>'),
        ('<a href="#b">x</a>', '<a href="#b">x</a>'),
        (
            '<a href="https://a.example/#a" id="a">x</a>',
            '<a href="https://a.example/#a" id="s--a">x</a>',
        ),
        (
            '<td headers="a b"></td><th id="a"></th><th id="b"></th>',
            '<td headers="s--a s--b"></td><th id="s--a"></th><th id="s--b"></th>',
        ),
        (
            '<h2 id="a"></h2><section aria-labelledby="a z" aria-describedby="a"></section>',
            '<h2 id="s--a"></h2><section aria-labelledby="s--a z" aria-describedby="s--a"></section>',
        ),
        (
            '<svg><b id="a" fill="url(#g)"></b><use xlink:href="#a"></use></svg><p id="g"></p>',
            '<svg><b id="s--a" fill="url(#s--g)"></b><use xlink:href="#s--a"></use></svg><p id="s--g"></p>',
        ),
        (
            '<img usemap="#m"><map name="m"></map>',
            '<img usemap="#s--m"><map name="s--m"></map>',
        ),
        ('<label for="a"></label><input id="a">', '<label for="s--a"></label><input id="s--a">'),
        (
            '<p style="filter: url(\'#a\')" id="a"></p>',
            '<p style="filter: url(#s--a)" id="s--a"></p>',
        ),
        (
            '<span id="r" data-note="n"></span><div id="n" data-foot-of="r"></div>',
            '<span id="s--r" data-note="s--n"></span><div id="s--n" data-foot-of="s--r"></div>',
        ),
    ],
)
def test_what_names_an_id_follows_it(body: str, made: str) -> None:
    """Links, tables, labels, notes, descriptions, drawings and maps name the article's own ids."""
    root = fragment_fromstring(body, create_parent="div")
    scope_ids(root, "s", ())
    assert "".join(tostring(each, encoding="unicode") for each in root) == made


def test_a_part_that_style_sheets_name_is_marked() -> None:
    """The element keeps the name by which rules find it."""
    root = fragment_fromstring('<h1 id="pf-title"></h1><h2 id="x"></h2>', create_parent="div")
    scope_ids(root, "s", {"pf-title"})
    assert tostring(root[0], encoding="unicode") == '<h1 id="s--pf-title" data-pf="pf-title"></h1>'
    assert tostring(root[1], encoding="unicode") == '<h2 id="s--x"></h2>'
