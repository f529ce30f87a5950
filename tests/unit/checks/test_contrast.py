"""Every colour of code can be read: WCAG 2.2, success criterion 1.4.3, in light, dark and print."""

import pytest

from triptych.checks.contrast import between
from triptych.core.contrast import LEAST
from triptych.theme.load import load_theme

THEME = load_theme("printfriendly", None)
COLOURS = sorted(name for name in THEME.tokens if name.startswith(("code-", "callout-")))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_as_the_guidelines_have_it(one: str, other: str, expected: float) -> None:
    """Known pairs have the contrast that is published for them, whichever stands first."""
    assert between(one, other) == between(other, one) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("ground", ["wash", "paper"])
@pytest.mark.parametrize("name", [*COLOURS, "ink", "quiet", "link", "accent"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_stands_out_from_its_ground(scheme: str, name: str, ground: str) -> None:
    """A colour of text has a contrast of at least 4.5 to 1 on paper and on the wash behind code."""
    tokens = THEME.tokens if scheme == "light" else {**THEME.tokens, **THEME.dark}
    assert between(tokens[name], tokens[ground]) >= LEAST


def test_every_colour_of_blocks_has_a_dark_counterpart() -> None:
    """No colour of code that is meant for white paper is left over on a dark screen."""
    assert COLOURS
    assert set(COLOURS) <= set(THEME.dark)
