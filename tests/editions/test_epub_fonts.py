"""The fonts of the EPUB: those of the theme, only the cuts and the letters that an article shows."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from books import book, pressed

HEAD = "---\ntitle: Plain\ndate: 2026-01-02\n---\n\n"
ALWAYS = {"literata-400-normal", "literata-400-italic", "inter-400-normal", "inter-700-normal"}
CODE = {"jetbrains-mono-400-normal"}
LISTING = {"jetbrains-mono-400-italic", "jetbrains-mono-700-normal"}


def _fonts(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the fonts of a book by name."""
    return {Path(n).stem: data for n, data in files.items() if n.startswith("EPUB/fonts/")}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Plain words.\n\n## A heading\n\nMore.", set()),
        ("Words that are *slanted*.", set()),
        ("Words that are **bold**.", {"literata-700-normal"}),
        ("A term\n:   and what it means.", {"literata-700-normal"}),
        ("*Slanted and **bold** at once.*", {"literata-700-normal", "literata-700-italic"}),
        ("**Bold and *slanted* at once.**", {"literata-700-normal", "literata-700-italic"}),
        ("**Bold** and *slanted* apart.", {"literata-700-normal"}),
        ("Some `code` in a line.", CODE),
        ("~~~\na block\n~~~", CODE),
        ("~~~python\nreturn 1\n~~~", CODE | LISTING),
        ("Peace, שלום.", {"noto-serif-hebrew-400-normal", "noto-sans-hebrew-400-normal"}),
    ],
)
def test_a_book_carries_the_cuts_that_it_shows(text: str, more: set[str], tmp_path: Path) -> None:
    """A cut is in the book where the text asks for it, and only there."""
    found = set(_fonts(book(tmp_path, HEAD + text)))
    assert found - {"noto-sans-hebrew-700-normal"} == ALWAYS | more


def test_a_theme_that_adds_bold_words_brings_the_bold(tmp_path: Path) -> None:
    """A style sheet of a theme may set the text's own words bold, as that of journals does."""
    (tmp_path / "templates" / "own" / "css").mkdir(parents=True)
    (tmp_path / "templates" / "own" / "theme.toml").write_text('description = "Own"\n')
    sheet = tmp_path / "templates" / "own" / "css" / "epub-extra.css"
    for css, more in (
        ("p { font-weight: bold; }", {"literata-700-normal"}),
        ("p { margin: 0; }", set()),
    ):
        sheet.write_text(css)
        found = set(_fonts(book(tmp_path, HEAD + "Words.", 'theme = "own"\n')))
        assert found == ALWAYS | more


def test_each_font_is_declared_named_and_enclosed(tmp_path: Path) -> None:
    """Each font of a book has one rule in its sheet and one line in its manifest, and all load."""
    files = book(tmp_path, HEAD + "Some *words* and `code`.")
    sheet, package = files["EPUB/styles/article.css"].decode(), files["EPUB/content.opf"].decode()
    named = re.findall(r'@font-face \{[^}]*url\("\.\./(fonts/[^"]+)"\)', sheet)
    assert {f"EPUB/{name}" for name in named} == {n for n in files if n.startswith("EPUB/fonts/")}
    assert re.findall(r'href="(fonts/[^"]+)" [^>]*media-type="font/woff"', package) == named
    assert 'property="ibooks:specified-fonts">true<' in package
    for data in _fonts(files).values():
        assert TTFont(BytesIO(data))["OS/2"].fsType == 0


def test_a_font_has_only_the_scripts_of_its_book(tmp_path: Path) -> None:
    """A letter of the theme's font in no script of the book is not in it."""
    letters = TTFont(BytesIO(_fonts(book(tmp_path, HEAD + "A word and я."))["literata-400-normal"]))
    assert {ord("я"), ord("ж"), ord("a"), ord("é")} <= set(letters.getBestCmap())
    assert not {ord("Ψ"), ord("œ"), ord("ạ")} & set(letters.getBestCmap())


@pytest.mark.parametrize(
    ("theme", "font", "tags"),
    [("printfriendly", "literata", set()), ("paperback", "eb-garamond", {"smcp"})],
)
def test_a_book_has_small_capitals_where_its_theme_sets_some(
    theme: str, font: str, tags: set[str], tmp_path: Path
) -> None:
    """They are half of a font's glyphs, and the reader cannot draw them without."""
    fonts = _fonts(book(tmp_path, HEAD + "Words.", f'theme = "{theme}"\n'))
    table = TTFont(BytesIO(fonts[f"{font}-400-normal"]))["GSUB"].table
    assert {r.FeatureTag for r in table.FeatureList.FeatureRecord} & {"smcp", "c2sc"} == tags


def test_no_fonts_where_the_settings_refuse_them(tmp_path: Path) -> None:
    """With `embed_fonts = false` a book has no fonts, names none, and is left to the reader's."""
    files = book(tmp_path, HEAD + "Some *words* and שלום.", "embed_fonts = false\n")
    assert not _fonts(files)
    sheet = files["EPUB/styles/article.css"].decode()
    assert not re.search(r"@font-face|Literata|Inter\b", sheet)
    assert "ibooks" not in files["EPUB/content.opf"].decode()


def test_what_is_compressed_is_only_stored(tmp_path: Path) -> None:
    """Fonts are compressed in themselves, and so not again; text is."""
    data = pressed(tmp_path, HEAD + "Words.").of("epub").data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kinds = {i.filename.rpartition(".")[2]: i.compress_type for i in archive.infolist()}
    assert kinds["woff"] == zipfile.ZIP_STORED
    assert kinds["xhtml"] == kinds["css"] == zipfile.ZIP_DEFLATED


def test_code_keeps_its_characters(tmp_path: Path) -> None:
    """No two characters of code are drawn as one, as the code font would draw an arrow of `->`."""
    sheet = book(tmp_path, HEAD + "Some `a -> b`.")["EPUB/styles/article.css"].decode()
    rules = [rule for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet) if "JetBrains" in rule[1]]
    (code,) = [body for selector, body in rules if "kbd" in selector]
    assert "font-variant-ligatures: none" in code
