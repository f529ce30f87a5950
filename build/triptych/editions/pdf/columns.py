"""Text in columns on paper: what spans them stands between groups of what does not.

The typesetter loses the rest of a block that spans columns (CSS Multi-column 1, ``column-span``) where it
breaks over pages. Between two groups, each with columns of its own, such a block is one like any other.
"""

from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.column_spans import SPAN
from triptych.core.model import Article
from triptych.editions.pdf.pages.spots import HEADINGS

GROUP = "pf-group"
"""The class of a group of blocks that are set in columns."""


_FEW = 180
"""How many letters two lines have at most that span the columns."""


def group_columns(root: HtmlElement, article: Article) -> None:
    """Put each run of blocks that do not span the columns into a group, where the text has columns.

    A heading spans them with what it is the heading of, and a short paragraph between two such blocks.
    """
    if article.manuscript.look.columns < 2:
        return
    for block in reversed(root):
        following = block.getnext()
        if block.tag in HEADINGS and following is not None and _spans(following):
            _span(block)
    runs = [(spans, list(blocks)) for spans, blocks in groupby(list(root), _spans)]
    for number, (spans, run) in enumerate(runs):
        if not spans and 0 < number < len(runs) - 1 and _is_short(run):
            _span(run[0])
        elif spans:
            for block in run:  # all columns are wide enough, so that no page is turned
                block.set("class", " ".join(n for n in _names(block) if n != "landscape"))
        else:
            group = etree.Element("div", {"class": GROUP})
            run[0].addprevious(group)
            group.extend(run)


def _is_short(run: list[HtmlElement]) -> bool:
    """Whether a run is a paragraph that would be in the first of its columns alone."""
    return len(run) == 1 and run[0].tag == "p" and len(run[0].text_content()) <= _FEW


def _span(block: HtmlElement) -> None:
    """Have a block span all columns."""
    block.set("class", " ".join([*_names(block), SPAN]))


def _spans(block: HtmlElement) -> bool:
    """Whether a block spans all columns."""
    return SPAN in _names(block)


def _names(block: HtmlElement) -> list[str]:
    """Return the classes of a block."""
    return str(block.get("class", "")).split()
