"""What a paragraph introduces, with a colon or within a sentence, is marked, unless it has a name."""

import pytest
from lxml import html

from specimens import article
from triptych.editions.pdf.introductions import keep_introductions

NOTE = '<span class="pf-noteref"><a href="#n">1</a></span>'
FORMULA = '<span class="pf-equation">a<span class="pf-equation-number">(1)</span></span>'
INTRODUCED = {
    f"<p>Three:</p><p>{FORMULA}</p>": True,
    f"<p>Three:</p><p>{FORMULA} {FORMULA}</p>": True,
    f"<p>That is to say of all of them, as of three</p><p>{FORMULA}</p>": True,
    f"<p>Three:</p><p>{FORMULA} and four</p>": False,
    f"<p>Three.</p><p>{FORMULA}</p>": False,
    f"<p>“Is it three?”</p><p>{FORMULA}</p>": False,
    f"<p>三つ。</p><p>{FORMULA}</p>": False,
    "<p>Three:</p><p>&amp; <b>four</b></p>": False,
    '<p>Three:</p><p><a href="#b"><img></a></p>': True,
    '<p>Three:</p><div class="pf-row"></div>': True,
    "<p>Three:</p><ul><li>a</li></ul>": True,
    f"<p>Three:{NOTE}</p><ul><li>a</li></ul>": True,
    "<p>三つ：</p><blockquote>a</blockquote>": True,
    "<p>Three: </p><p><img></p>": True,
    "<p><em>Three:</em></p><figure><img><figcaption>a</figcaption></figure>": True,
    "<p>Three:</p><div><table><tr><td>a</td></tr></table></div>": True,
    "<p>Three, that is,</p><ul><li>a</li></ul>": True,
    "<p>is set as</p><blockquote>a</blockquote>": True,
    "<p>A label of more words than that</p><ul><li>a</li></ul>": False,
    "<p>สาม</p><ul><li>a</li></ul>": False,
    "<p>Three.</p><ul><li>a</li></ul>": False,
    "<p>Three: four.</p><ul><li>a</li></ul>": False,
    "<p>Three:</p><p>four</p>": False,
    "<p>Three:</p><p><img> four</p>": False,
    "<p>Three:</p><h2>four</h2>": False,
    "<p>Three:</p><!-- four -->": False,
    "<p>Three:</p><div><table><caption>a</caption></table></div>": False,
    "<p>Three:</p><figure><figcaption>a</figcaption><pre>b</pre></figure>": False,
    "<p>Three:</p>": False,
}


@pytest.mark.parametrize("text", INTRODUCED)
def test_what_a_paragraph_introduces_is_marked(text: str) -> None:
    """That is what comes next, unless that is text or a heading, or a table or a listing with a caption."""
    body = html.fragment_fromstring(text, create_parent="div")
    keep_introductions(body, article(""))
    marked = body.xpath(".//*[contains(@class, 'pf-introduced')]")
    assert marked == ([body[1]] if INTRODUCED[text] else [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (f"<p>Three: {FORMULA} and four, {FORMULA}</p>", [True, True]),
        (f"<p>Three.</p><p>{FORMULA} {FORMULA}</p>", [False, False]),
        (f"<ul><li>Three {FORMULA}</li></ul>", [True]),
        (f"<p><em>Three</em>{FORMULA} {FORMULA}</p>", [True, False]),
    ],
)
def test_a_formula_is_not_parted_from_the_words_before_it(text: str, marked: list[bool]) -> None:
    """It is within their sentence, whatever that ends with; two formulas may be parted."""
    body = html.fragment_fromstring(text, create_parent="div")
    keep_introductions(body, article(""))
    formulas = body.xpath(".//span[contains(@class, 'pf-equation ') or @class='pf-equation']")
    assert ["pf-introduced" in formula.get("class") for formula in formulas] == marked
