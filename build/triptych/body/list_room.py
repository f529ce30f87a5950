"""Room before the items of a list for its longest number, which else is printed beyond the column."""

import re

from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.settings.language import direction_of

GIVEN = 1.6
"""The ems that a style sheet gives the numbers of a list."""

_UNSEEN = 0.2
"""The ems that a number may lack, as one of two western digits does, so that most lists align."""

_AROUND = 0.52
"""The ems of the mark after a number, and of the space behind it."""

_DIGIT, _OWN_DIGIT, _LETTER = 0.62, 0.8, 0.8
"""The ems of a western digit, of one of another script or face, and of a letter, at their widest."""

_ROMAN = {"i": 0.42, "v": 0.74, "x": 0.74, "l": 0.66, "c": 0.74, "d": 0.84, "m": 1.0}
_NUMERALS = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")]
_NUMERALS += [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_STYLE = re.compile(r"list-style-type:\s*([\w-]+)", re.IGNORECASE)
_TYPES = {"i": "roman", "I": "roman", "a": "alpha", "A": "alpha"}
_MOST_ROMAN = 3999


def widen_lists(body: HtmlElement, article: Article) -> None:
    """Set the padding of each numbered list whose longest number needs more than it is given."""
    for element in body.iter("ol"):
        give_room(element, numbers_of(element), article)


def give_room(
    element: HtmlElement, numbers: list[int], article: Article, given: float = GIVEN
) -> None:
    """Set the padding of one list, if its numbers need more ems than ``given``."""
    langs = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    is_rtl = bool(langs) and direction_of(str(langs[0])) == "rtl"
    is_own = is_rtl or not article.labels.get("digits", "0").startswith("0")
    style = element.get("style", "")
    declared = _STYLE.search(style)
    kind = declared[1].lower() if declared else _TYPES.get(element.get("type", ""), "")
    room = max((_width(number, kind, is_own=is_own) for number in numbers), default=0) + _AROUND
    if room > given + _UNSEEN and kind != "none":
        rule = f"padding-inline-start:{room:.2f}em"
        element.set("style", f"{style.rstrip(';')};{rule}" if style else rule)


def numbers_of(element: HtmlElement) -> list[int]:
    """Return the numbers of a list's items, as browsers count them (HTML Living Standard, 4.4.8)."""
    items = element.findall("li")
    step = -1 if "reversed" in element.attrib else 1
    number = _whole(element.get("start"), 1 if step > 0 else len(items))
    numbers = []
    for item in items:
        number = _whole(item.get("value"), number)
        numbers.append(number)
        number += step
    return numbers


def _whole(text: str | None, default: int) -> int:
    """Return an integer of at most nine digits, else ``default``."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def _width(number: int, kind: str, *, is_own: bool) -> float:
    """Return the ems of a number as it is printed."""
    if kind.endswith("roman") and 0 < number <= _MOST_ROMAN:
        return sum(_ROMAN[letter] for letter in _roman(number))
    if kind.endswith(("alpha", "latin", "greek")) and number > 0:
        letters = 1
        while number > 26:
            number, letters = (number - 1) // 26, letters + 1
        return letters * _LETTER
    is_western = kind.startswith("decimal") or kind in _TYPES.values() or not (kind or is_own)
    return len(str(number)) * (_DIGIT if is_western else _OWN_DIGIT)


def _roman(number: int) -> str:
    """Return a number below 4000 in Roman numerals."""
    written = ""
    for value, letters in _NUMERALS:
        written += letters * (number // value)
        number %= value
    return written
