"""Colours as red, green and blue from 0 to 1: read from CSS, mixed, and changed until they can be read."""

from collections.abc import Sequence
from typing import Any

from triptych.core import contrast, css_parser

Channels = tuple[float, float, float]

WHITE: Channels = (1.0, 1.0, 1.0)
BLACK: Channels = (0.0, 0.0, 0.0)
_STEPS = 50
_FAINT = 0.3


def read(value: str, ground: Channels = WHITE) -> Channels | None:
    """Return a colour of CSS, blended with the ground below it; None for none, or one too faint."""
    colour = css_parser.parse_color(value.strip())
    if colour is None or isinstance(colour, str) or colour.alpha < _FAINT:
        return None
    try:
        found = [min(max(float(each or 0), 0.0), 1.0) for each in _in_srgb(colour)]
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        return None
    return mix((found[0], found[1], found[2]), ground, 1 - float(colour.alpha))


def _in_srgb(colour: Any) -> Sequence[float]:
    """Return a colour of tinycss2 in sRGB (CSS Color 4, section 17); raises ``NotImplementedError``."""
    try:
        return list(colour.to("srgb").coordinates)
    except NotImplementedError:
        xyz = colour.to("xyz-d65").coordinates
    linear = (sum(a * b for a, b in zip(row, xyz, strict=True)) for row in _TO_LINEAR)
    return [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear]


_TO_LINEAR = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
"""From CIE XYZ (D65) to linear sRGB."""


def write(channels: Channels) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + "".join(f"{round(255 * each):02x}" for each in channels)


def mix(one: Channels, other: Channels, share: float) -> Channels:
    """Return a colour with a share, from 0 to 1, of another."""
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def least(ink: Channels, grounds: Sequence[Channels]) -> float:
    """Return the lowest contrast of a colour on any of its grounds."""
    return min(contrast.ratio(ink, ground) for ground in grounds)


def readable(ink: Channels, grounds: Sequence[Channels], ratio: float = contrast.LEAST) -> Channels:
    """Return a colour that can be read on all its grounds, as close to the one given as possible.

    It is mixed with black, or with white on dark grounds; where no share suffices it is one of them.
    """
    ends = sorted((BLACK, WHITE), key=lambda end: -least(end, grounds))
    return towards(ink, ends[0], grounds, ratio) or ends[0]


def towards(
    ink: Channels, end: Channels, grounds: Sequence[Channels], ratio: float
) -> Channels | None:
    """Return the first colour on the way from one to another with a contrast on all grounds, or None."""
    shares = (step / _STEPS for step in range(_STEPS + 1))
    made = (_rounded(mix(ink, end, share)) for share in shares)
    return next((colour for colour in made if least(colour, grounds) >= ratio), None)


def saturation(channels: Channels) -> float:
    """Return how far a colour is from grey, from 0 to 1."""
    return max(channels) - min(channels)


def _rounded(channels: Channels) -> Channels:
    """Return a colour as it is when written, so that what is measured is what is read."""
    red, green, blue = (round(255 * each) / 255 for each in channels)
    return red, green, blue
