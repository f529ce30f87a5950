"""What an author left between the cells of a table stands before it."""

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.body.table_strays import free_strays

TABLES = {
    "a link around all": (
        "<table><a><caption>c</caption><tr><td>x</td></tr></a></table>",
        "<table><caption>c</caption><tr><td>x</td></tr></table>",
    ),
    "bold around rows": (
        "<table><b><tbody><tr><td>x</td></tr></tbody></b></table>",
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    ),
    "bold around a cell": (
        "<table><tr><td>x</td><b>y<td>z</td></b>w</tr></table>",
        "<b>y</b>w<table><tr><td>x</td><td>z</td></tr></table>",
    ),
    "words": (
        "a <b>b</b><table> c <tr>d<td>x</td>e</tr></table>f",
        "a <b>b</b> c de<table><tr><td>x</td></tr></table>f",
    ),
    "a paragraph": (
        "<table><p>a</p><tr><td>x</td></tr></table>",
        "<p>a</p><table><tr><td>x</td></tr></table>",
    ),
    "a phrase in a row": (
        "<table><tr><span>a</span>b<td>x</td></tr></table>",
        "<span>a</span>b<table><tr><td>x</td></tr></table>",
    ),
    "cells without a row": (
        "<table><tbody><td>x</td><th>y</th><tr><td>z</td></tr></tbody></table>",
        "<table><tbody><tr><td>x</td><th>y</th></tr><tr><td>z</td></tr></tbody></table>",
    ),
    "a table in a cell": (
        "<table><tr><td>x<table><i><tr><td>i</td></tr></i></table></td></tr></table>",
        "<table><tr><td>x<table><tr><td>i</td></tr></table></td></tr></table>",
    ),
    "a sound table": (
        "<table>\n<colgroup><col></colgroup>\n<thead><tr><th>a</th></tr></thead></table>",
        "<table>\n<colgroup><col></colgroup>\n<thead><tr><th>a</th></tr></thead></table>",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_strays_stand_before_their_table(name: str) -> None:
    """No word is lost, and a table has nothing but its parts."""
    given, expected = TABLES[name]
    body = fragment_fromstring(given, create_parent="div")
    free_strays(body)
    assert tostring(body, encoding="unicode") == f"<div>{expected}</div>"
