"""Mistakes in a theme are findings with file and line, once a publication; sound themes have none."""

from pathlib import Path

import pytest

from commandline import triptych, write

ARTICLE = "---\ntitle: Dressed\ndate: 2025-01-01\npage_list: false\n---\nSome text.\n"
FONT = '[fonts.text]\nfamily = "Literata"\n'
MISTAKES = {
    "an unknown token in a style sheet": (
        {"css/extra.css": "p {\n  color: var(--pf-acent);\n}\n"},
        "css/extra.css:2: warning: unknown token `--pf-acent`",
        "Did you mean `--pf-accent`?",
    ),
    "an unknown token in a template": (
        {"page.css.j2": "/* ours */\nbody { margin: var(--pf-margin-sid) }\n"},
        "page.css.j2:2: warning: unknown token `--pf-margin-sid`",
        "Did you mean `--pf-margin-side`?",
    ),
    "a colour with a digit too few": (
        {"theme.toml": '[tokens]\naccent = "#9a3b1"\n'},
        "theme.toml:2: warning: the token `accent` is “#9a3b1”, which is not a colour",
        "Write a CSS colour",
    ),
    "a colour by a name that does not exist": (
        {"theme.toml": '[dark]\nlink = "blu"\n'},
        "theme.toml:2: warning: the token `link` is “blu”, which is not a colour",
        "Write a CSS colour",
    ),
    "a colour of a declaration": (
        {"css/print.css": "p { color: gren }\n"},
        "css/print.css:1: warning: `color`: “gren” is not a colour",
        "Write a CSS colour",
    ),
    "a declaration without a colon": (
        {"css/print.css": "p {\n  margin 0;\n  color: red\n}\n"},
        "css/print.css:2: warning: CSS does not parse",
        "It has no effect",
    ),
    "a rule without a block": (
        {"css/print.css": "p { margin: 0 }\nh2\n"},
        "css/print.css:2: warning: CSS does not parse",
        "It has no effect",
    ),
    "a block that no parent has": (
        {
            "article.html.j2": '{% extends "printfriendly/article.html.j2" %}\n'
            "{% block foter %}x{% endblock %}\n"
        },
        "article.html.j2:2: warning: no parent template has a block `foter`",
        "Did you mean `footer`?",
    ),
    "a font from a file": (
        {"css/print.css": '@font-face { font-family: "Own"; src: url(own.woff2) }\n'},
        "css/print.css:1: warning: `@font-face` “Own” loads a file",
        "Name its file in theme.toml",
    ),
    "a font from the network": (
        {"css/print.css": "\n@font-face { font-family: Far; src: url(https://a.example/f) }\n"},
        "css/print.css:2: warning: `@font-face` “Far” loads a file",
        "Name its file in theme.toml",
    ),
    "a font without a source": (
        {"css/print.css": "@font-face { font-family: Own }\n"},
        "css/print.css:1: warning: `@font-face` “Own” has no `src`",
        "Name its file in theme.toml",
    ),
    "a label misspelt": (
        {"labels.toml": '[en]\ncontent = "Inside"\n'},
        "labels.toml:2: warning: unknown label `content`",
        "Did you mean `contents`?",
    ),
    "a token misspelt": (
        {"theme.toml": '[tokens]\nmesure = "38rem"\n'},
        "theme.toml:2: warning: unknown token `mesure`",
        "Did you mean `measure`?",
    ),
    "a table misspelt": (
        {"theme.toml": '[token]\naccent = "#000"\n'},
        "theme.toml:1: warning: unknown table `token`",
        "Did you mean `tokens`?",
    ),
    "a length without a unit": (
        {"theme.toml": '[dark]\nlink = "#aaccee"\n[tokens]\nmargin-side = "29"\n'},
        "theme.toml:4: warning: the token `margin-side` is “29”, which is not a length",
        "such as 29mm",
    ),
    "a length with a unit that does not exist": (
        {"theme.toml": '[tokens]\nscreen-size = "16p"\n'},
        "theme.toml:2: warning: the token `screen-size` is “16p”, which is not a length",
        "Write a number and its unit",
    ),
    "a length with a space": (
        {"theme.toml": '[tokens]\nprint-size = "10 pt"\n'},
        "theme.toml:2: warning: the token `print-size` is “10 pt”, which is not a length",
        "or `auto`",
    ),
    "a number with a comma": (
        {"theme.toml": '[tokens]\nleading = "1,5"\n'},
        "theme.toml:2: warning: the token `leading` is “1,5”, which is not a number",
        "such as 1.5",
    ),
    "a token that ends its declaration": (
        {"theme.toml": '[tokens]\nown = "1px; } p { color: red"\n'},
        "theme.toml:2: warning: the token `own` is “1px; } p { color: red”, which is not one value",
        "rules belong in css/extra.css",
    ),
    "a style sheet misspelt": (
        {"css/pritn.css": "p { margin: 0 }\n"},
        "css/pritn.css: warning: no edition uses the theme's file css/pritn.css",
        "Did you mean `css/print.css`?",
    ),
    "a style sheet in the wrong folder": (
        {"extra.css": "p { margin: 0 }\n"},
        "extra.css: warning: no edition uses the theme's file extra.css",
        "Did you mean `css/extra.css`?",
    ),
    "a style sheet that nothing loads": (
        {"css/custom.css": "p { margin: 0 }\n"},
        "css/custom.css: warning: no edition uses the theme's file css/custom.css",
        "Write its rules in css/extra.css",
    ),
    "a style sheet of another language": (
        {"css/extra.scss": "p { margin: 0 }\n"},
        "css/extra.scss: warning: no edition uses the theme's file css/extra.scss",
        "Did you mean `css/extra.css`?",
    ),
    "a template of another name": (
        {"article.html.jinja": "<p>x</p>\n"},
        "article.html.jinja: warning: no edition uses the theme's file article.html.jinja",
        "Did you mean `article.html.j2`?",
    ),
    "a file of labels misspelt": (
        {"label.toml": "[en]\n"},
        "label.toml: warning: no edition uses the theme's file label.toml",
        "Did you mean `labels.toml`?",
    ),
    "a key misspelt": (
        {"theme.toml": 'inherit = "journal"\n'},
        "theme.toml:1: warning: unknown table `inherit`",
        "Did you mean `inherits`?",
    ),
}


