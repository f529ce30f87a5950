"""Emphasis is what CommonMark says it is, by what pandoc makes of the text."""

import re
import time

import pytest

from triptych.markdown import dialect, pandoc
from triptych.markdown.emphasis import write_emphasis


def _html(text: str) -> str:
    """Return a paragraph as HTML, its `em` and `strong` as `i` and `b`."""
    html = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
    html = html.replace("em>", "i>").replace("strong>", "b>").strip()
    return re.sub(r'<h2[^>]*>|</?p>|</h2>|<span class="nobreak">|</span>', "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two *stars * and more*", "Two <i>stars * and more</i>"),
        ("**Bold **and more", "**Bold **and more"),
        ("A __word __ here", "A __word __ here"),
        ("*(*brackets)", "*(*brackets)"),
        ("*(*both*)*", "<i>(<i>both</i>)</i>"),
        ("*one _two* three_", "<i>one _two</i> three_"),
        ("*one __two* three__", "<i>one __two</i> three__"),
        ("*one**two*", "<i>one**two</i>"),
        ("*one *two**", "<i>one <i>two</i></i>"),
        ("__one__two__three__", "<b>one__two__three</b>"),
        ("**three*", "*<i>three</i>"),
        ("*three**", "<i>three</i>*"),
        ("____four____", "<b><b>four</b></b>"),
        ("See *_* and **_**", "See <i>_</i> and <b>_</b>"),
        ('a*"b"*', "a*“b”*"),
        ("## A *heading * so*", "A <i>heading * so</i>"),
        ("Prices*: 5 * 3, see *below*", "Prices*: 5 * 3, see <i>below</i>"),
        ("***both***", "<b><i>both</i></b>"),
    ],
)
def test_emphasis_is_that_of_commonmark(text: str, html: str) -> None:
    """A mark needs a word on its inner side, and one that makes none is printed."""
    assert _html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**注意：**请看", "<b>注意：</b>请看"),
        ("这是**“强调”**文字", "这是<b>“强调”</b>文字"),
        ("これは*「強調」*です", "これは<i>「強調」</i>です"),
        ("이것은 **(강조)**입니다", "이것은 <b>(강조)</b>입니다"),
    ],
)
def test_marks_beside_wide_letters_need_no_space(text: str, html: str) -> None:
    """No space separates the words of Chinese and Japanese, nor a particle in Korean."""
    assert _html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and other_words_here",
        "Code `*a` and `b*` and `_c`",
        "A $a_1 * b_2$ and $$x * y_$$",
        '<a title="*" href="_">x</a>',
        "https://example.org/a_b_/*c and [x](y_z_*)",
        "[x]{.a_b_ title='*'}",
        "*[HTML]: Hypertext *",
        "[a_*]: https://example.org/_b_*",
        "* one\n* two",
        "* * *",
        "{{< a_ b* >}} and {% c_ * %}",
        "+---+---+\n| * | _ |\n+---+---+",
        r"\*not\* \_so\_",
        "*one* and **two** and _three_ and ***four***",
    ],
)
def test_what_is_no_mark_of_emphasis_is_unchanged(text: str) -> None:
    """Words, code, formulas, tags, addresses, attributes, definitions, items and tables."""
    assert write_emphasis(text) == text


@pytest.mark.parametrize(
    "text", ["*a **b ", "_a* ", "**", "a** ", "*a_ ", "`*", "<!-- *", "$$*", "[*"]
)
def test_many_marks_take_no_more_than_their_length(text: str) -> None:
    """Four times as many take about four times as long, and not sixteen times."""

    def seconds(count: int) -> float:
        began = time.process_time()
        write_emphasis(text * count)
        return time.process_time() - began

    def least(count: int) -> float:
        """Return the least of some measurements: collections of garbage and other work only add to it."""
        return min(seconds(count) for _ in range(4))

    assert least(40_000) < 10 * max(least(10_000), 0.005)
