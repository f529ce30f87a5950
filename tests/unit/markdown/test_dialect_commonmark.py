"""Where pandoc's Markdown departs from CommonMark unasked, CommonMark wins."""

import re

import pytest

from triptych.markdown import dialect, pandoc


def _html(text: str) -> str:
    """Return a text as HTML on one line, without ids, highlighting and numbering."""
    html = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
    html = re.sub(r'<div class="sourceCode".*?>|(?<=</pre>)</div>|<a href="#cb.*?></a>', "", html)
    html = re.sub(r"</?span[^>]*>", "", html).replace("\n<ul", "<ul")
    html = re.sub(r' (?:id|type)="[^"]*"|(?<=<pre) [^>]*|(?<=<code) [^>]*', "", html)
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize(
    "text",
    [
        "u. a. steht hier.",
        "e. g. this one",
        "(b) is the second case",
        "(12) is in brackets",
        "K. Weber wrote it.",
        "v. 3 came later",
        "IV. and V. are popes",
        "1848. A year of change.",
        "2001) an odyssey",
        "1234567890. too long",
    ],
)
@pytest.mark.parametrize("before", ["", "> ", "- "])
def test_letters_brackets_and_years_begin_no_list(text: str, before: str) -> None:
    """A paragraph that begins with what pandoc counts by is a paragraph, as typed."""
    html = _html(f"{before}{text}")
    assert "<ol" not in html
    assert re.sub(r"<[^>]+>", "", html) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
        ("1) one", "<ol><li>one</li></ol>"),
        ("998. a\n999. b\n1000. c", '<ol start="998"><li>a</li><li>b</li><li>c</li></ol>'),
        (
            "1. one\n   - a. Words\n2. two",
            "<ol><li>one<ul><li>a. Words</li></ul></li><li>two</li></ol>",
        ),
        (
            "::: fancy-lists\na. one\nb. two\n:::\n\nc. words",
            '<div class="fancy-lists"><ol><li>one</li><li>two</li></ol></div><p>c. words</p>',
        ),
        ("#. one\n#. two", "<ol><li>one</li><li>two</li></ol>"),
        ("    a. code", "<pre><code>a. code</code></pre>"),
        ("- item\n\n      b. code", "<ul><li><p>item</p><pre><code>b. code</code></pre></li></ul>"),
    ],
)
def test_lists_are_those_of_commonmark(text: str, html: str) -> None:
    """Bullets and numbers begin lists; letters do where they are asked for; code is unchanged."""
    assert _html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## C#", "<h2>C#</h2>"),
        ("# G## #", "<h1>G##</h1>"),
        ("## A# {#a}", "<h2>A#</h2>"),
        ("## `x#` ##", "<h2><code>x#</code></h2>"),
        ("  ### Three ###", "<h3>Three</h3>"),
        ("####### seven", "<p>####### seven</p>"),
        ("### a <div>b</div> `<div>`", "<h3>a b <code>&lt;div&gt;</code></h3>"),
        ("## <p>One</p> <small>2</small>", "<h2>One <small>2</small></h2>"),
        ("### <section class='x'>**Two**", "<h3><strong>Two</strong></h3>"),
        ("One\ntwo\n---", "<h2>One two</h2>"),
        ("  One\n   ===", "<h1>One</h1>"),
    ],
)
def test_headings_are_those_of_commonmark(text: str, html: str) -> None:
    """Closing marks follow a space, tags are part of the words, and an underline may follow two lines."""
    assert _html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n\n---\nb\n\n---\n\nc", "<p>a</p><hr /><p>b</p><hr /><p>c</p>"),
        (
            "---\n**b**\n\n~~~\nx\n~~~\n---\n",
            "<hr /><p><strong>b</strong></p><pre><code>x</code></pre><hr />",
        ),
        ("---\n- one\n---", "<hr /><ul><li>one</li></ul><hr />"),
        ("> one\n---", "<blockquote><p>one</p></blockquote><hr />"),
        ("one\n***\ntwo", "<p>one</p><hr /><p>two</p>"),
        ("- one\n* * *\n- two", "<ul><li>one</li></ul><hr /><ul><li>two</li></ul>"),
    ],
)
def test_rules_are_rules(text: str, html: str) -> None:
    """A line of dashes alone is a rule, never the border of a table."""
    assert _html(text) == html


@pytest.mark.parametrize(
    "table",
    [
        "One    Two\n-----  ----\na      b",
        "-----  ----\na      b\n-----  ----",
        "------------\nOne     Two\n------- ----\na       b\nmore\n\nc       d\n------------",
        "------- ----\na       b\nmore\n\nc       d\n------------",
    ],
)
def test_tables_of_dashes_are_read_where_a_line_has_two_groups(table: str) -> None:
    """What an author asks for by several groups of dashes is still pandoc's table, and ends with it."""
    html = _html(f"Before.\n\n{table}\n\nAfter.\n\n---\n\nEnd.")
    assert html.startswith("<p>Before.</p><table")
    assert html.endswith("</table><p>After.</p><hr /><p>End.</p>")


