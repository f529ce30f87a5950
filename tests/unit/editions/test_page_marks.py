"""Marks in a page, as text."""

import pytest

from triptych.body.numbers import NUMBER
from triptych.core.page_starts import PageStart
from triptych.editions.page_marks import change_numbers, in_order, mark_page


def _marked(page: str, *starts: PageStart, before_headings: bool = False) -> str:
    """Return a page with ``[7]`` for the mark of page 7; in it, ``n`` is the number of an element."""

    def mark(start: PageStart, uid: str) -> str:
        assert uid.endswith(f"page-{start.label}")
        return f"[{start.label}]"

    return mark_page(_numbered(page), starts, mark, before_headings=before_headings).page


def _numbered(page: str) -> str:
    """Return a page with the attribute as editions have it."""
    return page.replace(' n="', f' {NUMBER}="')


def _at(number: str, offset: int = 0, *, is_behind: bool = False) -> PageStart:
    """Return the start of page 2."""
    return PageStart("2", number, offset, is_behind)


CASES = {
    "in a text": ('<p n="1">One two</p>', _at("1", 3), "<p>One [2]two</p>"),
    "at its beginning": ('<p n="1">One</p>', _at("1"), "<p>[2]One</p>"),
    "behind a divided word": (
        '<p n="1">Divi<i>ded</i>, two</p>',
        _at("1", 8, is_behind=True),
        "<p>Divi<i>ded</i>,[2] two</p>",
    ),
    "before an element within the line": (
        '<p n="1">One <a href="#x"><em>two</em></a></p>',
        _at("1", 3),
        '<p>One [2]<a href="#x"><em>two</em></a></p>',
    ),
    "an entity is one character": (
        '<p n="1">a&amp;b c</p>',
        _at("1", 3),
        "<p>a&amp;b [2]c</p>",
    ),
    "white space, soft hyphens and joiners count for nothing": (
        '<p n="1">a\u00ad \u2060b\n&#173;c d</p>',
        _at("1", 3),
        "<p>a\u00ad \u2060b\n&#173;c [2]d</p>",
    ),
    "behind entities that are a text of their own": (
        '<p n="1">&amp;&#173;&lt;x <i>&gt;y</i> and more that is long, z</p>',
        _at("1", 19),
        "<p>&amp;&#173;&lt;x <i>&gt;y</i> and more that is l[2]ong, z</p>",
    ),
    "in the body, whatever is in the head": (
        (
            '<html><head><style>p > a { content: "<p"; } i { b: \'</style><title>a "b</title></head>'
            '<body><p n="1">One two</p></body></html>'
        ),
        _at("1", 3),
        (
            '<html><head><style>p > a { content: "<p"; } i { b: \'</style><title>a "b</title></head>'
            "<body><p>One [2]two</p></body></html>"
        ),
    ),
    "before a picture": (
        '<figure n="1"><picture><source srcset="a"><img n="2" alt="x > y"></picture></figure>',
        _at("2"),
        '<figure>[2]<picture><source srcset="a"><img alt="x > y"></picture></figure>',
    ),
    "before a formula and its box": (
        '<p n="1"><span class="pf-numbered"><math n="2"><mi>x</mi></math>(1)</span></p>',
        _at("2"),
        '<p>[2]<span class="pf-numbered"><math><mi>x</mi></math>(1)</span></p>',
    ),
    "behind a formula": (
        '<p n="1">a <math n="2"><mi>x</mi></math> <b>c</b></p>',
        _at("1", 1),
        "<p>a <math><mi>x</mi></math> [2]<b>c</b></p>",
    ),
    "before a table": (
        '<table n="1"><col n="2"><tr n="3"><td n="4">a</td></tr></table>',
        _at("4"),
        "[2]<table><col><tr><td>a</td></tr></table>",
    ),
    "in a later cell": (
        '<table n="1"><tr n="2"><td n="3">a</td><td n="4">b</td></tr></table>',
        _at("4"),
        "<table><tr><td>a</td><td>[2]b</td></tr></table>",
    ),
    "before details": (
        '<details n="1"><summary n="2">a</summary></details>',
        _at("2"),
        "[2]<details><summary>a</summary></details>",
    ),
    "in an item, not in its list": (
        '<ul n="1"><li n="2">a</li><li n="3"><p n="4">b</p></li></ul>',
        _at("4"),
        "<ul><li>a</li><li><p>[2]b</p></li></ul>",
    ),
    "behind a list in an item": (
        '<li n="1">a<ul n="2"><li n="3">b</li></ul> c</li>',
        _at("1", 1),
        "<li>a<ul><li>b</li></ul> [2]c</li>",
    ),
    "a line of code is a block": (
        '<pre n="1"><code><span class="pf-line">a</span>\n<i class="pf-line"><b>b</b></i></code></pre>',
        _at("1", 1),
        '<pre><code><span class="pf-line">a</span>\n<i class="pf-line">[2]<b>b</b></i></code></pre>',
    ),
    "before the number of a note": (
        '<p n="1"><a n="." href="#r">1</a>. Note</p>',
        _at("1"),
        '<p>[2]<a href="#r">1</a>. Note</p>',
    ),
    "the number of a note and its dot are no text": (
        '<p n="1"><a n=".">1</a>. Note it</p>',
        _at("1", 4),
        "<p><a>1</a>. Note [2]it</p>",
    ),
    "at the end where the text is shorter": (
        '<p n="1">One</p><p>x</p>',
        _at("1", 9),
        "<p>One[2]</p><p>x</p>",
    ),
    "what is no text stays": (
        '<style>p > a { content: \'<p n="1">\' }</style><!-- <p> --><p n="1">a<br/>b</p>',
        _at("1", 1),
        "<style>p > a { content: '<p data-pf-n=\"1\">' }</style><!-- <p> --><p>a<br/>[2]b</p>",
    ),
    "an unknown number": ('<p n="1">One</p>', _at("9"), "<p>One</p>"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mark_is_where_the_page_begins(name: str) -> None:
    """It is at its letter, outside what may not hold it, and the numbers of elements are gone."""
    page, start, expected = CASES[name]
    assert _marked(page, start) == expected


def test_a_heading_holds_a_mark_only_where_it_has_no_label() -> None:
    """A label would be read as a part of the heading."""
    heading = '<p n="1">a</p><h2 n="2" id="b"><em>b</em></h2>'
    assert _marked(heading, _at("2")) == '<p>a</p><h2 id="b">[2]<em>b</em></h2>'
    before = _marked(heading, _at("2"), before_headings=True)
    assert before == '<p>a</p>[2]<h2 id="b"><em>b</em></h2>'


def test_several_marks_of_one_text_stay_in_order() -> None:
    """A paragraph may go over three pages, and two pages may begin at one place."""
    page = '<p n="1">one two three</p><p n="2"><b>x</b></p>'
    starts = [
        PageStart("2", "1", 3),
        PageStart("3", "1", 6),
        PageStart("4", "2", 0),
        PageStart("5", "2", 0),
    ]
    assert _marked(page, *starts) == "<p>one [2]two [3]three</p><p>[4][5]<b>x</b></p>"


def test_an_id_that_the_text_has_is_not_used_again() -> None:
    """A heading may be called “Page 7”."""
    page = '<h2 id="page-7" n="1">Page 7</h2>'
    marked = mark_page(
        _numbered(page), [PageStart("7", "1", 0)], lambda _, uid: f"<i id={uid}></i>"
    )
    assert marked.page == '<h2 id="page-7"><i id=pf-page-7></i>Page 7</h2>'
    assert [uid for _, uid in marked.ids] == ["pf-page-7"]


@pytest.mark.parametrize(
    ("found", "kept"),
    [("", ""), ("1234", "1234"), ("1423", "123"), ("3124", "124"), ("21", "1"), ("4123", "123")],
)
def test_marks_that_are_not_in_the_order_of_their_pages_go(found: str, kept: str) -> None:
    """A theme may print the colophon first in the PDF and last in the book."""
    starts = {label: PageStart(label, label, 0) for label in "1234"}
    left = in_order(tuple(starts.values()), [starts[label] for label in found])
    assert "".join(start.label for start in left) == kept


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        (["title", "cite", "1"], ["title", "1"]),
        (["title", "1", "cite"], ["title", "1", "cite"]),
        (["title", "version", "copyright"], ["title", "version", "copyright"]),
    ],
)
def test_an_imprint_before_the_text_has_no_mark(numbers: list[str], kept: list[str]) -> None:
    """It is at the end of the other editions; the text that follows it on paper has its mark."""
    starts = [PageStart(str(label), number, 0) for label, number in enumerate(numbers)]
    in_text = sorted(starts, key=lambda start: start.number in ("cite", "version", "copyright"))
    assert [start.number for start in in_order(starts, in_text)] == kept


def test_only_numbers_in_tags_change() -> None:
    """An addition stays one, and code that shows an attribute is text."""
    page = '<p n="1">a <i n="">b</i><i n=".">c</i></p><pre n="2"> n="1"</pre>'
    changed = change_numbers(_numbered(page), lambda number: f"s:{number}")
    assert changed.replace(NUMBER, "n") == (
        '<p n="s:1">a <i n="">b</i><i n=".">c</i></p><pre n="s:2"> n="1"</pre>'
    )
