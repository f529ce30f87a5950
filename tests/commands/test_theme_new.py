"""``triptych theme new --from``: a theme out of a style sheet, a saved page or a logo."""

import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from commandline import editions, triptych, write
from own_fonts import font, packed
from triptych.theme.contrasts import low_contrasts
from triptych.theme.load import load_theme

HANDBOOK = Path(__file__).parents[2] / "content" / "handbook"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" onload="x()"><script>x()</script>'
    '<rect width="60" height="60" fill="#d9480f"/>'
    '<text x="70" y="40" fill="#1864ab">Acme</text><image href="https://x.example/a.png"/></svg>'
)
CSS = """\
#pf-title { background: #0b7285; color: #fff; font-family: Inter, sans-serif }
#pf-body { color: #777; background: #fffaf0; font-family: Georgia, serif }
#pf-content a { color: orange }
"""
PAGE = """\
<!doctype html><html><head><meta charset="utf-8"><meta name="theme-color" content="#6200ee">
<link rel="stylesheet" href="page_files/s.css"><link rel="stylesheet" href="https://x.example/s.css">
<link rel="stylesheet" href="../../outside.css"><link rel="stylesheet" href="/etc/passwd">
<style>body { background: #fff; color: #111; font: 16px/1.6 House, serif }</style></head>
<body><header><a class="brand" href="/"><img src="page_files/l.svg" alt="Acme"></a></header>
<h1 class="entry-title">T</h1><p>Some <a style="color: #03dac6">link</a></p></body></html>
"""
ARTICLE = (
    "---\ntitle: Dressed\ndate: 2025-01-01\nidentifier: a\n---\nSome *text*.\n\n## A heading\n"
)


def _png(*colours: str) -> bytes:
    """Return a picture of stripes on a transparent ground."""
    image = Image.new("RGBA", (90, 60), (0, 0, 0, 0))
    for at, colour in enumerate(colours):
        image.paste(colour, (at * 30, 0, at * 30 + 30 - 5 * at, 60))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


SOURCES: dict[str, dict[str, str | bytes]] = {
    "house.css": {"house.css": CSS},
    "page.html": {
        "page.html": PAGE,
        "page_files/s.css": "pre { background: #eee } @font-face { font-family: House; src: url(h.woff2) }",
        "page_files/h.woff2": packed(font(), "woff2"),
        "page_files/l.svg": SVG,
    },
    "logo.svg": {"logo.svg": SVG},
    "logo.png": {"logo.png": _png("#c2185b", "#1864ab")},
}


def _new(root: Path, source: str, files: dict[str, str | bytes]) -> str:
    """Make the theme ``house`` from a source in a folder of its own, and return what is printed."""
    write(root, {"pub/triptych.toml": 'theme = "house"\n', "pub/content/a.md": ARTICLE})
    write(root / "src", files)
    told = triptych(root / "pub", "theme", "new", "house", "--from", f"../src/{source}")
    assert (told.code, told.err) == (0, "")
    return told.out


@pytest.mark.parametrize("source", SOURCES)
def test_a_theme_made_from_a_file_has_no_mistake(source: str, tmp_path: Path) -> None:
    """It builds in strict mode, all its colours can be read, and a second one is the same."""
    _new(tmp_path / "one", source, SOURCES[source])
    root = tmp_path / "one" / "pub"
    told = triptych(root, "build", "--strict", "--formats", "html,epub")
    assert told.code == 0, told.err
    assert "warning" not in told.err
    assert [*low_contrasts(load_theme("house", root))] == []
    _new(tmp_path / "two", source, SOURCES[source])
    assert editions(tmp_path / "two" / "pub" / "templates") == editions(root / "templates")


def test_a_style_sheet_gives_colours_and_fonts(tmp_path: Path) -> None:
    """What was read and what was changed is printed, a line each."""
    told = _new(tmp_path, "house.css", SOURCES["house.css"])
    theme = load_theme("house", tmp_path / "pub")
    assert (theme.tokens["banner"], theme.tokens["paper"]) == ("#0b7285", "#fffaf0")
    assert theme.settings["fonts"]["display"]["family"] == "Inter"
    assert "Read of house.css: ink #777777, paper #fffaf0, link #ffa500, banner #0b7285" in told
    assert "Changed: link #ffa500 → " in told
    assert "Font of text: Literata is the closest to “Georgia”" in told


def test_a_page_gives_its_sheets_fonts_and_logo(tmp_path: Path) -> None:
    """Only what is beside it: nothing is fetched, and no file outside its folder is read."""
    write(tmp_path, {"outside.css": "body { background: #ff0000 }"})
    told = _new(tmp_path, "page.html", SOURCES["page.html"])
    theme = load_theme("house", tmp_path / "pub")
    assert (theme.tokens["banner"], theme.tokens["wash"]) == ("#6200ee", "#eeeeee")
    assert theme.tokens["paper"] == "#ffffff"
    assert (theme.tokens["screen-size"], theme.tokens["leading"]) == ("16px", "1.6")
    assert [file.name for file in theme.files["text"].files] == ["fonts/h.woff2"]
    logo = (tmp_path / "pub" / "templates" / "house" / "logo.svg").read_text(encoding="utf-8")
    assert "script" not in logo
    assert "x.example" not in logo
    assert "Not taken: the style sheet https://x.example/s.css is not beside the page" in told
    assert "Not taken: the style sheet ../../outside.css is not beside the page" in told