@pytest.mark.parametrize("word", ["<script src>", "<!-- note", "<style>", "<pre>", "$$"])
@pytest.mark.parametrize("marks", ["`", "``"])
def test_what_code_shows_opens_nothing(word: str, marks: str) -> None:
    """A tag in code leaves the rest of the text as it is: fences, lists and headings."""
    html = _html(f"See {marks}{word}{marks}:\n\n```vue{{1}}\nx\n```\n\nText\n- a\n# H")
    assert html.endswith("<pre><code>x</code></pre><p>Text</p><ul><li>a</li></ul><h1>H</h1>")


def test_what_a_fence_shows_opens_nothing() -> None:
    """A comment or a tag that begins in a fence ends with it."""
    html = _html("```\n<!-- open\n<pre>\n```\nText\n- a")
    assert html.endswith("</code></pre><p>Text</p><ul><li>a</li></ul>")


@pytest.mark.parametrize(
    "text",
    [
        "Set $HOME/bin before `$PATH` is read.",
        "Set *$HOME* and\nthen read `$PATH`.",
        "Pay $5 or $6, or `$7`.",
        "In $HOME/$USER or ${ROOT}${NAME} it is.",
        "- Set $A to `$B`",
    ],
)
def test_dollars_of_variables_and_prices_are_no_formulas(text: str) -> None:
    """Code is read before a formula, and what begins as a variable's name ends before no letter."""
    html = _html(text)
    assert "<math" not in html
    plain = re.sub(r"[`*]|^- ", "", text).replace("\n", " ")
    assert re.sub(r"<[^>]+>", "", html) == plain


def test_formulas_beside_code_and_variables_stay() -> None:
    """What is a formula is still one where another dollar is none."""
    assert _html("$x$ with `a$b` and $n$th, $HOME and `$P`.").count("<math") == 2


def test_a_definition_below_a_comment_is_text() -> None:
    """A comment is no term, and the code in the definition is code."""
    html = _html(
        "<!-- option -->\n\n:   It is set so:\n\n    ```yaml\n    a: on\n    ```\n\nAfter."
    )
    assert html == "<!-- option --><p>It is set so:</p><pre><code>a: on</code></pre><p>After.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n- b\n+ c", "<ul><li>a</li><li>b</li></ul><!-- --><ul><li>c</li></ul>"),
        ("* a\n\n- b", "<ul><li>a</li></ul><!-- --><ul><li>b</li></ul>"),
        (
            "- a\n  + b\n  * c\n- d",
            "<ul><li>a<ul><li>b</li></ul><!-- --><ul><li>c</li></ul></li><li>d</li></ul>",
        ),
        ("> - a\n> * b", None),
        ("- a\n  * b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("words\n*\nmore", "<p>words * more</p>"),
        ("words\n1.\nmore", "<p>words 1. more</p>"),
        ("- a\n-\n- c", "<ul><li>a</li><li></li><li>c</li></ul>"),
    ],
)
def test_lists_end_where_their_marks_change(text: str, html: str | None) -> None:
    """Other bullets are another list; an item without words does not end a paragraph."""
    found = _html(text)
    assert found == html if html else found.count("<ul>") == 2


@pytest.mark.parametrize("item", ["- a", "1. a", "1.  a", "*\ta"])
def test_tabs_before_code_in_a_list_count_as_columns(item: str) -> None:
    """Two of them are eight columns, which are code in any item."""
    assert re.search(r"<p>a</p><pre><code> {0,2}b</code></pre></li>", _html(f"{item}\n\n\t\tb"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a [b](/c) d](/e)", '<p>[a <a href="/c">b</a> d](/e)</p>'),
        ("[a [b](/c)][e]\n\n[e]: /e", '<p>[a <a href="/c">b</a>]<a href="/e">e</a></p>'),
        ("[a [b](/c)]{.d}", '<p>a <a href="/c">b</a></p>'),
        ("[![a](b.png)](/c)", '<p><a href="/c"><img src="b.png" alt="a" /></a></p>'),
        ("See [Note].\n\n# Note", "<p>See [Note].</p><h1>Note</h1>"),
        ("<!DOCTYPE html>\n\nWords", "<!-- --><p>Words</p>"),
        ("far\n~ 5 km", "<p>far ~ 5 km</p>"),
        ("about ~10/~20", "<p>about ~10/~20</p>"),
    ],
)
def test_links_and_signs_are_those_of_commonmark(text: str, html: str) -> None:
    """A link holds no link, brackets alone are none, and a sign means what it shows."""
    assert _html(text) == html
