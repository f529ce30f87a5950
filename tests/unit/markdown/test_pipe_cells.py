"""Cells of pipe tables keep the words of blocks in HTML."""

import pytest

from triptych.markdown import dialect, pandoc

CELLS = {
    "a list": (
        "<ul><li>x **b**</li><li>y</li></ul>",
        "<ul><li>x <strong>b</strong></li><li>y</li></ul>",
    ),
    "a paragraph after words": ("a <p>b</p> c", "a <p>b</p> c"),
    "beside code": ("<p>`b`</p>", "<p><!-- --><code>b</code><!-- --></p>"),
    "in code": ("`<li>`", "<code>&lt;li&gt;</code>"),
    "a phrase": ("<b>x</b><br>y", "<b>x</b><br>y"),
}


@pytest.mark.parametrize("name", CELLS)
def test_no_word_of_a_cell_is_lost(name: str) -> None:
    """The tag of a block is a raw phrase, so that pandoc reads on behind it."""
    cell, expected = CELLS[name]
    made = pandoc.to_html(pandoc.parse(dialect.normalise(f"| A | B |\n|---|---|\n| {cell} | z |")))
    assert f"<td>{expected}</td>\n<td>z</td>" in made


def test_tables_in_code_stay() -> None:
    """A table in a fence is code."""
    text = "```\n| <ul> |\n|---|\n| <li> |\n```"
    assert dialect.normalise(text) == text
