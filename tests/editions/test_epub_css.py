"""The publisher's own CSS in the EPUB: what a reader's page, ink and size allow, and no more."""

import re
from pathlib import Path

import pytest

from books import pressed
from pressing import press
from triptych.core import contrast, zip_archive
from triptych.core.errors import Finding
from triptych.editions.epub import colours
from triptych.settings.publication import bare
from triptych.theme.find import built_in_folder

ARTICLE = "---\ntitle: T\ndate: 2026-01-02\ncustom_css: house.css\n---\n\n> A saying.\n\nWords.\n"
KEPT = {
    "a margin": ("h2 { margin-top: 3em; }", "h2 { margin-top: 3em; }"),
    "a hook of the page": ("#pf-body #pf-title { text-align: center }", "text-align: center;"),
    "letters of the page": ("#pf-content { line-height: 1.7 }", "line-height: 1.7;"),
    "a line": ("hr { border-top: 2px solid #c00 }", "border-top: 2px solid #c00;"),
    "what is important": ("p { margin: 0 !important }", "margin: 0 !important;"),
    "a box that is moved": ("sup { position: relative; top: 0 }", "position: relative;"),
    "the width of a screen": (
        "@media (max-width: 400px) { h2 { margin: 0 } }",
        "@media (max-width: 400px) { h2 { margin: 0; } }",
    ),
    "rules in conditions": ("@supports (hyphens: auto) { p { hyphens: auto } }", "hyphens: auto;"),
    "a layer": ("@layer house { h3 { margin: 0 } }", "h3 { margin: 0; }"),
    "a pair of colours": (
        "#pf-title { background: #222222; color: white }",
        "#pf-title { background: #222222; color: white; }",
    ),
    "a size in pixels": ("h2 { font-size: 24px }", "font-size: 1.5rem;"),
    "a size in points": ("h2 { font: bold 9pt/1.2 serif }", "font: bold 0.75rem/1.2 serif;"),
    "a token": ("h2 { border-color: var(--pf-accent) }", "border-color: #"),
    "a variable": (":root { --gap: 2em } h2 { margin: var(--gap) }", "h2 { margin: 2em; }"),
    "variables in one another": (
        "html { --a: var(--b); --b: 3em } h2 { margin: var(--a) }",
        "h2 { margin: 3em; }",
    ),
    "the value in place of a variable": ("h2 { margin: var(--none, 4em) }", "h2 { margin: 4em; }"),
    "an ornament": (
        "hr { background: url(data:image/png;base64,AAAA) no-repeat }",
        "hr { background: url(",
    ),
    "a gradient with its ink": (
        "h2 { background: linear-gradient(black, navy); color: white }",
        "h2 { background: linear-gradient(black, navy); color: white; }",
    ),
    "no ground": ("h2 { background: none }", "background: none;"),
    "a hue by its name": ("p { --x: 1; border: 1px solid teal }", "border: 1px solid teal;"),
}
LEFT = {
    "a fixed box": ("#pf-title { position: fixed; top: 0 }", "fixed", "`position: fixed`"),
    "an absolute box": (".x { POSITION: Absolute }", "bsolute", "`position: Absolute`"),
    "a sticky box": ("h2 { position: sticky }", "sticky", "`position: sticky`"),
    "the direction": ("p { direction: rtl }", "direction:", "`direction`"),
    "the order of letters": ("p { unicode-bidi: embed }", "bidi", "`unicode-bidi`"),
    "a width of the window": ("h2 { width: 50vw }", "50vw", "`width` by the size of the window"),
    "a height of the window": ("img { height: calc(1em + 10.5dvh) }", "dvh", "`height` by the"),
    "a ground of the body": ("body { background: #fffff0 }", "fffff0", "`background` of the page"),
    "an ink of the page": ("#pf-content { color: #111 }", "#111", "`color` of the page"),
    "a ground of everything": ("* { background-color: white }", "white", "of the page"),
    "a page in a list": ("p, html { background: red }", "red", "of the page"),
    "a page within": ("#pf-body #printfriendly { background: red }", "red", "of the page"),
    "a width of the page": ("#printfriendly { max-width: 600px }", "600px", "`max-width` of the"),
    "ink without a ground": ("p { color: #333 }", "#333", "`color` without a background"),
    "a ground that shows through": (
        ".x { background: rgba(0,0,0,.1) }",
        "rgba",
        "grounds that let the page through",
    ),
    "a gradient without ink": (
        ".x { background: linear-gradient(red, blue) }",
        "gradient",
        "grounds that let the page through",
    ),
    "what moves": ("h2 { animation: in 1s }", "animation", "`animation`"),
    "an unknown variable": ("h2 { margin: var(--none) }", "var(", "of an unknown variable"),
    "a variable in itself": (":root { --a: var(--a) } h2 { margin: var(--a) }", "var(", "unknown"),
    "the device's scheme": (
        "@media (prefers-color-scheme: dark) { h2 { color: white; background: black } }",
        "white",
        "colours by the device’s scheme",
    ),
}
FOR_PAPER = (
    "@page { margin: 1cm }",
    "@media print { h2 { color: black } }",
    "h2 { string-set: title content() }",
    ":root { --own: 1em }",
    "p { bookmark-level: 2 }",
)
COMMENT = "/* The publisher's own. */"


