"""What style sheets say of a look: which selectors count, and which values."""

from pathlib import Path

import pytest

from triptych.core import colours
from triptych.theme.clues import Clues
from triptych.theme.css_clues import Sheet, families, read_sheets

BRAND = "#0b7285"


def _read(css: str, home: Path = Path("/nowhere")) -> Clues:
    """Return the clues in a style sheet."""
    clues = Clues()
    read_sheets([Sheet(css, home, home)], clues)
    return clues


def _tokens(css: str, *, dark: bool = False) -> dict[str, str]:
    """Return the colours by token that a style sheet gives."""
    found = _read(css)
    table = found.dark if dark else found.light
    return {token: colours.write(channels) for token, (_, channels) in table.items()}


COLOURS = {
    "body { color: #222; background: #fffaf0 }": {"ink": "#222222", "paper": "#fffaf0"},
    "#pf-body { background-color: rgb(255 250 240) }": {"paper": "#fffaf0"},
    "#pf-title { background: #0b7285 url(x.png); color: white }": {
        "banner": BRAND,
        "banner-ink": "#ffffff",
    },
    "h1.entry-title { color: #0b7285 }": {"accent": BRAND},
    "#pf-content a, #pf-content a:hover { color: #0b7285 }": {"link": BRAND},
    "a:hover { color: red } nav a { color: red } .btn a { color: red }": {},
    "blockquote { border-left: 4px solid #0b7285; background: #eee }": {
        "accent": BRAND,
        "wash": "#eeeeee",
    },
    "figcaption, .copyright { color: #777 }": {"quiet": "#777777"},
    "table td { border: 1px solid #ccc }": {"rule": "#cccccc"},
    "pre { background: hsl(0 0% 93.4%) }": {"wash": "#eeeeee"},
    ":root { --brand: #0b7285; --bs-body-bg: #fffaf0; --text-color: #222 }": {
        "accent": BRAND,
        "paper": "#fffaf0",
        "ink": "#222222",
    },
    ":root { --x: #0b7285 } a { color: var(--x) }": {"link": BRAND},
    "a { color: var(--none, var(--other, #0b7285)) }": {"link": BRAND},
    ":root { --x: var(--x) } a { color: var(--x) }": {},
    "body { color: rgb(0 0 0 / 50%) }": {"ink": "#808080"},
    "body { background: transparent; color: inherit }": {},
    "body { color: oklch(0.6279 0.2577 29.23) } body { color: nonsense }": {"ink": "#ff0000"},
    "@media screen { @supports (color: red) { a { color: #0b7285 } } }": {"link": BRAND},
    "a { color: blue } a { color: #0b7285 }": {"link": BRAND},
    "#pf-body { color: #222 } body { color: red }": {"ink": "#222222"},
    "a { color: #0b7285 } } stray { b": {"link": BRAND},
    "": {},
    ".alert a, .navbar-light .navbar-text a, .card p { color: red }": {},
    ".entry-content a, article p a, .site-main a { color: #0b7285 }": {"link": BRAND},
    "kbd { background: #222 } .tooltip code { background: #222 }": {},
    "blockquote { border-left: 2px solid #999 }": {},
    "@media print { body { color: red } }": {},
    "@media print, screen { body { color: #222 } }": {"ink": "#222222"},
    "[data-theme=ayu] { --bg: #0f1419 } :root[data-theme='light'] { --bg: #fffaf0 }": {
        "paper": "#fffaf0"
    },
    ":root { --tooltip-background: #000; --bs-body-bg: #fffaf0 }": {"paper": "#fffaf0"},
}


@pytest.mark.parametrize("css", COLOURS)
def test_rules_give_tokens(css: str) -> None:
    """By the last part of a selector; menus, buttons and states are none of an article."""
    assert _tokens(css) == COLOURS[css]


