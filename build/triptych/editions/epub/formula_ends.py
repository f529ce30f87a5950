"""Paragraphs that go on behind a displayed formula, which a book's style sheet cannot find by itself."""

from lxml.html import HtmlElement

from triptych.core.model import Article

RESUMED = "pf-resumed"
"""The class of a paragraph that is not indented, because a formula is before it and not text."""


def mark_resumed(body: HtmlElement, article: Article) -> None:
    """Mark each paragraph behind one that has a formula of its own: e-readers refuse ``:has``."""
    del article
    for formula in body.iterfind(".//p/span"):
        following = formula.getparent().getnext()
        is_shown = "pf-equation" in str(formula.get("class", "")).split()
        if is_shown and following is not None and following.tag == "p":
            names = str(following.get("class", "")).split()
            if RESUMED not in names:
                following.set("class", " ".join([*names, RESUMED]))
