"""Parts of an article in other languages have well-formed tags, and each reads in its own direction."""

from dataclasses import replace
from typing import Any

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.markdown.places import ElementPlaces
from triptych.settings.language import direction_of, language_tag, primary_language
from triptych.sources.occurrences import DIRECTION, LANGUAGE

_DIRECTIONS = ("ltr", "rtl", "auto")
_COUNTRIES = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ir": "fa",
    "iw": "he",
    "jp": "ja",
    "pk": "ur",
    "ua": "uk",
    "vn": "vi",
}
"""Codes of countries that are not languages, and old codes, with the probable meaning (RFC 5646)."""


def resolve_languages(article: Article) -> Article:
    """Write language tags in their usual form, drop what is none, and add a direction where it differs.

    A word in Urdu inside an English line is set from right to left without ``dir`` being given.
    """
    main = primary_language(article.meta.lang)
    if main in _COUNTRIES:
        message = f"“{article.meta.lang}” is not a language"
        hint = f"Did you mean `{_COUNTRIES[main]}`?"
        warn("language", message, Place(article.manuscript.place), hint)
    if not any(_is_marked(e) for e in tree.elements_of(list(article.blocks), *tree.ATTRIBUTED)):
        return article
    blocks = _resolved(list(article.blocks), article.meta.direction, ElementPlaces(article))
    return replace(article, blocks=tuple(blocks))


def _is_marked(node: Tree) -> bool:
    """Whether an element has a language or a direction of its own."""
    pairs = tree.attr(node)[2] if "t" in node and node.get("c") else []
    return any(key in ("lang", "xml:lang", "dir") for key, _ in pairs)


def _resolved(node: Any, around: str, places: ElementPlaces) -> Any:
    """Return ``node`` with the languages in it resolved; ``around`` is the direction around it."""
    if isinstance(node, list):
        return [_resolved(item, around, places) for item in node]
    if not isinstance(node, dict):
        return node
    if _is_marked(node):
        node = _with_language(node, around, places)
        around = dict(tree.attr(node)[2]).get("dir", around)
    return {key: _resolved(value, around, places) for key, value in node.items()}


def _with_language(element: Tree, around: str, places: ElementPlaces) -> Tree:
    """Return an element with its ``lang`` and ``dir`` in their usual form."""
    name, classes, pairs = tree.attr(element)
    given = dict(pairs)
    rest = [pair for pair in pairs if pair[0] not in ("lang", "xml:lang", "dir")]
    typed = str(given.get("lang") or given.get("xml:lang") or "")
    lang = language_tag(typed)
    main = primary_language(lang)
    if typed and (not lang or main in _COUNTRIES):
        message = f"“{typed}” is not a language{'' if lang else ' tag'}"
        hint = (
            f"Did you mean `{_COUNTRIES[main]}`?" if lang else "Use a tag such as en, pt-BR or ur."
        )
        warn("language", message, places.next(element, LANGUAGE, typed), hint)
    way = given.get("dir", "")
    if way and way not in _DIRECTIONS:
        place = places.next(element, DIRECTION, way)
        message, hint = f"“{way}” is not a text direction", "Write `dir=ltr` or `dir=rtl`."
        warn("language", message, place, hint)
        way = ""
    if lang and not way and direction_of(lang) != around:
        way = direction_of(lang)
    new = [["lang", lang]] if lang else []
    new += [["dir", way]] if way else []
    return tree.with_attr(element, [name, classes, [*rest, *new]])
