"""Every colour of code can be read: WCAG 2.2, success criterion 1.4.3, in light, dark and print."""

import pytest

from triptych import theme

LEAST = 4.5
THEME = theme.load("printfriendly", None)
COLOURS = sorted(name for name in THEME.tokens if name.startswith(("code-", "callout-")))


def _luminance(colour: str) -> float:
    """Give the relative luminance of ``#rrggbb``, from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["wash", "paper"])
@pytest.mark.parametrize("name", [*COLOURS, "ink", "quiet", "link", "accent"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_stands_out_from_its_ground(scheme: str, name: str, ground: str) -> None:
    """A colour of text has a contrast of at least 4.5 to 1 on paper and on the wash behind code."""
    tokens = THEME.tokens if scheme == "light" else {**THEME.tokens, **THEME.dark}
    assert contrast(tokens[name], tokens[ground]) >= LEAST


def test_every_colour_of_blocks_has_a_dark_counterpart() -> None:
    """No colour of code that is meant for white paper is left over on a dark screen."""
    assert COLOURS
    assert set(COLOURS) <= set(THEME.dark)
