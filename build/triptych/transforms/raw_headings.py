"""A heading of raw HTML is a heading like any other: it has an id, a place in the contents, and a level."""

import re
from dataclasses import replace

from triptych.core.heading_ids import derived_id
from triptych.core.model import Article, Tree
from triptych.markdown import tags, tree

_OPEN = re.compile(r"\s*<h[1-6]\b[^<]*\s*", re.IGNORECASE)
_CLOSE = re.compile(r"\s*</h[1-6]\s*>\s*", re.IGNORECASE)


def read_raw_headings(article: Article) -> Article:
    """Make a heading of each paragraph between a heading's tags."""
    marks = tree.elements_of(list(article.blocks), *tree.RAW)
    if not any(_is_mark(element, _OPEN) for element in marks):
        return article

    def read(element: Tree) -> Tree | None:
        if element["t"] == "Div" or element["t"] == "BlockQuote":
            at = 1 if element["t"] == "Div" else None
            inner = _joined(element["c"][1] if at else element["c"])
            return {**element, "c": [element["c"][0], inner] if at else inner}
        return None

    return replace(article, blocks=tuple(_joined(tree.replace(list(article.blocks), read))))


def _joined(blocks: list[Tree]) -> list[Tree]:
    """Return blocks with each three that are a heading's tags and its words as one heading."""
    out: list[Tree] = []
    for block in blocks:
        out.append(block)
        if len(out) < 3 or not _is_mark(block, _CLOSE) or not _is_mark(out[-3], _OPEN):
            continue
        words = out[-2]
        if words["t"] in ("Para", "Plain"):
            out[-3:] = [_heading(out[-3]["c"][1], words["c"])]
    return out


def _heading(source: str, inlines: list[Tree]) -> Tree:
    """Return a heading with the attributes of its tag."""
    tag = next(tags.find(source))
    given = tag.attributes
    pairs = [[key, value] for key, value in given.items() if key not in ("id", "class")]
    uid = given.get("id") or derived_id(tree.text_of(inlines))
    return {
        "t": "Header",
        "c": [
            int(tag.name[1]),
            [uid, [*given.get("class", "").split(), tree.RAW_HEADING], pairs],
            inlines,
        ],
    }


def _is_mark(block: Tree, pattern: re.Pattern[str]) -> bool:
    """Whether a block is raw HTML of one tag of a heading."""
    return tree.is_raw_html(block) and bool(pattern.fullmatch(block["c"][1]))
