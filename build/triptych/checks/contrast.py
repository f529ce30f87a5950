"""Whether the colours of a theme can be read: WCAG 2.2, success criterion 1.4.3, light and dark."""

import re
from collections.abc import Iterator

from triptych.core.contrast import LEAST, ratio
from triptych.theme.load import Theme

_INKS = ("ink", "quiet", "link", "accent")
_GROUNDS = ("paper", "wash")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def between(one: str, other: str) -> float:
    """Return the contrast of two colours, ``#rgb`` or ``#rrggbb``, from 1 to 21."""
    return ratio(_channels(one), _channels(other))


def judge(theme: Theme) -> Iterator[str]:
    """Yield a message for each colour of text with too little contrast on its background."""
    for scheme, tokens in (("light", theme.tokens), ("dark", {**theme.tokens, **theme.dark})):
        names = [*_INKS, *(name for name in tokens if name.startswith(("code-", "callout-")))]
        for name in names:
            for ground in _GROUNDS:
                pair = tokens.get(name, ""), tokens.get(ground, "")
                if not all(map(_COLOUR.fullmatch, pair)):
                    continue
                found = between(*pair)
                if found < LEAST:
                    pairing = f"“{name}” ({pair[0]}) on “{ground}” ({pair[1]})"
                    yield f"the contrast of {pairing} is {found:.1f} on a {scheme} screen"


def _channels(colour: str) -> list[float]:
    """Return red, green and blue of a colour, from 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
