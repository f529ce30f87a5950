"""What a poster is made of: strips of colour, and words on them."""

from dataclasses import dataclass
from functools import lru_cache

Rgb = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Words on a poster: their font and size in pixels, and their left end on the baseline."""

    text: str
    font: bytes
    size: int
    at: tuple[float, float]
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a poster down to the row ``bottom``: its ground, and the ink of the words on it."""

    bottom: int
    ground: Rgb
    ink: Rgb


@lru_cache(maxsize=8)
def palette(pairs: tuple[tuple[Rgb, Rgb], ...], levels: int) -> bytes:
    """Return as many shades as ``levels`` from each ground to its ink, as bytes red, green, blue."""
    shares = [level / (levels - 1) for level in range(levels)]
    return bytes(
        round(low + (high - low) * share)
        for ground, ink in pairs
        for share in shares
        for low, high in zip(ground, ink, strict=True)
    )
