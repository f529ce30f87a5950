"""The words for a value of the wrong type: what was expected, what was found, what to do."""

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
"""What was expected, by pydantic's name for the error; ``{…}`` comes from the error's context."""

_HINTS = {
    "day": "Use a real date, written YYYY-MM-DD.",
    "paper": "Write a size as width x height in mm, cm, in or pt.",
    "language": "Use a BCP 47 tag: a language, optionally followed by a country.",
    "address": "Write the whole address: http:// or https://, a host, no user name and no password.",
    "contents": "Write `- article.md`, or `- part: Essays`.",
    "issn": "Copy it from the imprint, such as 2049-3630; the last character may be X.",
    "a text": "Write one text, in quotes if it begins with [ or {.",
    "a list": "Write [one, two], or one item a line after a dash.",
    _DATE: "Write YYYY-MM-DD, as one text.",
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
    "cover": "cover_image",
    "epub_cover_image": "cover_image",
    "copyright": "rights",
    "license": "rights",
    "licence": "rights",
    "summary": "standfirst",
    "abstract": "standfirst",
    "keywords": "tags",
    "section": "kicker",
    "articles": "contents",
    "chapters": "contents",
    "members": "contents",
}
"""Keys of other tools, with our name for each."""


def expectation(sort: str, context: Mapping[str, Any]) -> str:
    """Return what was expected, by pydantic's type of error; "" when its own message says so."""
    if sort.startswith("date"):
        return _DATE
    return _EXPECTED.get(sort, "").format(**context).replace("'", "").removeprefix(", ")


def describe_value(value: object) -> str:
    """Return a value in words: a text in quotation marks (at most 60 characters), else its type."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table of keys"
    if value is None or value == "":
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def advice(sort: str, expected: str) -> str:
    """Return the hint for a value that is not what was expected."""
    if sort == "literal_error":
        return "Write one of these words."
    return _HINTS.get(sort) or _HINTS.get(expected, "The handbook lists every key.")
