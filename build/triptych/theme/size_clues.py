"""The size of a page's text and the distance of its lines, as style sheets set them.

Rules for the root, the body, the text and its paragraphs each count in relation to the one around it; the
size at which browsers begin is 16 CSS pixels (CSS Fonts 4, 2.5).
"""

import re
from collections.abc import Mapping

from triptych.core.css_length import parse_length

Values = Mapping[str, str]
"""The properties of a rule with their values."""

_MEDIUM = 16.0
_SIZES = (14.0, 26.0)
"""The CSS pixels that running text has; anything else is that of another part, or of a trick."""

_LEADINGS = (1.2, 2.2)
"""The distances of lines that running text has, in sizes."""

_FONT = re.compile(r"(?:^|\s)(\.?\d[\d.]*(?:[a-z]+|%))(?:\s*/\s*(\.?\d[\d.]*(?:[a-z]+|%)?))?\s")
"""The size and the distance of lines in the shorthand ``font``."""


def level_of(kind: str, rank: int) -> int | None:
    """Return how deep a kind of element is: 0 the root, 1 the body, 2 the text, 3 a paragraph; or None."""
    if kind == "page":
        return min(rank, 2) - 1
    return {3: 2, 2: 3}.get(rank) if kind == "text" else None


def sizes_in(values: Values) -> tuple[str, str]:
    """Return the size and the distance of lines that a rule sets, each empty where it does not."""
    short = _FONT.search(values.get("font", "") + " ")
    size, leading = (short[1], short[2] or "normal") if short else ("", "")
    return values.get("font-size", size), values.get("line-height", leading)


def size_tokens(levels: Mapping[int, tuple[str, str]]) -> dict[str, str]:
    """Return the tokens of text, by what is set for each level; none that running text has not."""
    root = size = _MEDIUM
    leading: float | None = None
    is_set = False
    for level in sorted(levels):
        own, lines = levels[level]
        known = _pixels(own, size, root)
        is_set = is_set or known is not None
        size = size if known is None else known
        root = size if level == 0 else root
        if lines:
            leading = _times(lines, size, root)
    found = {}
    if is_set and _SIZES[0] <= size <= _SIZES[1]:
        found["screen-size"] = f"{size:.4g}px"
    if leading is not None and _LEADINGS[0] <= leading <= _LEADINGS[1]:
        found["leading"] = f"{leading:.3g}"
    return found


def _pixels(text: str, around: float, root: float) -> float | None:
    """Return a size in CSS pixels; None where it is not one length."""
    length = parse_length(f"0{text.strip()}" if text.strip().startswith(".") else text)
    if length is None or not length.unit:
        return None
    absolute = length.to("px")
    if absolute is not None:
        return absolute
    part = {"em": around, "rem": root, "%": around / 100}.get(length.unit)
    return None if part is None else length.amount * part


def _times(text: str, size: float, root: float) -> float | None:
    """Return a distance of lines in sizes; None where it is ``normal``, or no length."""
    length = parse_length(text)
    if length is not None and not length.unit:
        return length.amount
    pixels = _pixels(text, size, root)
    return pixels / size if pixels and size else None
