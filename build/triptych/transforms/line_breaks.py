"""The end of a source's line is no space between letters of Chinese and Japanese."""

from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.east_asian import LETTER, is_joined

_SILENT = ("Note", "RawInline")


def join_lines(article: Article) -> Article:
    """Remove each end of a line between two such letters, or beside their punctuation."""
    if not LETTER.search(article.manuscript.text):
        return article
    blocks = _joined(list(article.blocks))
    return replace(article, blocks=tuple(blocks))


def _joined(node: Any) -> Any:
    """Return a part of the tree without such ends of lines."""
    if isinstance(node, dict):
        return {key: _joined(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    items = [_joined(item) for item in node]
    if not any(_is_end(item) for item in items):
        return items
    return [item for n, item in enumerate(items) if not (_is_end(item) and _is_inside(items, n))]


def _is_end(item: Any) -> bool:
    """Whether an item is the end of a line in the source."""
    return isinstance(item, dict) and item.get("t") == "SoftBreak"


def _is_inside(items: list[Tree], number: int) -> bool:
    """Whether the letters before and after the end of a line belong together."""
    before = (_text(item) for item in reversed(items[:number]) if item["t"] not in _SILENT)
    after = (_text(item) for item in items[number + 1 :] if item["t"] not in _SILENT)
    return is_joined(next(before, "")[-1:], next(after, "")[:1])


def _text(item: Tree) -> str:
    """Return the words of an inline, its quotation marks too."""
    return tree.text_of(item)
