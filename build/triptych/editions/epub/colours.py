"""A theme's colours as a book may use them: visible on whatever page the reader's device has."""

from dataclasses import replace
from functools import lru_cache

from triptych.core import colours, contrast
from triptych.core.colours import Channels
from triptych.core.css_check import plain_colour
from triptych.theme.load import Theme

PAGES: tuple[Channels, ...] = ((1.0, 1.0, 1.0), (0.957, 0.925, 0.847), (0.071, 0.071, 0.071))
"""The pages that e-readers offer: white, sepia and black."""

LEAST = 3.0
"""The least contrast of a line, or of large words, with the page (WCAG 2.2, 1.4.3 and 1.4.11)."""

_MIDDLE: Channels = (0.45, 0.45, 0.45)
_LONG = 7


def hold(theme: Theme) -> Theme:
    """Return a theme each of whose colours can be seen on every page, moved no further than it must."""
    tokens = {name: held(str(value)) for name, value in theme.settings["tokens"].items()}
    return replace(theme, settings={**theme.settings, "tokens": tokens})


@lru_cache(maxsize=512)
def held(value: str) -> str:
    """Return a colour that can be seen on every page, as ``#rrggbb``; what is no colour unchanged."""
    rgb = channels(value)
    return value if rgb is None else colours.write(_visible(rgb))


@lru_cache(maxsize=512)
def channels(value: str) -> Channels | None:
    """Return the channels of an opaque colour of CSS, or None for anything else."""
    plain = plain_colour(value)
    return colours.read(plain) if len(plain) == _LONG and plain[0] == "#" else None


def _visible(rgb: Channels) -> Channels:
    """Return the first visible colour on the way from one to white or to black."""
    is_dark = contrast.luminance(rgb) < contrast.luminance((0.5, 0.5, 0.5))
    end = colours.WHITE if is_dark else colours.BLACK
    return colours.towards(rgb, end, PAGES, LEAST) or _MIDDLE
