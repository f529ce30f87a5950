"""What a paragraph introduces, with a colon or within a sentence, begins on the page on which it ends.

A table or a listing with a caption is found by that, so that no page stays empty for its sake.
"""

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions.pdf.pages.spots import HEADINGS, ends_open

INTRODUCED = "pf-introduced"
"""The class of what is not parted from the paragraph before it."""


def keep_introductions(root: HtmlElement, article: Article) -> None:
    """Mark what comes after each paragraph that ends within a sentence."""
    del article
    for paragraph in root.iter("p"):
        following = paragraph.getnext()
        if following is not None and _is_kept(following) and ends_open(paragraph):
            following.set("class", f"{following.get('class', '')} {INTRODUCED}".strip())


def _is_kept(block: HtmlElement) -> bool:
    """Whether a block may belong to the paragraph before it: no text like it, and no captioned table."""
    if not isinstance(block.tag, str) or block.tag in HEADINGS:
        return False
    if block.tag == "p":
        return _is_picture(block)
    has_caption = next(block.iter("caption", "figcaption"), None) is not None
    return not (has_caption and next(block.iter("table", "pre"), None) is not None)


def _is_picture(paragraph: HtmlElement) -> bool:
    """Whether a paragraph has a picture or a formula and no words."""
    shown = [child for child in paragraph.iter(etree.Element) if child.tag in ("img", "math")]
    return bool(shown) and not paragraph.text_content().strip()
