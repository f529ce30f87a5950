"""Subsets for screens: shared between articles, and with the features that style sheets ask for."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from triptych.core.model import Face
from triptych.fonts import families
from triptych.fonts.web_fonts import features, rounded, web_font
from triptych.theme.load import load_theme

CLASSES = ".small-caps, .smallcaps { font-variant: small-caps; }"


def _face() -> Face:
    """Return the first text face of the built-in theme."""
    return families.theme_faces(load_theme("printfriendly", None))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plain words", "Zoë façade, “quoted” — naïve"),
        ("œuvre", "Łódź, Şırnak and Čapek"),
        ("Ω", "λόγος"),
        ("я", "щука Њ"),
        ("2 ‰", "3′"),
    ],
)
def test_texts_of_the_same_scripts_share_a_subset(one: str, other: str) -> None:
    """Whatever their letters are, the second article has the font of the first."""
    assert rounded(frozenset(one)) == rounded(frozenset(other)) >= frozenset(one + other)


@pytest.mark.parametrize("letter", ["Ω", "я", "œ", "ạ", "→", "ἀ", "‰"])
def test_a_subset_has_no_block_that_its_text_lacks(letter: str) -> None:
    """What no text needs is in none."""
    assert letter not in rounded(frozenset("Plain words."))
    assert letter in rounded(frozenset(f"Plain {letter}"))


@pytest.mark.parametrize(
    ("css", "body", "tags"),
    [
        ("p { font-variant: small-caps; }", "", ("smcp",)),
        ("p { font: small-caps 1em serif }", "", ("smcp",)),
        ("p::first-line{font-variant-caps:all-small-caps}", "", ("c2sc", "smcp")),
        ("p { font-feature-settings: \"ss01\" 1, 'dlig'; }", "", ("dlig", "ss01")),
        ('p { font-feature-settings: "kern", "onum"; }', "", ()),
        ('* { --own: "ss02"; } p { font-feature-settings: var(--own); }', "", ("ss02",)),
        ("p { font-variant-position: super; }", "", ("subs", "sups")),
        ("p { vertical-align: super; }", "", ()),
        ("p { font-variant-numeric: slashed-zero diagonal-fractions; }", "", ("frac", "zero")),
        ("", '<p style="font-variant: small-caps">', ("smcp",)),
        ("", "<p style='font-variant: small-caps'>", ("smcp",)),
        (CLASSES, '<span class="a smallcaps">', ("smcp",)),
        (CLASSES, '<span class="small-caps">', ("smcp",)),
        (CLASSES, "<p>the class small-caps</p>", ()),
        (".small-caps { color: red }", "", ()),
        ("p { font-variant-caps: normal; } #ordinal-x { margin: 0 }", "", ()),
        ('p::before { content: "http"; quotes: "abcd" }', "", ()),
    ],
)
def test_features_are_those_that_styles_ask_for(css: str, body: str, tags: tuple[str, ...]) -> None:
    """Words and tags count wherever they style something; the names of classes do not."""
    assert features(css, body) == tags


@pytest.mark.parametrize("tag", ["smcp", "c2sc", "dlig"])
def test_a_subset_has_the_features_asked_for(tag: str) -> None:
    """A feature brings its glyphs, and without it there are none of them."""
    letters = rounded(frozenset("Words"))
    plain, rich = (TTFont(BytesIO(web_font(_face(), letters, a))) for a in ((), (tag,)))
    has = [{r.FeatureTag for r in f["GSUB"].table.FeatureList.FeatureRecord} for f in (plain, rich)]
    assert tag in has[1] - has[0]
    assert {"onum", "lnum"} <= has[0]


def test_a_subset_is_the_same_whatever_came_before() -> None:
    """A font from the cache, made after others, equals one that was made at once."""
    face, letters = _face(), rounded(frozenset("Words"))
    first = web_font.__wrapped__(face, letters, ())
    web_font.__wrapped__(face, rounded(frozenset("Ω")), ("smcp",))
    assert web_font.__wrapped__(face, letters, ()) == first