def test_a_page_may_carry_its_logo_itself(tmp_path: Path) -> None:
    """As pages saved in one file do."""
    data = base64.b64encode(_png("#c2185b")).decode()
    page = (
        f'<body style="color:#111"><img id="site-logo" src="data:image/png;base64,{data}"></body>'
    )
    _new(tmp_path, "page.html", {"page.html": page})
    assert (
        (tmp_path / "pub" / "templates" / "house" / "logo.png").read_bytes().startswith(b"\x89PNG")
    )


def test_a_page_gives_its_logo_for_dark_screens(tmp_path: Path) -> None:
    """That of the element around the picture."""
    dark = '<source media="(prefers-color-scheme: dark)" srcset="dark.svg 1x, dark-2.svg 2x">'
    page = (
        f'<body style="color:#111"><picture>{dark}<img class="logo" src="l.svg"></picture></body>'
    )
    files = {"page.html": page, "l.svg": SVG, "dark.svg": SVG.replace("#d9480f", "#ffd8a8")}
    told = _new(tmp_path, "page.html", {**files})
    theme = load_theme("house", tmp_path / "pub")
    assert (theme.settings["logo"], theme.settings["logo_dark"]) == ("logo.svg", "logo-dark.svg")
    assert b"#ffd8a8" in (theme.folders[0] / "logo-dark.svg").read_bytes()
    assert "Logo: logo.svg" in told


@pytest.mark.parametrize(
    ("source", "first", "second"),
    [("logo.svg", "#d9480f", "#1864ab"), ("logo.png", "#c2185b", "#1864ab")],
)
def test_a_logo_gives_the_colours_of_the_house(
    source: str, first: str, second: str, tmp_path: Path
) -> None:
    """The one that covers most is the banner's; letters of a drawing count too."""
    told = _new(tmp_path, source, SOURCES[source])
    assert load_theme("house", tmp_path / "pub").tokens["banner"] == first
    assert f"Colours of the house: {first}, {second}" in told


BAD: dict[str, tuple[bytes, str]] = {
    "empty.css": (b"", "no colour and no font was found"),
    "empty.html": (b"", "the page has no HTML"),
    "plain.html": (b"<p>Text", "no colour and no font was found"),
    "broken.png": (b"\x89PNG\r\n\x1a\n1234", "broken.png"),
    "broken.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "is not well-formed SVG"),
    "bomb.svg": (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><svg xmlns='http://www.w3.org/2000/svg'><text>&j;</text></svg>",
        "grow to many times the file",
    ),
    "notes.txt": (b"text", "no theme can be made from this kind of file"),
    "deep.html": (b"<div>" * 100_000, "no"),
    "zeros.html": (bytes(1000), "no"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_of_no_use_is_one_error(name: str, tmp_path: Path) -> None:
    """No theme is made, and the message names the file."""
    data, message = BAD[name]
    write(tmp_path, {name: data, "triptych.toml": ""})
    told = triptych(tmp_path, "theme", "new", "house", "--from", name)
    assert told.code == 3
    assert message in told.err
    assert name in told.err
    assert not (tmp_path / "templates").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Neither a theme, nor a file where the new one would have its logo."""
    write(tmp_path, {"logo.svg": SVG, "templates/house/logo.svg": "mine", "triptych.toml": ""})
    told = triptych(tmp_path, "theme", "new", "house", "--from", "logo.svg")
    assert (told.code, "exists already" in told.err) == (7, True)
    assert editions(tmp_path / "templates") == {"house/logo.svg": b"mine"}


def test_values_of_a_source_cannot_leave_their_quotes(tmp_path: Path) -> None:
    """A family or file of any name is text of TOML."""
    css = 'body { font-family: "a\\"]\\n[x]"; color: #222; --x: "\\22" }'
    _new(tmp_path, 'a"b.css', {'a"b.css': css})
    assert load_theme("house", tmp_path / "pub").settings["description"] == 'house, after a"b.css'


def test_the_handbook_shows_what_is_printed(tmp_path: Path) -> None:
    """The page “Make it yours” shows the lines for a style sheet, and those for a colour too light."""
    page = (HANDBOOK / "make-it-yours.md").read_text(encoding="utf-8")
    css = (
        "body { font-family: Georgia, serif; color: #2b2b2b; background: #fffaf0 }"
        "#pf-title { background: #0b7285 } a { color: #ffa500 }"
    )
    told = _new(tmp_path, "style.css", {"style.css": css})
    assert f"```\n{told}```\n" in page
    theme = '[tokens]\n# accent = "#9a3b1e"\n\nlink = "orange"\n'
    write(tmp_path / "pub", {"templates/house/theme.toml": theme})
    lines = triptych(tmp_path / "pub", "build", "--formats", "html").err.splitlines()
    at = next(n for n, line in enumerate(lines) if "theme-contrast" in line)
    shown = [lines[at].removesuffix(" [theme-contrast]"), lines[at + 1]]
    assert "\n".join(shown) in page
