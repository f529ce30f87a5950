"""A mark of emphasis that nothing closes is text within emphasis of the other kind."""

import re

import pytest

from triptych.markdown import dialect, pandoc

LONE = {
    "**_config.yml**": "<strong>_config.yml</strong>",
    "**_config.yml** and **_data**": "<strong>_config.yml</strong> and <strong>_data</strong>",
    "a *_x* b": "a <em>_x</em> b",
    "**a _b**": "<strong>a _b</strong>",
    "**a (_b) c**": "<strong>a (_b) c</strong>",
    "__*x__": "<strong>*x</strong>",
    "_*x_": "<em>*x</em>",
    "**__x**": "<strong>__x</strong>",
    "***_x***": "<strong><em>_x</em></strong>",
    "**one\n_two**": "<strong>one _two</strong>",
}
PAIRED = {
    "**_a_ b_c**": "<strong><em>a</em> b_c</strong>",
    "**a _b_**": "<strong>a <em>b</em></strong>",
    "__a *b*__": "<strong>a <em>b</em></strong>",
    "**snake_case _a_**": "<strong>snake_case <em>a</em></strong>",
    "`**_x**`": "<code>**_x**</code>",
    "**\\_x**": "<strong>_x</strong>",
    "2*3 and _a": "2*3 and _a",
}


@pytest.mark.parametrize("text", [*LONE, *PAIRED])
def test_a_mark_that_nothing_closes_is_text(text: str) -> None:
    """The emphasis around it stays; what is closed is emphasis as before."""
    html = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
    assert re.sub(r"</?p>|\n$", "", html).replace("\n", " ").strip() == {**LONE, **PAIRED}[text]


def test_many_marks_take_no_long() -> None:
    """A text of marks alone is read in one pass."""
    text = "*a _b " * 20_000 + "\n\n" + "_a *b " * 20_000
    assert dialect.normalise(text).count("*") == text.count("*")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[@ada][] and [b][two]\n\n[@ada]: https://x.org\n[two]: https://y.org\n", "@ada</a>"),
        ("(@ada) said so", "<p>(@ada) said so</p>"),
        (":rocket: and :nothing_here:", "🚀</span> and :nothing_here:"),
    ],
)
def test_extensions_are_taken_off_and_put_on(text: str, html: str) -> None:
    """A dialect whose text has no citations and no numbered examples has them as text."""
    made = pandoc.parse(dialect.normalise(text), extensions="+emoji-citations-example_lists")
    assert html in pandoc.to_html(made)
