"""The colours of a new theme: every pair that matters can be read, in light and dark."""

import pytest

from triptych.core import colours, contrast
from triptych.theme.clues import Clues
from triptych.theme.load import load_theme
from triptych.theme.palette import GROUNDS, INKS, Palette, make_palette

BASE = load_theme("printfriendly", None)


def _palette(
    light: dict[str, str], brand: tuple[str, ...] = (), dark: dict[str, str] | None = None
) -> Palette:
    """Return the palette for these colours."""
    clues = Clues(brand=[found for one in brand if (found := colours.read(one))])
    for table, is_dark in ((light, False), (dark or {}, True)):
        for token, value in table.items():
            clues.colour(token, 1, colours.read(value), dark=is_dark)
    return make_palette(clues, BASE.tokens, BASE.dark)


SOURCES: list[tuple[dict[str, str], tuple[str, ...], dict[str, str]]] = [
    ({"ink": "#777", "link": "orange", "quiet": "#bbb"}, (), {}),
    ({"paper": "#f5e6c8"}, (), {}),
    ({"paper": "#f5e6c8", "ink": "#5b4636", "wash": "#c0b090"}, ("#c2185b",), {}),
    ({"paper": "#101014", "ink": "#ddd", "link": "#8ab4f8"}, (), {}),
    ({}, ("#ffff00", "#00ffff"), {}),
    ({}, ("#808080",), {"paper": "#333", "ink": "#555"}),
    ({"banner": "#777", "banner-ink": "#888"}, (), {}),
    ({"paper": "#777"}, (), {}),
]


@pytest.mark.parametrize(("light", "brand", "dark"), SOURCES)
def test_every_pair_can_be_read(
    light: dict[str, str], brand: tuple[str, ...], dark: dict[str, str]
) -> None:
    """Text, code and callouts on paper and wash, and the title on its banner, in both schemes."""
    made = _palette(light, brand, dark)
    for tokens in (
        {**BASE.tokens, **made.light},
        {**BASE.tokens, **made.light, **BASE.dark, **made.dark},
    ):
        tones = {name: colours.read(value) for name, value in tokens.items()}
        names = [*INKS, *(name for name in tones if name.startswith(("code-", "callout-")))]
        pairs = [(name, ground) for name in names for ground in GROUNDS]
        for ink, ground in [*pairs, ("banner-ink", "banner")]:
            one, other = tones[ink], tones[ground]
            assert one is not None
            assert other is not None
            assert contrast.ratio(one, other) >= contrast.LEAST, (ink, ground, tokens)


def test_what_can_be_read_stays() -> None:
    """Colours that need no repair are those of the source, and nothing is said of them."""
    made = _palette({"ink": "#222222", "link": "#0b5394"})
    assert (made.light["ink"], made.light["link"], made.changes) == ("#222222", "#0b5394", [])


def test_a_repair_keeps_the_hue_and_is_told() -> None:
    """An orange becomes a dark orange, with both contrasts."""
    made = _palette({"link": "#ffa500"})
    red, green, blue = colours.read(made.light["link"]) or (0, 0, 0)
    assert red > green > blue
    assert made.changes[0].startswith("link #ffa500 → ")
    assert "(contrast 1.8 → 4." in made.changes[0]
    assert made.dark["link"] == "#ffa500"


def test_a_coloured_banner_is_the_colour_of_the_house() -> None:
    """Where no other is known, the accent is its; a grey one says nothing."""
    made = _palette({"banner": "#0b7285", "link": "#1864ab"})
    assert (made.light["accent"], made.light["link"]) == ("#0b7285", "#1864ab")
    assert "accent" not in _palette({"banner": "#333333"}).light


def test_a_dark_page_gives_the_dark_scheme() -> None:
    """Paper stays white."""
    made = _palette({"paper": "#101014", "ink": "#dddddd"})
    assert "paper" not in made.light
    assert (made.dark["paper"], made.dark["ink"]) == ("#101014", "#dddddd")
    assert made.changes[0].startswith("the page is dark")


def test_what_is_not_of_the_page_is_left_out() -> None:
    """White links are those of a button, and a light paper for dark screens that of a box."""
    made = _palette({"link": "#fefefe", "ink": "#222222"}, dark={"paper": "#fafbfc", "ink": "#333"})
    assert "link" not in made.light
    assert not {"paper", "ink"} & {*made.dark}


def test_the_colours_of_a_house_dress_banner_links_and_accent() -> None:
    """The first is the banner's, the second the accent's."""
    made = _palette({}, ("#5b2333", "#1864ab"))
    assert (made.light["banner"], made.light["link"], made.light["accent"]) == (
        "#5b2333",
        "#5b2333",
        "#1864ab",
    )
