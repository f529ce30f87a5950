"""Mistakes in a theme are findings with file and line, once a publication; sound themes have none."""

from pathlib import Path

import pytest

from commandline import triptych, write

ARTICLE = "---\ntitle: Dressed\ndate: 2025-01-01\n---\nSome text.\n"
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
    "theme.toml": '[tokens]\naccent = "oklch(50% 0.1 30)"\nown-size = "3mm"\nink = "rgb(0 0 0 / 90%)"\n',
    "labels.toml": '[en]\ncontents = "Inside"\ncolophon = "Colophon"\n',
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
        "{% block footer %}{% block inner %}{{ labels.colophon }}{% endblock %}{% endblock %}\n"
    ),
}


def test_a_sound_theme_has_no_findings(tmp_path: Path) -> None:
    """It may have tokens, labels, properties and inner blocks of its own."""
    assert [line for line in _build(tmp_path, SOUND) if "[theme]" in line] == []
