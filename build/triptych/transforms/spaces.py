"""Words that belong together stay on a line: no-break spaces as each language wants them."""

import re
from dataclasses import replace
from typing import Any

from triptych.core.model import Article
from triptych.markdown import tree
from triptych.settings.language import look_up

NO_BREAK = "\u00a0"

_UNITS = re.compile(
    r"(?:[kcmµμnMG]?m[²³]?|km/h|m/s|ha|[kmµμ]?g|t|[mc]?[lL]|[mµμn]?s|min|h|[kMG]?Hz|[mkMG]?Wh?|[mk]?V|m?A"
    r"|[kMGT]i?B|[kMG]bit(?:/s)?|°[CF]?|K|[%‰€£$¥₹₽]|px|pt|dpi|ppm|EUR|USD|GBP|CHF|Mio\.|Mrd\.|Mio|Mrd"
    r"|million|billion|millions?|milliards?)(?:[.,;:!?)\]»”“’]*)"
)
_NUMBER = re.compile(r"[(\[„“«]?[+−-]?\d[\d.,\u00a0\u202f]*")
_BEFORE_NUMBER = re.compile(
    r"[(\[„“«]?(?:§§?|¶|№|[Nn][or]s?\.|[Ff]igs?\.|Eqs?\.|Secs?\.|Ch\.|Abb\.|Kap\.|Bd\.|Art\.|S\.|Tab\.)"
)
_AFTER: dict[str, re.Pattern[str] | None] = {
    "fr": re.compile(r"[;:!?»].*"),
    "fr-CA": re.compile(r"[:»].*"),
    "fr-CH": re.compile(r"»"),
}
"""What must not be separated from the word before it."""

_BEFORE: dict[str, re.Pattern[str] | None] = {
    "fr": re.compile(r".*«|h"),
    "de": re.compile(r"[(\[„]?(?:[A-Za-zÄÖÜäöü]\.|Dr\.|Prof\.|Hrn?\.|Fr\.)"),
    "cs": re.compile(r"[(\[„]?[AaIiKkOoSsUuVvZz]"),
    "sk": re.compile(r"[(\[„]?[AaIiKkOoSsUuVvZz]"),
    "pl": re.compile(r"[(\[„]?[AaIiOoUuWwZz]"),
    "ru": re.compile(r"[(\[«]?[АаВвИиКкОоСсУуЯя]"),
    "uk": re.compile(r"[(\[«]?[АаВвЗзІіЙйОоУуЯя]"),
    "be": re.compile(r"[(\[«]?[АаІіУуЎўЗз]"),
}
"""What must not be separated from the word after it: short words and abbreviations."""

_GERMAN_NEXT = re.compile(r"(?:[A-Za-zÄÖÜäöü]\.|Chr\.|[A-ZÄÖÜ]).*")
_TIMES = "×"
_SPACES = ("Space", "SoftBreak")


def set_no_break_spaces(article: Article) -> Article:
    """Replace spaces between such words with no-break spaces, never in code, formulas or addresses."""
    blocks = tuple(tree.replace_by_language(list(article.blocks), _bind, article.meta.lang))
    return replace(article, blocks=blocks)


def _bind(inlines: list[Any], lang: str) -> list[Any]:
    """Return inlines with a no-break space instead of each space where no line may end."""
    spaces = [
        n for n, item in enumerate(inlines) if type(item) is dict and item.get("t") in _SPACES
    ]
    if not spaces:
        return inlines
    after, before = look_up(_AFTER, lang, None), look_up(_BEFORE, lang, None)
    words = [str(item["c"]) if item["t"] == "Str" else "" for item in inlines]
    words += ["", "", ""]  # behind the last, and in Python before the first
    bound = []
    for n in spaces:
        left, right = words[n - 1], words[n + 1]
        if (
            (after and after.fullmatch(right))
            or (before and before.fullmatch(left) and _may_follow(right, lang))
            or (_may_be_number(left) and _NUMBER.fullmatch(left) and _UNITS.fullmatch(right))
            or (right[:1].isdigit() and _BEFORE_NUMBER.fullmatch(left))
            or (_TIMES in (left, right, words[n - 3]) and _is_size(words, n))
        ):
            bound.append(n)
    if not bound:
        return inlines
    out = list(inlines)
    for n in bound:
        out[n] = {"t": "Str", "c": NO_BREAK}
    return out


def _may_be_number(word: str) -> bool:
    """Whether a word ends as a number does, which is told sooner than whether it is one."""
    return word[-1:].isdecimal() or word[-1:] in (".", ",", NO_BREAK, "\u202f")


def _is_size(words: list[str], n: int) -> bool:
    """Whether a space is in a size: beside the sign in ``6 × 9 in``, or before its unit."""
    left, right = words[n - 1], words[n + 1]
    if _TIMES in (left, right):
        return bool(_NUMBER.fullmatch(left if right == _TIMES else right))
    is_factor = words[n - 3] == _TIMES and bool(_NUMBER.fullmatch(left))
    return is_factor and right.rstrip(".,;:!?)") in ("in", "ft", "inches", "feet", "Zoll")


def _may_follow(word: str, lang: str) -> bool:
    """Whether a word continues the one before it; a German initial binds only another or a name."""
    return bool(word) and (not lang.startswith("de") or bool(_GERMAN_NEXT.fullmatch(word)))
