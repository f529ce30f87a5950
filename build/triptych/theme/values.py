"""Tokens of a theme that are no value of their kind: lengths, numbers, or what ends its declaration."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from triptych.core.css_length import parse_length
from triptych.core.errors import Place
from triptych.settings.toml import line_in
from triptych.theme.load import Theme

_Mistake = tuple[Place, str, str]
"""Where a mistake is, what it is, and what to do."""


_NUMBERS = re.compile(r"(?:^|-)(?:leading|print-measure|print-letter)$")
_LENGTHS = re.compile(r"(?:^|-)(?:size|width|measure)$|^margin-")
_UNIT = re.compile(
    r"p[xtc]|in|[cm]m|q|r?(?:em|lh|ex|ch|ic|cap)|[sld]?v(?:[whib]|min|max)|%", re.IGNORECASE
)
"""Units of length (CSS Values and Units 4, section 6)."""

_AUTO = "auto"


def wrong_values(folder: Path, theme: Theme, known: Mapping[str, Any]) -> Iterator[_Mistake]:
    """Yield the tokens of a theme that are to be lengths or numbers and are none."""
    for table in ("tokens", "dark"):
        for key, value in theme.settings.get(table, {}).items():
            place = line_in(folder / "theme.toml", table, key)
            text = str(value).strip()
            if not place.line:
                continue
            if re.search(r"[;{}]|/\*", text):
                message = f"the token `{key}` is “{text[:40]}”, which is not one value"
                yield place, message, "Write one value; rules belong in css/extra.css."
            elif key in known["tokens"] and "(" not in text:
                yield from _wrong_measure(key, text, str(known["tokens"][key]), place)


def _wrong_measure(key: str, text: str, was: str, place: Place) -> Iterator[_Mistake]:
    """Yield the mistake of a token that needs a unit, has a wrong one, or must not have one."""
    length = parse_length(text.removeprefix("-"))
    may_be_auto = " or `auto`" if was == _AUTO else ""
    if text == _AUTO and may_be_auto:
        return
    if _NUMBERS.search(key):
        if length is None or length.unit:
            message = f"the token `{key}` is “{text}”, which is not a number"
            yield place, message, f"Write a number without a unit{may_be_auto}, such as 1.5."
    elif _LENGTHS.search(key) and (
        length is None or (not _UNIT.fullmatch(length.unit) and length.amount != 0)
    ):
        example = f"{length.number}mm" if length else "12mm"
        message = f"the token `{key}` is “{text}”, which is not a length"
        yield place, message, f"Write a number and its unit{may_be_auto}, such as {example}."
