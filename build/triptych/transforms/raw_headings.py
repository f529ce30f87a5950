"""A heading of raw HTML contains words, not a paragraph, also in a loose list."""

import re
from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree

_OPEN = re.compile(r"\s*<h[1-6]\b[^<]*\s*", re.IGNORECASE)


def unwrap_raw_headings(article: Article) -> Article:
    """Unwrap each paragraph between a heading's tags: a parser would end the heading there."""
    is_open = False

    def fill(element: Tree) -> Tree | None:
        nonlocal is_open
        if element["t"] == "RawBlock":
            is_open = bool(_OPEN.fullmatch(element["c"][1]))
        elif element["t"] == "Para" and is_open:
            return {"t": "Plain", "c": element["c"]}
        return None

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), fill)))
