"""How a value of the wrong sort is told: what was expected and what was found, in plain words."""

from collections.abc import Mapping
from typing import Any

_NUMBER = "a whole number"
_DATE = "a date such as 2025-08-20"
_SWITCH = "true or false"

_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "string_pattern_mismatch": "letters, digits, - and _",
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "literal_error": "{expected}",
    "list_type": "a list",
    "model_type": "a table of keys",
    "dict_type": "a table of keys",
    "missing": "a value",
}
"""What was expected, by pydantic's name for the complaint; ``{…}`` is of the complaint's context."""

_HINTS = {
    "day": "Write year-month-day, of a day that there is.",
    "paper": "A size is width x height in mm, cm, in or pt.",
    "language": "It is a BCP 47 tag: a language, then perhaps a country.",
    "issn": "It stands on the imprint, as 2049-3630; X may be its last digit.",
    "a text": "Write one text; in quotes if it begins with [ or {.",
    "a list": "Write [one, two], or one a line after a dash.",
    _DATE: "Write year-month-day, as one text.",
    _SWITCH: "Write true or false, without quotes.",
}

BORROWED = {
    "pfheaderimgurl": "header_image",
    "pfheadertagline": "tagline",
    "pfcustomcss": "custom_css",
    "pfimagessize": "images_size",
    "pubdate": "date",
    "published": "date",
    "modified": "updated",
    "lastmod": "updated",
    "language": "lang",
    "canonical": "source",
    "canonical_url": "source",
    "cover": "image",
    "cover_image": "image",
    "copyright": "rights",
    "license": "rights",
    "licence": "rights",
    "summary": "standfirst",
    "abstract": "standfirst",
    "keywords": "tags",
    "section": "kicker",
}
"""What other tools call our keys."""


def expectation(sort: str, context: Mapping[str, Any]) -> str:
    """Say what a complaint of this sort expected; "" when it says so itself."""
    if sort.startswith("date"):
        return _DATE
    return _EXPECTED.get(sort, "").format(**context).replace("'", "")


def finding(value: object) -> str:
    """Say what was found: a text between quotation marks, any other value by its sort."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table of keys"
    if value is None or value == "":
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def advice(sort: str, expected: str) -> str:
    """Say what to do about a value that is not what was expected."""
    return _HINTS.get(sort) or _HINTS.get(expected, "The handbook lists every key.")
