"""Languages inside an article are told by well-formed tags, and each part reads in its own direction."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.settings.language import direction_of, language_tag, primary_language
from triptych.sources.places import place_of

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
"""Codes of countries that no language has, and old ones, with what was probably meant (RFC 5646)."""

Complain = Callable[[str, str, str], None]


def settle_languages(article: Article) -> Article:
    """Write tags in their usual form, drop what is none, and give a part its direction where it differs.

    A word in Urdu inside an English line is set from right to left without ``dir`` being given.
    """

    def complain(message: str, hint: str, needle: str) -> None:
        place = place_of(article.manuscript, needle)
        warn("language", message, place, hint)

    main = primary_language(article.meta.lang)
    if main in _COUNTRIES:
        message = f"“{article.meta.lang}” is no language"
        place = Place(article.manuscript.place)
        hint = f"Did you mean `{_COUNTRIES[main]}`?"
        warn("language", message, place, hint)
    if not any(_is_told(element) for element in tree.elements(article.blocks)):
        return article
    blocks = _settle(list(article.blocks), article.meta.direction, complain)
    return replace(article, blocks=tuple(blocks))


def _is_told(node: Tree) -> bool:
    """Tell whether an element says its language or its direction."""
    pairs = tree.attr(node)[2] if "t" in node and node.get("c") else []
    return any(key in ("lang", "xml:lang", "dir") for key, _ in pairs)


def _settle(node: Any, around: str, complain: Complain) -> Any:
    """Give ``node`` with the languages in it settled; ``around`` is the direction it stands in."""
    if isinstance(node, list):
        return [_settle(item, around, complain) for item in node]
    if not isinstance(node, dict):
        return node
    if _is_told(node):
        node = _told(node, around, complain)
        around = dict(tree.attr(node)[2]).get("dir", around)
    return {key: _settle(value, around, complain) for key, value in node.items()}


def _told(element: Tree, around: str, complain: Complain) -> Tree:
    """Give an element with its ``lang`` and ``dir`` as they should be."""
    name, classes, pairs = tree.attr(element)
    given = dict(pairs)
    rest = [pair for pair in pairs if pair[0] not in ("lang", "xml:lang", "dir")]
    typed = str(given.get("lang") or given.get("xml:lang") or "")
    lang = language_tag(typed)
    main = primary_language(lang)
    if typed and not lang:
        complain(f"“{typed}” is no language tag", "Write one such as en, pt-BR or ur.", typed)
    elif main in _COUNTRIES:
        complain(f"“{typed}” is no language", f"Did you mean `{_COUNTRIES[main]}`?", f"={typed}")
    way = given.get("dir", "")
    if way and way not in _DIRECTIONS:
        complain(
            f"“{way}” is no direction of writing", "Write `dir=ltr` or `dir=rtl`.", f"dir={way}"
        )
        way = ""
    if lang and not way and direction_of(lang) != around:
        way = direction_of(lang)
    told = [["lang", lang]] if lang else []
    told += [["dir", way]] if way else []
    return tree.with_attr(element, [name, classes, [*rest, *told]])
