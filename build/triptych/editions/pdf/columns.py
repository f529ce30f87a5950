"""Text in columns on paper: what spans them stands between groups of what does not.

The typesetter loses the rest of a block that spans columns (CSS Multi-column 1, ``column-span``) where it
breaks over pages. Between two groups, each with columns of its own, such a block is one like any other.
"""

from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.column_spans import SPAN
from triptych.core.model import Article

GROUP = "pf-group"
"""The class of a group of blocks that are set in columns."""


def group_columns(root: HtmlElement, article: Article) -> None:
    """Put each run of blocks that do not span the columns into a group, where the text has columns."""
    if article.manuscript.look.columns < 2:
        return
    for spans, blocks in groupby(list(root), _spans):
        run = list(blocks)
        if spans:
            for block in run:  # all columns are wide enough, so that no page is turned
                block.set("class", " ".join(n for n in _names(block) if n != "landscape"))
        else:
            group = etree.Element("div", {"class": GROUP})
            run[0].addprevious(group)
            group.extend(run)


def _spans(block: HtmlElement) -> bool:
    """Whether a block spans all columns."""
    return SPAN in _names(block)


def _names(block: HtmlElement) -> list[str]:
    """Return the classes of a block."""
    return str(block.get("class", "")).split()
