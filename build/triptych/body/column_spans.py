"""What spans all columns of a text in columns: what is too wide for one of them."""

from lxml.html import HtmlElement

from triptych.body.table_fit import column
from triptych.core.model import Article

SPAN = "pf-span"
"""The class of a block that spans all columns; only blocks of the text itself may."""

_WIDE = frozenset(("landscape", "pf-row", "columns"))
_CODE, _PADDING = 0.84 * 0.6, 4.0
"""The width of a letter of code, and the room at its sides, in sizes of the text."""


def span_columns(body: HtmlElement, article: Article) -> None:
    """Mark the blocks that span all columns: rows of pictures, what an author set wide, long code."""
    look = article.manuscript.look
    if look.columns < 2:
        return
    characters = (column(look) - _PADDING) / _CODE
    for block in body:
        names = str(block.get("class", "")).split()
        if SPAN not in names and (not _WIDE.isdisjoint(names) or _longest(block) > characters):
            block.set("class", " ".join([*names, SPAN]))


def _longest(block: HtmlElement) -> int:
    """Return the length of the longest line of code in a listing or block of code, in characters."""
    is_code = block.tag in ("pre", "figure") or "sourceCode" in str(block.get("class", ""))
    codes = block.iter("pre") if is_code else []
    return max((len(line) for pre in codes for line in pre.text_content().split("\n")), default=0)
