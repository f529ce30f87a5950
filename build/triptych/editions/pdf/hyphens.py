"""By whose patterns words are hyphenated on paper, and which languages are set ragged without any."""

from functools import cache
from typing import TYPE_CHECKING

import pyphen

from triptych.core.findings import note
from triptych.core.model import Article
from triptych.settings.language import fallbacks, primary_language, script_of
from triptych.sources.places import place_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

RAGGED = "pf-ragged"

_AMERICAN = frozenset(["US", "AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "VI"])
"""The regions whose English is American (Unicode CLDR); any other region's is British."""

_BARE = {"de": "de_DE"}
"""Patterns for a tag that Pyphen maps to another region's."""

_UNDIVIDED = {
    *(
        "am",
        "ar",
        "arc",
        "as",
        "bn",
        "bo",
        "ckb",
        "dv",
        "dz",
        "fa",
        "gu",
        "he",
        "hi",
        "ii",
        "iu",
        "ja",
    ),
    *(
        "km",
        "kn",
        "ko",
        "ks",
        "lo",
        "ml",
        "mr",
        "my",
        "ne",
        "or",
        "pa",
        "ps",
        "sa",
        "sat",
        "sd",
        "si",
    ),
    *("syr", "ta", "te", "th", "ti", "ug", "ur", "yi", "yue", "zh"),
}
"""Languages whose scripts divide no word with a hyphen, so that nothing is missing without patterns."""

_DIVIDED_SCRIPTS = frozenset(["Armn", "Cyrl", "Geor", "Grek", "Latn"])
_HINT = "The text is set ragged, and only words longer than a line are divided. Nothing is wrong with it."


def prepare() -> None:
    """Read the patterns of every language, where the installation keeps what is read; it takes seconds."""
    for path in sorted(set(pyphen.LANGUAGES.values())):
        pyphen.HyphDict(path)


@cache
def patterns_for(lang: str) -> str | None:
    """Return the name of Pyphen's patterns for a language tag, or None where it has none.

    English follows the region as its dates do: ``en`` alone is American.
    """
    tags = fallbacks(lang.replace("_", "-"))
    if primary_language(tags[0]) == "en":
        regions = [part for part in tags[0].split("-")[1:] if len(part) == len("US")]
        return "en_US" if not regions or regions[0].upper() in _AMERICAN else "en_GB"
    for tag in tags:
        name = _BARE.get(tag, tag.replace("-", "_"))
        if name in pyphen.LANGUAGES:
            return name
    return None


def lacks_patterns(lang: str) -> bool:
    """Whether words of a language are divided with hyphens, but no patterns say where."""
    script = script_of(lang)
    divides = script in _DIVIDED_SCRIPTS if script else primary_language(lang) not in _UNDIVIDED
    return bool(lang) and divides and patterns_for(lang) is None


def set_ragged(body: "HtmlElement", article: Article) -> None:
    """Mark what is in a language without patterns, so that no justified line is torn; report each."""
    main = article.meta.lang
    parts = [
        (element.get("lang", ""), element)
        for element in body.iterdescendants()
        if element.get("lang")
    ]
    marked = [(lang, element) for lang, element in parts if lacks_patterns(lang)]
    if lacks_patterns(main):
        marked += [(main, element) for element in body if not element.get("lang")]
        report = {main: None}
    else:
        report = {}
    for lang, element in marked:
        element.set("class", f"{element.get('class', '')} {RAGGED}".strip())
        report.setdefault(lang)
    for lang in report:
        place = place_of(article.manuscript, f"lang={lang}", f'lang="{lang}"', f"lang: {lang}")
        note("no-hyphenation", f"no hyphenation patterns for `{lang}`", place, _HINT)
