"""Lines on a cover: as large as they fit, whole, in fonts that have their letters."""

from functools import cache

import pytest

from triptych.editions.epub import lettering
from triptych.editions.epub.lettering import Column, Typeface
from triptych.fonts.fallback import Text, choose_fallback
from triptych.pictures import raster
from triptych.theme.load import load_theme

SIZES = (132, 98, 64, 40)
WIDTH = 808
TITLES = {
    "short": ("Go", "en"),
    "sentence": ("Did Pakistan Find Its Way Back to Washington in 2025?", "en"),
    "long": (f"{'A very long title that goes on and '.capitalize() * 5}ends", "en"),
    "one long word": ("Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik" * 2, "de"),
    "Japanese": ("組版の美しさについて、あるいは『頁』という宇宙", "ja"),
    "Thai": ("ประวัติศาสตร์ของการพิมพ์ในประเทศไทยและหนังสือเล่มแรก", "th"),
    "Arabic": ("تاريخ الطباعة العربية من البدايات إلى اليوم", "ar"),
    "Hindi": ("हिन्दी मुद्रण का इतिहास और उसका भविष्य", "hi"),
    "mixed": ("Die Liebe und אהבה in 25 Briefen", "de"),
    "unknown": ("A \U00012000 sign", "en"),
    "spaces": ("  one   two  ", "en"),
}


@cache
def _typeface(text: str, lang: str) -> Typeface:
    """Return the built-in theme's display for a text."""
    theme = load_theme("printfriendly", None)
    fallback = choose_fallback(theme, Text(f"{text}…-", "", lang))
    return lettering.typeface(fallback, "display", 700, frozenset(text))


def _bare(text: str) -> str:
    """Return the letters of a text alone."""
    return "".join(c for c in text if c not in " -\u00a0")


@pytest.mark.parametrize(("text", "lang"), TITLES.values(), ids=TITLES)
def test_lines_are_within_the_measure_and_lose_no_letter(text: str, lang: str) -> None:
    """No line is wider than the column, and the lines together are the text."""
    face = _typeface(text, lang)
    size, lines = lettering.fit(text, face, SIZES, WIDTH, 4)
    assert _bare("".join(lines)) == _bare(text)
    assert all(line == line.strip() and line for line in lines)
    for line in lines:
        assert sum(w for _, w in _placed(line, face, size)) <= WIDTH + 2
    assert len(lines) <= 4 or size == SIZES[-1]


def _placed(line: str, face: Typeface, size: int) -> list[tuple[float, float]]:
    """Return where each run of a line begins, and its width by its font at that size."""
    placed = list(Column(0, WIDTH).place(line, face, size, 0))
    return [(p.at[0], raster.breadth(p.text, p.font, size, is_rtl=p.is_rtl)) for p in placed]


def test_a_text_is_as_large_as_it_fits() -> None:
    """The largest size is taken at which all lines fit, and lines are of about one length."""
    text = "one two three four five six seven eight"
    face = _typeface(text, "en")
    size, lines = lettering.fit(text, face, SIZES, WIDTH, 4)
    assert (size, len(lines)) == (98, 2) or size == SIZES[0]
    widths = [face.width(line) for line in lines]
    assert min(widths) > 0.6 * max(widths)


def test_what_is_far_too_long_is_cut() -> None:
    """A text beyond any cover ends in an ellipsis, after three times the lines."""
    text = "word " * 5000
    size, lines = lettering.fit(text, _typeface(text, "en"), SIZES, WIDTH, 4)
    assert size == SIZES[-1]
    assert len(lines) == 12
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "lang", "never"),
    [
        ("「頁」について、また『活字』について。", "ja", "、。」』"),
        ("（一）你好，世界！", "zh-Hans", "，！）"),
    ],
)
def test_no_line_begins_with_a_closing_mark(text: str, lang: str, never: str) -> None:
    """Marks that close stay with the character before them, at every measure."""
    face = _typeface(text, lang)
    for width in range(200, 900, 50):
        _, lines = lettering.fit(text, face, SIZES, width, 20)
        assert not [line for line in lines if line[0] in never]
        assert not [line for line in lines if line[-1] in "「『（"]


def test_runs_go_from_the_side_of_the_language() -> None:
    """In a right-to-left line the first words are rightmost, and each run has its own direction."""
    line = "ليلى حسن و Ann Lee"
    face = _typeface(line, "ar")
    placed = list(Column(0, WIDTH, is_rtl=True).place(line, face, 48, 0))
    latin = next(p for p in placed if "Ann" in p.text)
    arabic = next(p for p in placed if "ليلى" in p.text)
    assert latin.at[0] < arabic.at[0]
    assert (latin.is_rtl, arabic.is_rtl) == (False, True)


@pytest.mark.parametrize(("is_rtl", "is_centred"), [(False, False), (True, False), (False, True)])
def test_a_line_is_on_its_side(*, is_rtl: bool, is_centred: bool) -> None:
    """A line begins at the left, ends at the right, or has the same room on both sides."""
    face = _typeface("Go", "en")
    (word,) = Column(96, WIDTH, is_rtl, is_centred).place("Go", face, 48, 0)
    room = WIDTH - face.width("Go") * 0.48
    expected = room if is_rtl else room / 2 if is_centred else 0
    assert abs(word.at[0] - 96 - expected) <= 1
