"""Refuse an article that is too large to be laid out in reasonable time."""

from collections import Counter
from typing import Any

from triptych.core.errors import SourceError
from triptych.core.model import Article, Tree
from triptych.markdown import tree, tree_words
from triptych.sources.places import place_of

WORD = 10_000
"""The most letters without a space in a paragraph; laying one out takes quadratic time."""

PARAGRAPH = 200_000
"""The most letters that a paragraph may have."""

MOST = {"Header": 5_000, "Image": 5_000, "Link": 20_000, "Note": 20_000}
"""The most elements of a kind that an article may have."""

_NAMES = {"Header": "headings", "Image": "pictures", "Link": "links", "Note": "notes"}
_HINT = "Split the article into several."


def refuse_large(article: Article) -> Article:
    """Raise ``SourceError`` when an article has too long a word or paragraph, or too many elements."""
    blocks = list(article.blocks)
    words = tree_words.strings(blocks)
    if max(map(len, words), default=0) > WORD or sum(map(len, words)) > PARAGRAPH:
        _refuse_long(blocks, article)
    counts = Counter(element["t"] for element in tree.elements_of(blocks, *MOST))
    for kind, most in MOST.items():
        if counts[kind] > most:
            message = f"the article has {counts[kind]} {_NAMES[kind]}; the limit is {most}"
            raise SourceError(message, hint=_HINT)
    return article


def _refuse_long(blocks: list[Tree], article: Article) -> None:
    """Raise ``SourceError`` for the first paragraph or word that is too long, if there is one."""
    for element in tree.elements(blocks, words=True):
        kind = element["t"]
        content: Any = element.get("c")
        if kind == "Str" and len(content) > WORD:
            message = f"{len(content)} letters without a space; the limit is {WORD}"
            place = place_of(article.manuscript, content[:100])
            raise SourceError(message, place, "Break them up, or put them into a separate file.")
        if kind in ("Para", "Plain") and (size := _letters(content)) > PARAGRAPH:
            message = f"a paragraph has {size} letters; the limit is {PARAGRAPH}"
            place = place_of(article.manuscript, tree.text_of(content[:20])[:60].partition(" ")[0])
            raise SourceError(message, place, "Split it into several paragraphs.")


def _letters(content: list[Any]) -> int:
    """Return how many letters a paragraph has."""
    return sum(map(len, tree_words.strings(content)))
