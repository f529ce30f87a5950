"""The contrast of colours (WCAG 2.2, “contrast ratio” and “relative luminance”)."""

from collections.abc import Sequence

LEAST = 4.5
"""The least contrast of text on its background (success criterion 1.4.3)."""


def luminance(channels: Sequence[float]) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as are its channels red, green, blue."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
