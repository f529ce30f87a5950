"""Quotation marks are those of the language, by the nearest ``lang`` around them."""

from dataclasses import replace
from typing import Any

from triptych.core.model import Article, Tree
from triptych.markdown import tree
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
    """Replace pandoc's ``Quoted`` with marks; a quotation within another has the inner pair."""
    if not tree.has(list(article.blocks), "Quoted"):
        return article
    lang = article.meta.lang
    blocks = tuple(tree.replace_by_language(list(article.blocks), _mark, lang))
    return replace(article, blocks=blocks)


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
