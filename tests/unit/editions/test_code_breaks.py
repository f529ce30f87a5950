"""Long code in a line has places to break behind its signs, and the letters that it had."""

import pytest
from lxml import html

from specimens import article
from triptych.editions.code_breaks import set_code_breaks, set_code_spaces

PARTS = {
    "build/triptych/editions/page.py": ["build/", "triptych/", "editions/", "page.", "py"],
    "monkeypatch.setattr(long_name,1)": ["monkeypatch.", "setattr(", "long_", "name,", "1)"],
    "--without-any-of-the-others": ["--without-", "any-", "of-", "the-", "others"],
    "a.b of some/long-words/in_a_row": ["a.b of some/", "long-", "words/", "in_", "a_", "row"],
    "https://example.org/a/b": ["https://", "example.", "org/", "a/", "b"],
    "...a_of_all_the_long_names...": ["...a_", "of_", "all_", "the_", "long_", "names..."],
    r"\newcommand{\loop}{\loop}": [r"\newcommand{\loop}{\loop}"],
    "short/code.py": ["short/code.py"],
    "Donaudampfschifffahrtsgesellschaft": ["Donaudampfschifffahrtsgesellschaft"],
}


@pytest.mark.parametrize("text", PARTS)
@pytest.mark.parametrize("tag", ["code", "kbd", "samp"])
def test_long_code_may_break_behind_its_signs(tag: str, text: str) -> None:
    """What has less than twenty letters between spaces, and what has no signs, stays as it is."""
    body = html.fragment_fromstring(f"<p>A <{tag}>{text}</{tag}> here.</p>", create_parent="div")
    set_code_breaks(body, article(""))
    (code,) = body.iter(tag)
    assert [code.text, *(part.tail for part in code)] == PARTS[text]
    assert {part.tag for part in code} <= {"wbr"}
    assert body.text_content() == f"A {text} here."


@pytest.mark.parametrize(
    "text",
    [
        "<pre><code>build/triptych/editions/page.py</code></pre>",
        "<p><code>build/triptych/<b>editions</b>/page.py</code></p>",
        "<p>build/triptych/editions/page.py</p>",
    ],
)
def test_a_listing_and_what_is_no_plain_code_stay_as_they_are(text: str) -> None:
    """A listing has ways of its own to break."""
    body = html.fragment_fromstring(text, create_parent="div")
    set_code_breaks(body, article(""))
    assert html.tostring(body, encoding="unicode") == f"<div>{text}</div>"


@pytest.mark.parametrize(
    ("word", "kept"), [("a_name/" * 9, None), ("a/" + "b" * 80, "pf-long-word")]
)
def test_code_breaks_anywhere_where_its_signs_are_far_apart(word: str, kept: str | None) -> None:
    """Else it has no such class any longer."""
    text = f'<p><code class="pf-long-word">{word}</code></p>'
    body = html.fragment_fromstring(text, create_parent="div")
    set_code_breaks(body, article(""))
    (code,) = body.iter("code")
    assert code.get("class") == kept


@pytest.mark.parametrize("text", PARTS)
def test_long_code_on_paper_has_spaces_without_a_width(text: str) -> None:
    """They are in the places where the other editions have ``wbr``."""
    body = html.fragment_fromstring(f"<p>A <code>{text}</code> here.</p>", create_parent="div")
    set_code_spaces(body, article(""))
    (code,) = body.iter("code")
    assert str(code.text).split("\u200b") == PARTS[text]
    assert len(code) == 0
