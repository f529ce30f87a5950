"""A theme's colours as a book may use them: visible on whatever page the reader's device has."""

from dataclasses import replace

from triptych.core import contrast
from triptych.theme.load import Theme

PAGES = ((1.0, 1.0, 1.0), (0.957, 0.925, 0.847), (0.071, 0.071, 0.071))
"""The pages that e-readers offer: white, sepia and black, with channels from 0 to 1."""

_LEAST = 3.0
"""The least contrast of a line with the page (WCAG 2.2, 1.4.11)."""

_STEPS = 64
_LONG, _SHORT = 7, 4


def hold(theme: Theme) -> Theme:
    """Return a theme each of whose colours can be seen on every page, moved no further than it must."""
    tokens = {name: held(value) for name, value in theme.settings["tokens"].items()}
    return replace(theme, settings={**theme.settings, "tokens": tokens})


def held(value: str) -> str:
    """Return a colour ``#rrggbb`` that can be seen on every page; any other value unchanged."""
    rgb = channels(value)
    if rgb is None:
        return value
    return _written(_visible(rgb))


def is_visible(rgb: tuple[float, ...]) -> bool:
    """Whether a colour can be seen on every page."""
    return all(contrast.ratio(rgb, page) >= _LEAST for page in PAGES)


def channels(value: str) -> tuple[float, ...] | None:
    """Return red, green and blue of ``#rrggbb`` or ``#rgb``, from 0 to 1, or None for anything else."""
    if len(value) not in (_LONG, _SHORT) or value[:1] != "#":
        return None
    digits = value[1:] if len(value) == _LONG else "".join(digit * 2 for digit in value[1:])
    try:
        return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return None


def _visible(rgb: tuple[float, ...]) -> tuple[float, ...]:
    """Return the first visible colour on the way from one to white or to black."""
    is_dark = contrast.luminance(rgb) < contrast.luminance((0.5, 0.5, 0.5))
    end = 1.0 if is_dark else 0.0
    shares = (step / _STEPS for step in range(_STEPS + 1))
    mixed = (tuple(round((c + (end - c) * s) * 255) / 255 for c in rgb) for s in shares)
    return next(filter(is_visible, mixed), (0.45, 0.45, 0.45))


def _written(rgb: tuple[float, ...]) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
