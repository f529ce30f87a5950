"""Links, their definitions and quotations are those of CommonMark, also where pandoc has its own rules."""

import re
import time

import pytest

from triptych.markdown import dialect, pandoc
from triptych.markdown.inline_links import write_links


def _html(text: str) -> str:
    """Return a text as HTML on one line, without ids, highlighting and numbering."""
    html = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
    html = re.sub(r'<div class="sourceCode".*?>|(?<=</pre>)</div>|<a href="#cb.*?></a>', "", html)
    html = re.sub(r"</?span[^>]*>", "", html).replace("\n<ul", "<ul")
    html = re.sub(r' (?:id|type)="[^"]*"|(?<=<pre) [^>]*|(?<=<code) [^>]*', "", html)
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize("before", ["", "> ", "- ", "1. ", "# T\n", "[^1]\n\n[^1]: "])
@pytest.mark.parametrize(
    "text",
    [
        "[Anna]: Hello there, how are you?",
        "[1]: Smith, J. (2020). A title.",
        "[x]: https://example.org/ - the site",
        "[Note]: **Important** thing",
        "[[a]]: two words",
        '[foo]: /url "title" ok',
    ],
)
def test_words_after_a_label_and_a_colon_are_in_the_text(text: str, before: str) -> None:
    """What has spaces and is no address with a title defines no link: not a word of it is lost."""
    html = re.sub(r"<[^>]+>", "", _html(f"{before}{text}\n\nEnd."))
    for word in re.findall(r"\w+", text):
        assert word in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a]: 1\n[a]: 2\n\n[a]", '<p><a href="1">a</a></p>'),
        ("[b][A]\n\n[a]: 1\n\n[A]: 2 'T'", '<p><a href="1">b</a></p>'),
        ("> [a]: 1\n\n[a]: 2\n\n[a]", '<blockquote></blockquote><p><a href="1">a</a></p>'),
        (
            "[a]: 1\n  'T'\n[a]:\n  2\n[b]: 3\n\n[a][] x [b]",
            '<p><a href="1" title="T">a</a> x <a href="3">b</a></p>',
        ),
        ("[a]: 1\n\nText\n[a]: 2", '<p>Text <a href="1">a</a>: 2</p>'),
        ("[a]: <x y> 'T' {.k}\n\n[a]", '<p><a href="x%20y" class="k" title="T">a</a></p>'),
        ("[a]: 1\n\n```\n[a]: 2 3\n```", "<pre><code>[a]: 2 3</code></pre>"),
        ("[a]:\n\n[a]", "<p>[a]:</p><p>[a]</p>"),
    ],
)
def test_the_first_definition_of_a_link_wins(text: str, html: str) -> None:
    """Wherever the second is, and however their labels are written; pandoc's attributes stay."""
    assert _html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See [a](my uri).", "<p>See [a](my uri).</p>"),
        ("# H [a](b c)", "<h1>H [a](b c)</h1>"),
        ("- [ab](see (this) one)", "<ul><li>[ab](see (this) one)</li></ul>"),
        ("[a](not a link)\n\n[a]: /u", '<p><a href="/u">a</a>(not a link)</p>'),
        ("[a](b\nc)", "<p>[a](b c)</p>"),
        ('[a](u "t" x)', "<p>[a](u “t” x)</p>"),
        ('[a](u (a "t"))', '<p><a href="u" title="a &quot;t&quot;">a</a></p>'),
        ("[a]( <b c> 'T' ){.k}", '<p><a href="b%20c" class="k" title="T">a</a></p>'),
        ("[a](../{{ b c }}/d)", '<p><a href="../%7B%7B%20b%20c%20%7D%7D/d">a</a></p>'),
        ("[a](b_(c)_d)", '<p><a href="b_(c)_d">a</a></p>'),
        ("`[a](b c)` x", "<p><code>[a](b c)</code> x</p>"),
        ("Text ![a](b c.png)", '<p>Text <img src="b%20c.png" alt="a" /></p>'),
        ("[![a](b c.png)](d) x", '<p><a href="d"><img src="b%20c.png" alt="a" /></a> x</p>'),
        (
            "[x <http://a.b/>](c d)",
            '<p>[x <a href="http://a.b/" class="uri">http://a.b/</a>](c d)</p>',
        ),
    ],
)
def test_an_address_with_spaces_makes_no_link(text: str, html: str) -> None:
    """It is text, as it is typed; a picture's name, code, and what is in angle brackets stay."""
    assert _html(text) == html


def test_a_formula_that_looks_like_a_link_stays() -> None:
    """Brackets in a formula are its own."""
    html = _html("$[a](b, c)$ and $$[d](e, f)$$")
    assert html.count("[a](b, c)") == html.count("[d](e, f)") == 1
    assert "\\(" not in html


@pytest.mark.parametrize(
    "address", ["localhost:8080/a_b_c", "vscode://x*y*z", "slack:abc", "made-up+s://f,b"]
)
def test_an_address_in_angle_brackets_is_in_the_text(address: str) -> None:
    """Also one whose scheme nobody has registered; a tag with a prefix is still one."""
    assert _html(f"See <{address}>.") == f'<p>See <a href="{address}">{address}</a>.</p>'
    assert _html("<w:p>z</w:p>") == "<p><w:p>z</w:p></p>"


BELOW_QUOTATIONS = {
    "a list": ("> a\n- b\n- c", "<ul><li>b</li><li>c</li></ul>"),
    "numbers": ("> a\n1. b", "<ol><li>b</li></ol>"),
    "a list below a list": ("> - a\n- b", "<ul><li>b</li></ul>"),
    "a heading": ("> a\n# b", "<h1>b</h1>"),
    "a division": ("> a\n::: x\nb\n:::", '<div class="x"><p>b</p></div>'),
    "a tag": ("> a\n<div>\nb\n</div>", "<div><p>b</p></div>"),
    "text below a blank line": ("> a\n>\nb", "<p>b</p>"),
    "text below a heading": ("> # a\nb", "<p>b</p>"),
    "text below code": ("> ```\n> a\n> ```\nb", "<p>b</p>"),
    "code below code": (">     a\n    b", "<pre><code>b</code></pre>"),
    "text below a table": ("> | a |\n> |---|\nb", "<p>b</p>"),
}


@pytest.mark.parametrize(("text", "html"), BELOW_QUOTATIONS.values(), ids=BELOW_QUOTATIONS)
def test_what_begins_below_a_quotation_is_outside_it(text: str, html: str) -> None:
    """A block, and any line below what is no paragraph, needs no blank line before it."""
    assert _html(text).endswith(f"</blockquote>{html}")


@pytest.mark.parametrize(
    "text", ["> a\nb", "> > a\nb", "> - a\n    - b", "> a\n<b>b</b>", "> a\n2. b"]
)
def test_a_paragraph_goes_on_without_the_mark(text: str) -> None:
    """Text below the text of a quotation is part of it (a lazy continuation)."""
    html = _html(text)
    assert html.endswith("</blockquote>")
    assert "b" in re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    "text", ["[a [b](c) ", "[a](b) ", "[", "![a [", "^[a [b](c) ", "[a [b](c)](d) "]
)
def test_many_brackets_take_no_more_than_their_length(text: str) -> None:
    """Sixteen times as many take no more than about sixteen times as long."""

    def seconds(count: int) -> float:
        began = time.process_time()
        write_links(text * count)
        return time.process_time() - began

    assert seconds(16_000) < 60 * max(seconds(1_000), 0.005)
