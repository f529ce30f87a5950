"""Colours of a book: visible on white, sepia and black."""

import pytest

from triptych.core import contrast
from triptych.editions.epub import colours
from triptych.theme.find import available_themes
from triptych.theme.load import load_theme


@pytest.mark.parametrize("name", sorted(available_themes(None)))
def test_every_token_of_every_theme_is_visible_on_every_page(name: str) -> None:
    """Each colour of a bundled theme has a contrast of 3 to 1 with each page, and other tokens stay."""
    theme = load_theme(name, None)
    held = colours.hold(theme)
    for token, value in theme.tokens.items():
        rgb = colours.channels(held.tokens[token])
        assert (rgb is None) == (colours.channels(value) is None)
        if rgb is None:
            assert held.tokens[token] == value
        else:
            assert all(contrast.ratio(rgb, page) >= 3.0 for page in colours.PAGES), token


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#000", "darker"),
        ("#ffffff", "lighter"),
        ("#777777", "same"),
        ("#c33", "same"),
        ("red", "same"),
        ("var(--x)", "same"),
        ("#12345", "same"),
        ("#zzzzzz", "same"),
    ],
)
def test_a_colour_moves_only_where_it_must(value: str, expected: str) -> None:
    """What is visible, or no colour in figures, stays; black gets lighter and white darker."""
    held = colours.held(value)
    if expected == "same":
        assert colours.channels(held) == colours.channels(value)
    else:
        moved = colours.channels(held)
        assert moved
        assert all(contrast.ratio(moved, page) >= 3.0 for page in colours.PAGES)
        assert len(set(moved)) == 1
