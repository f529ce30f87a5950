"""A table that no page holds is set row by row as text, where its letters may not be smaller than the text.

In large print the numbers of a calendar of twelve columns would be broken into single digits.
"""

from lxml.html import HtmlElement

from triptych.body.table_fit import is_shrunk
from triptych.body.tables import set_as_text
from triptych.core.model import Article

_TIGHT, _TURNED = "pf-tight", "landscape"
_TABLE = frozenset(("pf-wide", "pf-short", _TIGHT))
"""What a box of a table is no longer, once it has text."""


def set_rows_as_text(body: HtmlElement, article: Article) -> None:
    """Set the tables as text for which letters as large as the text's are too large on any page."""
    if is_shrunk(article.manuscript.look):
        return
    for table in list(body.iter("table")):
        box = table.getparent()
        names = str(box.get("class", "")).split() if box is not None else []
        if box is not None and _TIGHT in names:
            place = box.index(table)
            set_as_text(table)
            if name := table.get("id"):
                box[place].set("id", name)
            box.set("class", " ".join(name for name in names if name not in _TABLE))
            _turn_back(box)


def _turn_back(box: HtmlElement) -> None:
    """Set a box upright again that an author turned with its table alone."""
    around = box.getparent()
    names = str(around.get("class", "")).split() if around is not None else []
    if around is not None and _TURNED in names and len(around) == 1:
        around.set("class", " ".join(name for name in names if name != _TURNED))