@pytest.mark.parametrize(
    "css",
    [
        "@media (prefers-color-scheme: dark) { body { background: #111 } }",
        "[data-theme='dark'] body { background: #111 }",
        ".dark body { background: #111 }",
        "[data-bs-theme=dark] { --bs-body-bg: #111 }",
        "body.dark-mode { background: #111 }",
        ".theme-dark article p, html[data-color-mode='dark'] body { background: #111 }",
    ],
)
def test_what_is_for_dark_screens_is_dark(css: str) -> None:
    """By medium, or by a class or attribute that sites use."""
    assert (_tokens(css), _tokens(css, dark=True)) == ({}, {"paper": "#111111"})


@pytest.mark.parametrize(
    ("css", "role", "stack"),
    [
        ("body { font-family: 'Open Sans', sans-serif }", "text", ["Open Sans", "sans-serif"]),
        ("body { font: italic 16px/1.5 Georgia, serif }", "text", ["Georgia", "serif"]),
        ("h2 { font-family: Futura }", "display", ["Futura"]),
        ("pre code { font-family: Menlo, monospace }", "code", ["Menlo", "monospace"]),
        (
            ":root { --font-heading: 'Gill Sans', sans-serif }",
            "display",
            ["Gill Sans", "sans-serif"],
        ),
    ],
)
def test_rules_give_families(css: str, role: str, stack: list[str]) -> None:
    """By role, in their order."""
    assert _read(css).stacks[role][1] == stack


def test_a_stack_has_bounds() -> None:
    """Names of no use are left out."""
    assert families("a" * 61 + ", 'B', inherit, , var(--x)") == ["B"]


def test_font_files_beside_the_sheet_are_found(tmp_path: Path) -> None:
    """Not those elsewhere, on the network or behind a link out of the folder."""
    (tmp_path / "home").mkdir()
    (tmp_path / "out.woff2").write_bytes(b"")
    (tmp_path / "home" / "a.woff2").write_bytes(b"")
    (tmp_path / "home" / "link.woff2").symlink_to(tmp_path / "out.woff2")
    css = "".join(
        f"@font-face {{ font-family: '{family}'; src: url({url}) }}"
        for family, url in [
            ("A", "'a.woff2?v=1#x'"),
            ("Up", "../out.woff2"),
            ("Link", "link.woff2"),
            ("Net", "https://x.example/a.woff2"),
            ("Missing", "b.woff2"),
        ]
    )
    clues = _read(css, tmp_path / "home")
    assert clues.files == {"a": [(tmp_path / "home" / "a.woff2").resolve()]}
    assert [remark.split("“")[1].split("”")[0] for remark in clues.remarks] == [
        "Up",
        "Link",
        "Net",
        "Missing",
    ]


@pytest.mark.parametrize(
    "css",
    [
        "@media all {" * 5000,
        "a{color:var(--a)}"
        + "".join(
            f":root{{--{chr(97 + n)}:var(--{chr(98 + n)})var(--{chr(98 + n)})}}" for n in range(20)
        ),
        "a{color:red}" * 30_000,
        "{" * 100_000,
        "/*" + "a" * 100_000,
        "a { color: " + "(" * 10_000,
    ],
)
def test_hostile_sheets_end(css: str) -> None:
    """Nesting, growth and length have bounds; nothing is raised."""
    assert set(_read(css).light) <= {"link"}


@pytest.mark.parametrize(
    ("css", "banner"),
    [
        ("#pf-title { background: none; border-bottom: 2px solid red }", "rule"),
        ("#pf-title { background-color: transparent }", "none"),
        ("#pf-title { background: none } #pf-title { background: navy }", ""),
        ("#pf-title { color: red }", ""),
        ("#pf-title { background: url(ground.png) }", ""),
        ("p { background: none }", ""),
    ],
)
def test_a_title_without_a_box_is_known(css: str, banner: str) -> None:
    """So that the user can be told of the setting for it."""
    assert _read(css).bare_title == banner
