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


PHRASES = {
    "a link": ("[<div>x</div>](https://a.example/)", "<div>x</div></a>"),
    "a link by reference": ("[a <p>x</p> b][r]\n\n[r]: https://a.example/", "a <p>x</p> b</a>"),
    "a link over two lines": ("[<div>\nx</div>](https://a.example/)", "x</div></a>"),
    "a table in a link": (
        "[<table><tr><td>x</td></tr></table>](https://a.example/)",
        "<td>x</td></tr></table></a>",
    ),
    "a span": ("a [<ul><li>x</li></ul>]{.y}", "<ul><li>x</li></ul></span>"),
    "a note": ("a^[b <div>x</div> c]", "b <div>x</div> c<a"),
    "a link in a link": ("[[<div>x</div>](b)](#c)", '[<a href="b"><div>x</div></a>](#c)'),
    "lowered": ("H~<div>2</div>~O", "<sub><div>2</div></sub>"),
    "raised": ("x^<div>2</div>^", "<sup><div>2</div></sup>"),
    "struck": ("~~a <p>x</p> c~~", "<del>a <p>x</p> c</del>"),
    "emphasised": ("*see <section>x</section> y*", "<em>see <section>x</section> y</em>"),
    "strong": ("- **<ul><li>x</li></ul>** b", "<strong><ul><li>x</li></ul></strong>"),
}


@pytest.mark.parametrize("name", PHRASES)
def test_no_word_of_a_phrase_is_lost(name: str) -> None:
    """The tag of a block in a phrase is a raw phrase, so that its mark's other end is found."""
    text, expected = PHRASES[name]
    assert expected in pandoc.to_html(pandoc.parse(dialect.normalise(text)))


BLOCKS = {
    "between phrases": "[a](b) <div>x</div> [c](d)",
    "a bracket that is not closed": "a [ b <div>x</div> c",
    "a bracket that is no link": "a [b <div>x</div> c] d",
    "a list's marks": "* a <div>x</div>\n* b",
    "escaped": r"\*a <div>x</div> b\*",
    "in another paragraph": "[a\n\n<div>x</div>\n\n](b)",
    "in code": "[`<div>`](b)",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_outside_phrases_stays_one(name: str) -> None:
    """Nothing is rewritten where pandoc reads blocks."""
    assert "{=html}" not in dialect.normalise(BLOCKS[name])
