"""A theme's colours as a book may use them: visible on whatever page the reader's device has."""

from dataclasses import replace
from functools import lru_cache

from triptych.core import contrast
from triptych.core.css_check import plain_colour
from triptych.theme.load import Theme

Channels = tuple[float, ...]
"""Red, green and blue, from 0 to 1."""

PAGES: tuple[Channels, ...] = ((1.0, 1.0, 1.0), (0.957, 0.925, 0.847), (0.071, 0.071, 0.071))
"""The pages that e-readers offer: white, sepia and black."""

LEAST = 3.0
"""The least contrast of a line, or of large words, with the page (WCAG 2.2, 1.4.3 and 1.4.11)."""

_STEPS = 64
_LONG = 7


def hold(theme: Theme) -> Theme:
    """Return a theme each of whose colours can be seen on every page, moved no further than it must."""
    tokens = {name: held(str(value)) for name, value in theme.settings["tokens"].items()}
    return replace(theme, settings={**theme.settings, "tokens": tokens})


@lru_cache(maxsize=512)
def held(value: str) -> str:
    """Return a colour that can be seen on every page, as ``#rrggbb``; what is no colour unchanged."""
    rgb = channels(value)
    return value if rgb is None else written(_visible(rgb))


def is_visible(rgb: Channels) -> bool:
    """Whether a colour can be seen on every page."""
    return all(contrast.ratio(rgb, page) >= LEAST for page in PAGES)


@lru_cache(maxsize=512)
def channels(value: str) -> Channels | None:
    """Return the channels of an opaque colour of CSS, or None for anything else."""
    plain = plain_colour(value)
    if len(plain) != _LONG or plain[0] != "#":
        return None
    try:
        return tuple(int(plain[at : at + 2], 16) / 255 for at in (1, 3, 5))
    except ValueError:
        return None


def written(rgb: Channels) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in rgb)


def _visible(rgb: Channels) -> Channels:
    """Return the first visible colour on the way from one to white or to black."""
    is_dark = contrast.luminance(rgb) < contrast.luminance((0.5, 0.5, 0.5))
    end = 1.0 if is_dark else 0.0
    shares = (step / _STEPS for step in range(_STEPS + 1))
    mixed = (tuple(round((c + (end - c) * s) * 255) / 255 for c in rgb) for s in shares)
    return next(filter(is_visible, mixed), (0.45, 0.45, 0.45))
