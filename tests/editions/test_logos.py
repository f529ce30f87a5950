"""Logos of settings or theme: a dark variant, and letters of the theme's own fonts."""

import base64
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from commandline import triptych, write

ARTICLE = "---\ntitle: Dressed\ndate: 2025-01-01\nidentifier: a\n---\nSome text.\n"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
    '<text x="10" y="40" font-family="Helvetica" font-size="30" fill="{}">Acme</text></svg>'
)
LIGHT, DARK, OTHER = LOGO.format("#102030"), LOGO.format("#e0f0ff"), LOGO.format("#405060")
SETTINGS = 'title = "The Acme Review"\n'


def _build(
    root: Path, settings: str, theme: str, files: Mapping[str, str | bytes], formats: str = "html"
) -> str:
    """Build an article in a theme of this text, and return what is printed of it."""
    write(
        root,
        {
            "triptych.toml": f'{SETTINGS}theme = "mine"\n{settings}',
            "content/a.md": ARTICLE,
            "templates/mine/theme.toml": f'description = "Mine"\n{theme}',
            **files,
        },
    )
    return triptych(root, "build", "--formats", formats).err


def _header(root: Path) -> str:
    """Return the part of the page before its title, with each drawing read by its colour."""
    page = (root / "out" / "a" / "a.html").read_text(encoding="utf-8")
    head = page.partition('id="pf-print-area">')[2].partition("<h1")[0]

    def colour(found: re.Match[str]) -> str:

        drawing = base64.b64decode(found[1]).decode()
        return next(c for c in ("#102030", "#e0f0ff", "#405060") if c in drawing)

    return re.sub(r"data:image/svg\+xml;base64,([\w+/=]+)", colour, head)


