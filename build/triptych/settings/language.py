"""Language tags: their usual form, what is looked up by them, and the direction of their script."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from triptych.core.model import Direction

Value = TypeVar("Value")

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
"""A tag (RFC 5646, section 2.1), without the irregular ones that were registered before it."""

_CLOSEST = {"nn": "nb", "no": "nb", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "zh-TW": "zh-Hant"}
"""The tag to look up after one that a table may lack."""

_RIGHT_TO_LEFT_SCRIPTS = {
    *("Adlm", "Arab", "Armi", "Hebr", "Mand", "Mend"),
    *("Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"),
}
"""Scripts in use that run from right to left, by ISO 15924 code, with Aramaic's old one."""

_RIGHT_TO_LEFT = {
    *("apc", "ar", "arc", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps"),
    *("rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi"),
}
"""Languages that run from right to left unless their tag names a script (Unicode CLDR, text direction).

A test compares them with CLDR; reading its data here would take every command 50 ms.
"""


def language_tag(text: str) -> str:
    """Return a language tag in its usual form (RFC 5646, section 2.1.1), or "" when it is none."""
    found = _TAG.fullmatch(text.strip().replace("_", "-"))
    if not found:
        return ""
    script, region = found["script"] or "", found["region"] or ""
    parts = (found["language"].lower(), script.title(), region.upper(), found["rest"][1:].lower())
    return "-".join(part for part in parts if part)


@lru_cache(maxsize=256)
def fallbacks(lang: str) -> tuple[str, ...]:
    """Return the tags to look up for a language, the closest first (RFC 4647, section 3.4).

    ``zh-TW`` gives ``zh-TW``, ``zh-Hant``, ``zh``. A single letter or digit at the end is removed with
    the part after it.
    """
    parts = (language_tag(lang) or lang).split("-")
    tags: list[str] = []
    while parts:
        tag = "-".join(parts)
        tags += [tag, *([_CLOSEST[tag]] if tag in _CLOSEST else [])]
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()
    return tuple(dict.fromkeys(tags))


def look_up(table: Mapping[str, Value], lang: str, default: Value) -> Value:
    """Return what a table has for a language by the closest tag it knows, or ``default``."""
    return next((table[tag] for tag in fallbacks(lang) if tag in table), default)


def primary_language(lang: str) -> str:
    """Return the first part of a tag in lower case: ``pt`` for ``pt-BR``."""
    return lang.split("-", maxsplit=1)[0].lower()


def script_of(lang: str) -> str:
    """Return the script that a tag names, as ISO 15924 writes it, or "": ``Arab`` for ``ku-Arab``."""
    found = _TAG.fullmatch(lang)
    return (found["script"] or "").title() if found else ""


def direction_of(lang: str) -> Direction:
    """Return the direction of writing, by the script that a tag names, else by its language."""
    script = script_of(lang)
    is_rtl = (
        script in _RIGHT_TO_LEFT_SCRIPTS if script else primary_language(lang) in _RIGHT_TO_LEFT
    )
    return "rtl" if is_rtl else "ltr"
