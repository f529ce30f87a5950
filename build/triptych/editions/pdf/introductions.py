"""What a paragraph introduces, with a colon or within a sentence, begins on the page on which it ends.

A table or a listing with a caption is found by that, so that no page stays empty for its sake. A formula
that stands apart is part of the sentence before it, unless that has ended.
"""

from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions.pdf.pages.spots import HEADINGS, ends_open, text_of

INTRODUCED = "pf-introduced"
"""The class of what is not parted from the paragraph before it."""


_EQUATION = "pf-equation"
"""The class of a formula that stands apart."""

_STOPS, _CLOSING = (
    ".?!\u2026\u3002\uff0e\uff1f\uff01\u061f\u06d4\u0964",
    ")]\"'\u2019\u201d\u00bb\u203a\u300d\u300f\uff09",
)
"""What a sentence ends with, in several scripts, and what may come behind that."""


def keep_introductions(root: HtmlElement, article: Article) -> None:
    """Mark what comes after each paragraph that ends within a sentence, and formulas that go on in one."""
    del article
    for paragraph in root.iter("p"):
        following = paragraph.getnext()
        if following is not None and _is_kept(following, paragraph):
            _mark(following)
    for formula in root.iter("span"):
        if _has_name(formula, _EQUATION) and _is_behind_words(formula):
            _mark(formula)


def _mark(block: HtmlElement) -> None:
    """Mark what is not parted from what is before it."""
    block.set("class", f"{block.get('class', '')} {INTRODUCED}".strip())


def _is_kept(block: HtmlElement, before: HtmlElement) -> bool:
    """Whether a block belongs to the paragraph before it: no text like it, and no captioned table."""
    if not isinstance(block.tag, str) or block.tag in HEADINGS:
        return False
    if block.tag == "p":
        is_formula = _is_formula(block)
        is_kept = is_formula and not _has_ended(before)
        return is_kept or ((is_formula or _is_picture(block)) and ends_open(before))
    has_caption = next(block.iter("caption", "figcaption"), None) is not None
    is_named = has_caption and next(block.iter("table", "pre"), None) is not None
    return not is_named and ends_open(before)


def _is_picture(paragraph: HtmlElement) -> bool:
    """Whether a paragraph has pictures and no words."""
    return next(paragraph.iter("img"), None) is not None and not _words(paragraph.text_content())


def _is_formula(paragraph: HtmlElement) -> bool:
    """Whether a paragraph has formulas that stand apart, and nothing else."""
    words = [paragraph.text, *(child.tail for child in paragraph)]
    is_all = all(_has_name(child, _EQUATION) for child in paragraph)
    return is_all and len(paragraph) > 0 and not any(map(_words, words))


def _is_behind_words(formula: HtmlElement) -> bool:
    """Whether a formula goes on with words of its own paragraph."""
    before, around = formula.getprevious(), formula.getparent()
    text = around.text if before is None and around is not None else getattr(before, "tail", "")
    return bool(_words(text)) or (before is not None and not _has_name(before, _EQUATION))


def _has_ended(paragraph: HtmlElement) -> bool:
    """Whether the sentence has ended with which a paragraph ends."""
    return text_of(paragraph).strip().rstrip(_CLOSING)[-1:] in _STOPS


def _words(text: str | None) -> str:
    """Return a text without the space around it."""
    return (text or "").strip()


def _has_name(element: HtmlElement, name: str) -> bool:
    """Whether an element has a class."""
    return name in str(element.get("class", "")).split()
