"""Paragraphs behind a displayed formula are marked for the style sheet of a book."""

from typing import Any

import pytest
from lxml import html

from triptych.editions.epub.formula_ends import mark_resumed

ARTICLE: Any = None
"""No rule for the formulas of a book asks for the article."""

FORMULA = '<span class="pf-equation pf-numbered"><math></math></span>'


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (f"<p>{FORMULA}</p><p>a</p><p>b</p>", "a"),
        (f"<p>text {FORMULA} {FORMULA}</p><p>a</p>", "a"),
        (f"<p>{FORMULA}</p><p>{FORMULA}</p><p>a</p>", "a"),
        (f"<div><p>{FORMULA}</p></div><p>a</p>", ""),
        (f"<p>{FORMULA}</p><h2>a</h2><p>b</p>", ""),
        ('<p><span class="other">x</span></p><p>a</p>', ""),
        (f"<p>{FORMULA}</p>", ""),
    ],
)
def test_a_paragraph_behind_a_formula_is_marked(body: str, marked: str) -> None:
    """Only the first behind it is, and no heading."""
    root = html.fragment_fromstring(body, create_parent="main")
    mark_resumed(root, ARTICLE)
    found = [p.text or "" for p in root.iter("p") if "pf-resumed" in p.get("class", "").split()]
    assert "".join(found) == marked


def test_a_class_that_a_paragraph_has_stays() -> None:
    """It is named once, however many formulas are before it."""
    root = html.fragment_fromstring(
        f'<p>{FORMULA}{FORMULA}</p><p class="x">a</p>', create_parent="main"
    )
    mark_resumed(root, ARTICLE)
    assert root[1].get("class") == "x pf-resumed"