def test_a_theme_has_a_logo_in_every_edition(tmp_path: Path) -> None:
    """Above the title on page and paper, on the title page of the EPUB, named after the publication."""
    files = {"templates/mine/logo.svg": LIGHT}
    assert "warning" not in _build(tmp_path, "", 'logo = "logo.svg"\n', files, "html,epub,pdf")
    assert (
        '<img id="pf-header-img" class="pf-logo" src="#102030" alt="The Acme Review">'
        in _header(tmp_path)
    )
    assert "<picture>" not in _header(tmp_path)
    with zipfile.ZipFile(tmp_path / "out" / "a" / "a.epub") as book:
        drawings = [name for name in book.namelist() if name.endswith(".svg")]
        assert b"#102030" in book.read(drawings[0])
    with pymupdf.open(tmp_path / "out" / "a" / "a.pdf") as pdf:
        spans = [
            span
            for block in pdf[0].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        (logo,) = [span for span in spans if span["text"].strip() == "Acme"]
        assert "Inter" in logo["font"]


def test_a_logo_without_a_size_does_not_fill_the_page(tmp_path: Path) -> None:
    """It is as high as a token says; the image of the settings is as wide as it was in the original."""
    files = {"templates/mine/logo.svg": LIGHT, "o.svg": OTHER}
    _build(tmp_path, "", 'logo = "logo.svg"\n[tokens]\nlogo-height = "2rem"\n', files)
    page = (tmp_path / "out" / "a" / "a.html").read_text(encoding="utf-8")
    assert "height: var(--pf-logo-height, 3rem)" in page
    assert "--pf-logo-height: 2rem" in page
    _build(tmp_path, 'header_image = "o.svg"\n', 'logo = "logo.svg"\n', files)
    page = (tmp_path / "out" / "a" / "a.html").read_text(encoding="utf-8")
    assert "pf-logo" not in page


def test_a_dark_variant_is_for_dark_screens(tmp_path: Path) -> None:
    """Not for paper, on which a browser in dark mode prints."""
    files = {"templates/mine/logo.svg": LIGHT, "templates/mine/night/logo.svg": DARK}
    theme = 'logo = "logo.svg"\nlogo_dark = "night/logo.svg"\n'
    _build(tmp_path, "", theme, files, "html,pdf")
    head = _header(tmp_path)
    source = '<source media="screen and (prefers-color-scheme: dark)" srcset="#e0f0ff">'
    assert source in head
    assert head.index("<picture>") < head.index(source) < head.index("#102030")


def test_a_book_has_the_dark_variant_too(tmp_path: Path) -> None:
    """On its title page, transparent, for it is on no white; each is in the manifest."""
    out = BytesIO()
    Image.new("RGBA", (40, 20), (224, 240, 255, 0)).save(out, "PNG")
    files = {"templates/mine/logo.png": out.getvalue(), "templates/mine/night.png": out.getvalue()}
    theme = 'logo = "logo.png"\nlogo_dark = "night.png"\n'
    _build(tmp_path, "", theme, files, "epub")
    with zipfile.ZipFile(tmp_path / "out" / "a" / "a.epub") as book:
        page = book.read("EPUB/text/title.xhtml").decode()
        found = re.search(
            r'media="\(prefers-color-scheme: dark\)" srcset="../([^"]+)"/>\s*<img', page
        )
        assert found
        assert f'href="{found[1]}"' in book.read("EPUB/content.opf").decode()
        with Image.open(BytesIO(book.read(f"EPUB/{found[1]}"))) as dark:
            assert dark.has_transparency_data
        light = re.search(r'<img[^>]* src="../([^"]+)"', page)
        assert light
        with Image.open(BytesIO(book.read(f"EPUB/{light[1]}"))) as shown:
            assert not shown.has_transparency_data


@pytest.mark.parametrize(
    ("settings", "theme", "shown"),
    [
        ('header_image = "o.svg"', 'logo = "logo.svg"\nlogo_dark = "dark.svg"', ["#405060"]),
        (
            'header_image = "o.svg"\nlogo_dark = "d.svg"',
            'logo = "logo.svg"',
            ["#e0f0ff", "#405060"],
        ),
        ('logo_dark = "d.svg"', 'logo = "logo.svg"', ["#e0f0ff", "#102030"]),
        ("", 'logo_dark = "dark.svg"', []),
    ],
)
def test_the_settings_come_before_the_theme(
    settings: str, theme: str, shown: list[str], tmp_path: Path
) -> None:
    """A dark variant of the theme does not accompany another image."""
    files = {"o.svg": OTHER, "d.svg": DARK}
    files |= {"templates/mine/logo.svg": LIGHT, "templates/mine/dark.svg": DARK}
    _build(tmp_path, f"{settings}\n", f"{theme}\n", files)
    assert re.findall(r"#\w{6}", _header(tmp_path)) == shown


def test_a_dark_logo_alone_is_reported(tmp_path: Path) -> None:
    """It has no effect."""
    told = _build(tmp_path, 'logo_dark = "d.svg"\n', "", {"d.svg": DARK})
    assert "triptych.toml:3: warning: `logo_dark` has no effect without a `header_image`" in told


def test_the_dark_logo_of_a_parent_is_not_beside_that_of_a_child(tmp_path: Path) -> None:
    """The child's logo is shown on dark screens too."""
    files = {
        "templates/mine/logo.svg": OTHER,
        "templates/old/theme.toml": 'logo = "logo.svg"\nlogo_dark = "dark.svg"\n',
        "templates/old/logo.svg": LIGHT,
        "templates/old/dark.svg": DARK,
    }
    _build(tmp_path, "", 'inherits = "old"\nlogo = "logo.svg"\n', files)
    assert re.findall(r"#\w{6}", _header(tmp_path)) == ["#405060"]


BAD = {
    'logo = "lgo.svg"': ("the logo file “lgo.svg” does not exist", "Did you mean “logo.svg”?"),
    'logo = "../logo.svg"': ("the logo file “../logo.svg” is outside the theme", "Copy it"),
    'logo = "https://x.example/l.svg"': ("no logo is fetched", "Save the logo"),
    'logo = "theme.toml"': ("theme.toml", ""),
    "logo = 3": ("logo", ""),
}


@pytest.mark.parametrize("theme", BAD)
def test_a_logo_that_cannot_be_used_is_one_error(theme: str, tmp_path: Path) -> None:
    """With the line that names it."""
    message, hint = BAD[theme]
    told = _build(tmp_path, "", f"{theme}\n", {"templates/mine/logo.svg": LIGHT})
    assert told.startswith("templates/mine/theme.toml:2: error: ")
    assert message in told
    assert hint in told


def test_the_letters_of_a_logo_are_those_of_the_theme(tmp_path: Path) -> None:
    """The drawing carries them, in the page and in the book: no font of the machine sets it."""
    _build(tmp_path, "", 'logo = "logo.svg"\n', {"templates/mine/logo.svg": LIGHT}, "html,epub")
    page = (tmp_path / "out" / "a" / "a.html").read_text(encoding="utf-8")
    found = re.search(
        r'id="pf-header-img" class="pf-logo" src="data:image/svg\+xml;base64,([\w+/=]+)', page
    )

    assert found is not None
    drawing = base64.b64decode(found[1]).decode()
    with zipfile.ZipFile(tmp_path / "out" / "a" / "a.epub") as book:
        (name,) = [name for name in book.namelist() if name.endswith(".svg")]
        inner = book.read(name).decode()
    for each in (drawing, inner):
        assert "@font-face" in each
        assert "Inter" in each
        assert "Helvetica" not in each.replace("'Helvetica Neue'", "")
