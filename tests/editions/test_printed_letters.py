"""Letters that only a style sheet or a theme prints are in the fonts of every edition."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from books import book

HEAD = "---\ntitle: Plain\ndate: 2026-01-02\n---\n\n"
PRINTED = 'custom_css = """p::after {{ content: "{}"; }}"""\n'


def _letters(fonts: list[bytes]) -> set[str]:
    """Return the letters that fonts have together."""
    return {chr(at) for font in fonts for at in TTFont(BytesIO(font)).getBestCmap()}


def _of_book(files: dict[str, bytes]) -> set[str]:
    """Return the letters of a book's fonts."""
    return _letters([data for name, data in files.items() if name.endswith(".woff")])


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_ornament_of_a_theme_is_printed(lang: str, tmp_path: Path) -> None:
    """What the paperback sets between sections is in the book's fonts, in every language."""
    text = HEAD.replace("date", f"lang: {lang}\ndate") + "One.\n\n* * *\n\nTwo.\n"
    files = book(tmp_path, text, 'theme = "paperback"\n')
    assert "❦" in _letters([files["EPUB/fonts/eb-garamond-400-normal.woff"]])


@pytest.mark.parametrize("letter", ["→", "Ж", "א", "木"])
def test_letters_of_custom_css_are_in_the_fonts(letter: str, tmp_path: Path) -> None:
    """Whatever script they are of, and whether the theme's fonts have them or others."""
    assert letter in _of_book(book(tmp_path, HEAD + "Words.", PRINTED.format(letter)))


@pytest.mark.parametrize(
    ("lang", "text", "marks"),
    [
        ("de", "Er sagte <q>so <q>und</q> so</q>.", "„“‚‘"),
        ("ja", "彼は<q>雨<q>と</q>雪</q>と言った。", "「」『』"),
        ("en", 'She said <q lang="fr">oui</q>.', "«»"),
        ("en", 'She said <q lang="zh-Hant">雨</q>.', "「」"),
    ],
)
def test_the_marks_of_quotations_are_in_the_fonts(
    lang: str, text: str, marks: str, tmp_path: Path
) -> None:
    """They are in no text: the page sets them around ``q``, as the language has them."""
    head = HEAD.replace("date", f"lang: {lang}\ndate")
    assert set(marks) <= _of_book(book(tmp_path, head + text))
