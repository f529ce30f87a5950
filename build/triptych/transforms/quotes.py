"""Quotation marks are those of the language, by the nearest ``lang`` around them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.east_asian import LETTERS, MARKS
from triptych.markdown.typography import set_marks
from triptych.settings.language import look_up

_ENGLISH = ("“”", "‘’")
_MARKS = {
    "ar": ("«»", "‹›"),
    "be": ("«»", "„“"),
    "bg": ("„“", "’’"),
    "bs": ("„”", "‘’"),
    "ca": ("«»", "“”"),
    "cs": ("„“", "‚‘"),
    "da": ("»«", "›‹"),
    "de": ("„“", "‚‘"),
    "de-CH": ("«»", "‹›"),
    "de-LI": ("«»", "‹›"),
    "el": ("«»", "“”"),
    "es": ("«»", "“”"),
    "et": ("„“", "«»"),
    "eu": ("«»", "“”"),
    "fa": ("«»", "‹›"),
    "fi": ("””", "’’"),
    "fr": ("«»", "“”"),
    "fr-CH": ("«»", "‹›"),
    "he": ("””", "’’"),
    "hr": ("„”", "‘’"),
    "hu": ("„”", "»«"),
    "hy": ("«»", "„“"),
    "is": ("„“", "‚‘"),
    "it": ("«»", "“”"),
    "ja": ("「」", "『』"),
    "ka": ("„“", "‚‘"),
    "lt": ("„“", "‚‘"),
    "lv": ("“”", "‘’"),
    "mk": ("„“", "’‘"),
    "nb": ("«»", "‘’"),
    "pl": ("„”", "«»"),
    "ps": ("«»", "‹›"),
    "pt-PT": ("«»", "“”"),
    "ro": ("„”", "«»"),
    "ru": ("«»", "„“"),
    "sk": ("„“", "‚‘"),
    "sl": ("„“", "‚‘"),
    "sq": ("«»", "“”"),
    "sr": ("„“", "’’"),
    "sv": ("””", "’’"),
    "uk": ("«»", "„“"),
    "ur": ("”“", "’‘"),
    "yue": ("「」", "『』"),
    "zh-Hant": ("「」", "『』"),
}
"""Outer and inner marks, opening and closing (Unicode CLDR, delimiters); others are as in English."""

_SPACED = {"fr": "\u00a0", "fr-CH": "", "fr-LI": ""}
"""The space between marks and words, in the languages that have one; Swiss French has none."""


def set_quotes(article: Article) -> Article:
    """Replace pandoc's ``Quoted`` with marks; a quotation within another has the inner pair.

    Titles and the like in the front matter get the marks that a heading has.
    """
    article = _with_titles(article)
    blocks, lang = list(article.blocks), article.meta.lang
    if _GLUED.search(article.manuscript.text):
        blocks = tree.replace_by_language(blocks, _pair, lang)
    if tree.has(blocks, "Quoted"):
        blocks = tree.replace_by_language(blocks, _mark, lang)
    return replace(article, blocks=tuple(blocks))


_BESIDE = f"[{LETTERS}{MARKS}\uac00-\ud7a3\u0620-\u064a\u066e-\u06d3]"
"""Letters beside which a mark may open though no space is before it, or close though none is behind it.

In Chinese and Japanese no spaces separate words; in Korean a particle follows, in Arabic script a
conjunction precedes.
"""

_GLUED = re.compile(f"{_BESIDE}[\"']|[\"']{_BESIDE}")
_TITLES = ("title", "subtitle", "short_title", "kicker", "standfirst")


def _with_titles(article: Article) -> Article:
    """Return an article whose titles have typographic marks; other values stay as they are typed."""
    given = {key: value for key in _TITLES if (value := getattr(article.meta, key))}
    texts = set_marks(list(given.values()))
    if texts is None:
        return article
    lang = article.meta.lang
    marked = (tree.text_of(tree.replace_by_language(text, _mark, lang)) for text in texts)
    values: dict[str, Any] = dict(zip(given, marked, strict=True))
    return replace(article, meta=replace(article.meta, **values))


def _pair(items: list[Any], lang: str) -> list[Any]:
    """Return inlines whose quotation marks beside such letters open and close by turns.

    Pandoc takes each for a closing one, for no space is before the first, or none behind the last.
    """
    words = [n for n, item in enumerate(items) if isinstance(item, dict) and item.get("t") == "Str"]
    text = "".join(items[n]["c"] if n in words else " " for n in range(len(items)))
    new = {n: items[n]["c"] for n in words}
    for english, pair in zip(_ENGLISH, marks_of(lang), strict=True):
        opening, mark = english[0], english[1]
        beside = len(re.findall(f"(?<={_BESIDE}){mark}|{mark}(?={_BESIDE})", text))
        is_plain = opening not in text and not text.count(mark) % 2
        if is_plain and beside and (mark == "”" or beside == text.count(mark)):
            turns = cycle(pair)
            new = {n: _replaced(new[n], mark, turns) for n in words}
    return [{"t": "Str", "c": new[n]} if n in new else item for n, item in enumerate(items)]


def _replaced(text: str, mark: str, turns: Iterator[str]) -> str:
    """Return a text with the next of ``turns`` for each mark."""
    first, *rest = text.split(mark)
    return "".join([first, *(next(turns) + part for part in rest)])


def marks_of(lang: str) -> tuple[str, str]:
    """Return a language's outer and inner pair of marks; the longest tag that is known decides."""
    return look_up(_MARKS, lang, _ENGLISH)


def space_of(lang: str) -> str:
    """Return the space inside a language's outer marks."""
    return look_up(_SPACED, lang, "")


def _mark(items: list[Any], lang: str) -> list[Any]:
    """Return a list with each quotation in it as its words between marks."""
    if not any(isinstance(item, dict) and item.get("t") == "Quoted" for item in items):
        return items
    marked: list[Any] = []
    for item in items:
        marked += _marked(item["c"], lang) if item["t"] == "Quoted" else [item]
    return marked


def _marked(content: list[Any], lang: str) -> list[Tree]:
    """Return a quotation as its words between marks; pandoc knows inner ones by their single mark."""
    kind, words = content
    is_inner = kind["t"] == "SingleQuote"
    pair = marks_of(lang)[is_inner]
    opening, closing = pair[0], pair[1]
    space = space_of(lang) if opening == "«" else ""
    return [
        {"t": "Str", "c": opening + space},
        *words,
        {"t": "Str", "c": space + closing},
    ]
