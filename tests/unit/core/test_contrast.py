"""Contrast is as the guidelines have it: WCAG 2.2, success criterion 1.4.3."""

import pytest

from triptych.core import colours, contrast


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_as_the_guidelines_have_it(one: str, other: str, expected: float) -> None:
    """Known pairs have the contrast that is published for them, whichever stands first."""
    first, second = colours.read(one), colours.read(other)
    assert first
    assert second
    assert contrast.ratio(first, second) == pytest.approx(expected, abs=0.005)
    assert contrast.ratio(second, first) == contrast.ratio(first, second)


def test_a_colour_is_mixed_no_further_than_it_must_be() -> None:
    """What can be read stays; what cannot is mixed with black on white, and with white on black."""
    grey = (0.6, 0.6, 0.6)
    assert colours.readable(colours.BLACK, [colours.WHITE]) == colours.BLACK
    for ground, is_darker in ((colours.WHITE, True), (colours.BLACK, False)):
        made = colours.readable(grey, [ground], 8.0)
        assert contrast.ratio(made, ground) >= 8.0
        assert (made[0] < grey[0]) == is_darker
    assert colours.readable(grey, [(0.5, 0.5, 0.5)], 21.0) == colours.BLACK
