"""A bare address in the text ends before the punctuation of Chinese and Japanese."""

import re
from dataclasses import replace

from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.east_asian import MARKS

_TAIL = re.compile(f"[{MARKS}].*$", re.DOTALL)


def end_addresses(article: Article) -> Article:
    """Cut each bare address before such a mark; one in angle brackets is as long as its author says."""
    text = article.manuscript.text
    if "://" not in text or not re.search(f"[{MARKS}]", text):
        return article

    def end(element: Tree) -> list[Tree] | None:
        return _cut(element, text) if element["t"] == "Link" else None

    return replace(article, blocks=tuple(tree.replace(list(article.blocks), end)))


def _cut(link: Tree, text: str) -> list[Tree] | None:
    """Return a bare address and the text that is no part of it; None where all of it is."""
    attr, words, (url, title) = link["c"]
    typed = tree.text_of(words)
    tail = _TAIL.search(typed)
    if "uri" not in attr[1] or not tail or f"<{typed}>" in text:
        return None
    address = typed[: tail.start()]
    shorter = {"t": "Link", "c": [attr, [{"t": "Str", "c": address}], [address, title]]}
    return [shorter, {"t": "Str", "c": tail[0]}] if url else None