def _build(folder: Path, files: dict[str, str]) -> list[str]:
    """Build two articles as HTML in a theme with these files, and return what is printed of it."""
    theme = {"theme.toml": 'description = "Ours"\n', **files}
    articles = {f"content/{name}.md": ARTICLE for name in "ab"}
    named = {f"templates/ours/{name}": text for name, text in theme.items()}
    write(folder, {"triptych.toml": 'theme = "ours"\n', **articles, **named})
    return triptych(folder, "build", "--formats", "html").err.splitlines()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_theme_is_reported_once(name: str, tmp_path: Path) -> None:
    """With its file, line and what to do; however many articles the theme dresses."""
    files, message, hint = MISTAKES[name]
    lines = _build(tmp_path, files)
    (at,) = [n for n, line in enumerate(lines) if line.startswith(f"templates/ours/{message}")]
    assert hint in lines[at + 1]
    assert len([line for line in lines if "[theme]" in line]) == 1


SOUND = {
    "theme.toml": '[tokens]\naccent = "oklch(50% 0.1 30)"\nown-size = "3mm"\nink = "rgb(0 0 0 / 90%)"\n'
    'measure = "min(40rem, 90vw)"\nmargin-side = "0"\n',
    "labels.toml": '[en]\ncontents = "Inside"\ncolophon = "Colophon"\n',
    "css/own.css": "p { margin: 0 }\n",
    "parts/own.j2": "{% macro own() %}x{% endmacro %}\n",
    "notes.md": "Ours.\n",
    "css/extra.css": (
        ":root { --pf-mine: 3px }\n"
        "p { color: var(--pf-accent); background: red; border: 1px solid CanvasText;"
        " margin: var(--pf-own-size) var(--pf-mine) var(--pf-nothing, 2px) }\n"
        "@media print { a { color: inherit; background-color: transparent; fill: currentColor } }\n"
        "@font-face { font-family: Own; src: local('Georgia') }\n"
        "p { & > em { color: color-mix(in srgb, red, blue) } }\n"
    ),
    "article.html.j2": (
        '{% extends "printfriendly/article.html.j2" %}\n'
        '{% import "parts/own.j2" as own %}{% block head %}{% include "css/own.css" %}{% endblock %}\n'
        "{% block footer %}{% block inner %}{{ labels.colophon }}{% endblock %}{% endblock %}\n"
    ),
}


