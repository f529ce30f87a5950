"""Every colour of code and callouts can be read in every bundled theme: WCAG 2.2, 1.4.3."""

import pytest

from triptych.core import colours, contrast
from triptych.theme.find import available_themes
from triptych.theme.load import load_theme

THEMES = sorted(available_themes(None))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", THEMES)
def test_a_colour_stands_out_from_its_ground(name: str, scheme: str) -> None:
    """A colour of text has a contrast of at least 4.5 to 1 on paper and on the wash behind code."""
    theme = load_theme(name, None)
    tokens = theme.tokens if scheme == "light" else {**theme.tokens, **theme.dark}
    marks = [token for token in tokens if token.startswith(("code-", "callout-"))]
    assert len(marks) > 10
    for token in (*marks, "ink", "quiet", "link", "accent"):
        for ground in ("wash", "paper"):
            one, other = colours.read(tokens[token]), colours.read(tokens[ground])
            assert one
            assert other
            assert contrast.ratio(one, other) >= contrast.LEAST, (token, ground)


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_of_blocks_has_a_dark_counterpart(name: str) -> None:
    """No colour of code that is meant for white paper is left over on a dark screen."""
    theme = load_theme(name, None)
    marks = {token for token in theme.tokens if token.startswith(("code-", "callout-"))}
    assert marks <= set(theme.dark)
