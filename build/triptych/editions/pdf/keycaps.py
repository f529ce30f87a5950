"""Key caps on paper: a digit in a frame that style sheets draw, for Pango takes the two from two faces."""

import re

from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions.pdf.marking import mark_text

_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")


def set_keycaps(body: HtmlElement, article: Article) -> None:
    """Mark the digit of each key cap, in the place of the three characters of an emoji."""
    del article
    mark_text(body, _KEYCAP, "pf-keycap", lambda emoji: emoji[0])