def _own(folder: Path, css: str) -> tuple[str, list[Finding]]:
    """Return what of a publisher's CSS is in the EPUB, and what is reported of it."""
    made = pressed(folder, ARTICLE, **{"house.css": css})
    sheet = zip_archive.unpack(made.of("epub").data)["EPUB/styles/article.css"].decode()
    found = [each for each in made.findings if each.code == "custom-css"]
    return sheet.partition(COMMENT)[2], found


@pytest.mark.parametrize(("css", "expected"), KEPT.values(), ids=KEPT)
def test_what_a_book_may_have_is_in_it(css: str, expected: str, tmp_path: Path) -> None:
    """Rules reach the EPUB's own ids and classes, and nothing is reported."""
    text, found = _own(tmp_path, css)
    assert expected in text
    assert "var(" not in text
    assert "--" not in text
    assert found == []


@pytest.mark.parametrize(("css", "gone", "told"), LEFT.values(), ids=LEFT)
def test_what_breaks_a_reader_is_left_out(css: str, gone: str, told: str, tmp_path: Path) -> None:
    """Its declaration is not in the EPUB, its neighbours are, and one finding names it."""
    text, found = _own(tmp_path, f"{css}\nh3 {{ margin: 5em }}")
    assert gone not in text
    assert "h3 { margin: 5em; }" in text
    (one,) = found
    assert told in one.message
    assert one.severity.name == "NOTE"


@pytest.mark.parametrize("css", FOR_PAPER)
def test_what_is_only_for_paper_is_no_loss(css: str, tmp_path: Path) -> None:
    """It is not in the EPUB, and is not reported."""
    text, found = _own(tmp_path, css)
    assert text.strip() == ""
    assert found == []


def test_all_that_is_left_out_is_reported_once(tmp_path: Path) -> None:
    """One finding, at the line of the key, names each kind once."""
    css = "h2 { position: fixed } h3 { position: fixed } body { background: red } p { width: 1vw }"
    _, (found,) = _own(tmp_path, css)
    assert found.place.line == 4
    assert found.message.count("position: fixed") == 1
    assert found.message.count("`background` of the page") == 1


@pytest.mark.parametrize("colour", ["navy", "#ffff00", "rgb(10 20 30)", "hsl(120 100% 25%)"])
def test_large_words_keep_their_hue_where_every_page_shows_it(colour: str, tmp_path: Path) -> None:
    """The colour of a heading is moved until it has a contrast of 3 to 1 with each page."""
    text, found = _own(tmp_path, f"h2 {{ color: {colour} }}")
    assert found == []
    moved = colours.channels(re.findall(r"color: (#\w{6})", text)[0])
    assert moved
    assert all(contrast.ratio(moved, page) >= 3 for page in colours.PAGES)


@pytest.mark.parametrize(("ground", "ink"), [("#fff8e0", "#000000"), ("#14324a", "#ffffff")])
def test_a_ground_brings_an_ink(ground: str, ink: str, tmp_path: Path) -> None:
    """A box with a ground and no ink of its own gets the one that can be read on it."""
    text, _ = _own(tmp_path, f"blockquote {{ background: {ground} }}")
    assert f"blockquote {{ background: {ground}; color: {ink}; }}" in text


def test_no_selector_is_one_that_calibre_refuses(tmp_path: Path) -> None:
    """Headings of another language have its font by plain selectors, without ``:is`` and ``:has``."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: T\nlang: en\n---\n\n## [東京]{lang=ja}\n\nText.\n", encoding="utf-8"
    )
    files = zip_archive.unpack(press(path, bare(tmp_path), ("epub",)).of("epub").data)
    css = b"".join(data for name, data in files.items() if name.endswith(".css")).decode()
    assert '#pf-content h2 [lang="ja"], ' in css
    assert ":is(" not in css
    assert ":has(" not in css


def _sized(folders: tuple[str, ...], size: str) -> set[str]:
    """Return the selectors of rules in the EPUB sheets of built-in themes that set such a size."""
    found: set[str] = set()
    for folder in folders:
        for path in (built_in_folder() / folder / "css").glob("epub*.css"):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            rules = re.findall(rf"([^{{}}]+)\{{[^{{}}]*font-size: {size}em[^{{}}]*\}}", text)
            found.update(each.strip() for rule in rules for each in rule.split(","))
    return found


def test_nothing_in_a_book_of_large_print_is_smaller_than_its_text() -> None:
    """Each size below that of the text is set back, with a selector that weighs as much."""
    small = _sized(("printfriendly", "manuscript"), r"0\.\d+")
    assert len(small) > 20
    assert small - _sized(("manuscript-large",), "1") == set()