def test_a_sound_theme_has_no_findings(tmp_path: Path) -> None:
    """It may have tokens, labels, properties and inner blocks of its own."""
    assert [line for line in _build(tmp_path, SOUND) if "[theme]" in line] == []


LOW = {
    "a link": (
        '[tokens]\nlink = "orange"\n',
        2,
        "“link” (orange) on “wash” (#f6f4ef) is 1.",
        'Use "#9',
    ),
    "on a dark screen": (
        '[tokens]\n[dark]\nlink = "#333"\n',
        3,
        "“link” (#333) on “wash”",
        "on a dark",
    ),
    "the title": (
        '[tokens]\nbanner = "#777"\n',
        2,
        "“banner-ink” (#ffffff) on “banner” (#777) is 4.4",
        "Use",
    ),
    "a colour of code": ('[tokens]\ncode-string = "#8f8"\n', 2, "“code-string” (#8f8)", "Use"),
    "a paper": ('[tokens]\npaper = "#999"\n', 2, "on “paper” (#999)", "Change this background"),
}


@pytest.mark.parametrize("name", LOW)
def test_a_colour_that_cannot_be_read_is_reported_once(name: str, tmp_path: Path) -> None:
    """With the line of the token, and a colour that can be read."""
    toml, line, message, more = LOW[name]
    lines = _build(tmp_path, {"theme.toml": toml})
    (at,) = [n for n, each in enumerate(lines) if each.endswith("[theme-contrast]")]
    assert lines[at].startswith(f"templates/ours/theme.toml:{line}: warning: the contrast of ")
    assert message in lines[at]
    assert more in lines[at] + lines[at + 1]


def test_the_colour_that_is_proposed_can_be_read(tmp_path: Path) -> None:
    """Written as the hint says, nothing is reported any more."""
    lines = _build(tmp_path, {"theme.toml": '[tokens]\nlink = "orange"\n'})
    (hint,) = [line for line in lines if line.startswith("  Use ")]
    better = hint.split('"')[1]
    lines = _build(tmp_path, {"theme.toml": f'[tokens]\nlink = "{better}"\n'})
    assert not any("contrast" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("css/extra.css", b"p { color: red }\n/* caf\xe9 */\n", 2),
        ("css/epub-extra.css", b"\xff\xfep {}", 1),
        ("labels.toml", b'[en]\ncontents = "\xe9"\n', 2),
        ("theme.toml", b'description = "\xe9"\n', 1),
    ],
)
def test_a_file_that_is_not_utf8_is_one_error(
    name: str, data: bytes, line: int, tmp_path: Path
) -> None:
    """With its line, and no edition."""
    write(tmp_path, {"triptych.toml": 'theme = "ours"\n', "content/a.md": ARTICLE})
    write(tmp_path, {"templates/ours/theme.toml": "", f"templates/ours/{name}": data})
    told = triptych(tmp_path, "build", "--formats", "html,epub")
    assert told.code == 6
    assert f"templates/ours/{name}:{line}: error: " in told.err
    assert "Save the file as UTF-8." in told.err


def test_a_misspelt_family_is_guessed(tmp_path: Path) -> None:
    """Beside the command that would install it."""
    font = '[fonts.text]\nfamily = "Intr"\ncuts = [[400, "normal"]]\n'
    lines = _build(tmp_path, {"theme.toml": font})
    assert "  Did you mean “Inter”? Else run `pip install fontpkg-intr`." in lines
