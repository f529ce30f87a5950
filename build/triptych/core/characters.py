"""Characters by which a place in a text is the same in every edition."""

import re

_INVISIBLE = (
    "\x00-\x1f\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u2064\u2066-\u206f\u20e3\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
"""White space, controls, formats (Unicode, Zs, Cc, Cf), variation selectors, and the frame of a key cap."""

_UNCOUNTED = re.compile(f"[ {_INVISIBLE}]+")
_COUNTED = re.compile(f"[^ {_INVISIBLE}]+")


def counted(text: str) -> str:
    """Return the characters of a text that count; editions differ in the others."""
    return _UNCOUNTED.sub("", text)


def is_counted(character: str) -> bool:
    """Whether a character counts."""
    return bool(_COUNTED.match(character))


def position_of(text: str, number: int) -> int:
    """Return where in a text the counted character with this number is, from 0; else its length."""
    for word in _COUNTED.finditer(text):
        begin, end = word.span()
        if number < end - begin:
            return begin + number
        number -= end - begin
    return len(text)
