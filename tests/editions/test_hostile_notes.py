"""Notes, macros and classes at places where no other part of the text expects them."""

from pathlib import Path

import pytest

import pressing
from triptych.settings.publication import bare

TEXTS = {
    "a note in a heading that is referred to": (
        "x[^1] @sec:e\n\n## E[^1] {#sec:e}\n\n[^1]: N.",
        "“E”",
    ),
    "a note twice in such a heading": ("@sec:e\n\n## E[^1]x[^1] {#sec:e}\n\n[^1]: N.", "“Ex”"),
    "a note in emphasis in a numbered one": (
        "x[^1] @sec:e\n\n## *E[^1]* ^[in] {#sec:e}\n\n[^1]: N.",
        "<em>E</em>",
    ),
    "a note in a caption that is referred to": (
        "x[^1] @tbl:t\n\n| a |\n|---|\n| b[^1] |\n\n: C[^1] {#tbl:t}\n\n[^1]: N.",
        "Table",
    ),
    "the class of shared notes on words": ("A [word]{.pf-same-note} here.", "word"),
    "the class of shared notes with a key": ("A [word]{.pf-same-note key=a} here.", "word"),
    "a control character in a macro": ("\\newcommand{\\p}{\x01y}\n\n$\\p$", "<mi>y</mi>"),
    "a form feed in a macro of one argument": ("\\def\\p#1{\x0cz#1}\n\n$\\p{\x02w}$", "<mi>z</mi>"),
    "references to forbidden characters in raw HTML": (
        '<p title="&#1;">a&#xFFFF;b&#x1F; <img src="no&#2;.png" alt="c">&#xD800;</p>',
        "ab",
    ),
    "references to forbidden characters in text": ("a&#1;b &#xFFFE;c `&#1;`", "ab c"),
    "a control character in a formula’s own macro": ("$\\def\\p{\x1fy}\\p$ $\\p$", "<mi>y</mi>"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_part_at_an_odd_place_is_set(name: str, tmp_path: Path) -> None:
    """The article is built, and the words around the part are in it."""
    text, expected = TEXTS[name]
    path = tmp_path / "article.md"
    path.write_text(f"---\ntitle: T\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    pressed = pressing.press(path, bare(tmp_path), ("html",))
    assert expected in pressed.of("html").data.decode()


def test_contents_follow_the_order_of_the_text(tmp_path: Path) -> None:
    """A heading in a note, which comes after the text, is not among the headings before it."""
    path = tmp_path / "article.md"
    text = "## One\n\nWords[^1].\n\n[^1]: A note.\n\n    ## Inside {#inside}\n\n## Two\n"
    path.write_text(f"---\ntitle: T\ndate: 2025-03-01\ntoc: true\n---\n{text}", encoding="utf-8")
    page = pressing.press(path, bare(tmp_path), ("html",)).of("html").data.decode()
    assert page.index('href="#one"') < page.index('href="#two"')
    assert 'href="#inside"' not in page


def test_a_break_with_attributes_is_empty(tmp_path: Path) -> None:
    """Words after a possible break in raw HTML are not in it."""
    path = tmp_path / "article.md"
    text = 'a<wbr id="x" title="a>b">b *c*'
    path.write_text(f"---\ntitle: T\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    page = pressing.press(path, bare(tmp_path), ("html",)).of("html").data.decode()
    assert "b <em>c</em>" in page.partition("<wbr")[2]
    assert "</wbr>" not in page
