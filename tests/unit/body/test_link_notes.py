"""A link with a note in it is split around the note, and no word moves."""

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.body.link_notes import free_notes

N = '<span class="pf-noteref">1</span>'
CASES = {
    "in the middle": (
        f'<p><a href="x">a {N} b</a> c</p>',
        f'<p><a href="x">a </a>{N}<a href="x"> b</a> c</p>',
    ),
    "at the end": (f'<p><a href="x">a{N}</a> c</p>', f'<p><a href="x">a</a>{N} c</p>'),
    "at the beginning": (f'<p><a href="x">{N}a</a></p>', f'<p>{N}<a href="x">a</a></p>'),
    "alone": (f'<p>b <a href="x">{N}</a> c</p>', f"<p>b {N} c</p>"),
    "two": (
        f'<p><a href="x">a{N}b{N}c</a></p>',
        f'<p><a href="x">a</a>{N}<a href="x">b</a>{N}<a href="x">c</a></p>',
    ),
    "in emphasis": (
        f'<p><a href="x">a <em>b{N}</em></a></p>',
        f'<p><a href="x">a </a><em><a href="x">b</a>{N}</em></p>',
    ),
    "in a block": (
        f'<a href="x"><p>a{N}</p><p>b</p></a>',
        f'<p><a href="x">a</a>{N}</p><a href="x"><p>b</p></a>',
    ),
    "deep": (
        f'<a href="x"><ul><li>a{N}</li></ul></a>',
        f'<ul><li><a href="x">a</a>{N}</li></ul>',
    ),
    "none": ('<p><a href="x">a <b>c</b></a></p>', '<p><a href="x">a <b>c</b></a></p>'),
    "beside": (f'<p><a href="x">a</a>{N}</p>', f'<p><a href="x">a</a>{N}</p>'),
}


@pytest.mark.parametrize("name", CASES)
def test_notes_come_out_of_links(name: str) -> None:
    """Before, after and between, in words and in blocks."""
    typed, wanted = CASES[name]
    body = fragment_fromstring(typed, create_parent="div")
    free_notes(body)
    assert "".join(tostring(child, encoding="unicode") for child in body) == wanted
