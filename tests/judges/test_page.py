"""The page as a real browser shows it: the original's computed styles, self-contained, at ease anywhere."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from pressing import Once
from triptych.core import zip_archive
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import publishing
from triptych.press.orders import Order
from triptych.sources import discover

ROOT = Path(__file__).parents[2]

SETTINGS = """\
title = "A paper"
publisher = "A publisher"
header_image = "header.png"
tagline = "News, slowly"
"""

UNPAGED = "page_list = false\n"  # for a page alone, for which no pages need be laid out

ARTICLE = """\
---
title: A headline that asks a question?
kicker: Region
author: {name: Jane Doe, organisation: An institute, bio: Jane Doe writes.}
date: 2025-08-20
source: https://news.example/a/long/path
standfirst: What it is about, in a sentence.
---
A lead paragraph with a [link](https://example.org/page).

## A section

![A wide field](field.png)

::: pullquote
A sentence worth pulling.
:::

`code` and a table with [ink]{#ink style="color: #444"} and [tint]{#tint style="background-color: #ffe"}:

| a | b |
|---|---|
| 1 | 2 |
"""

PUBLISHER_CSS = """\
#pf-body #pf-header-img { max-height: 50%; }
#pf-body #pf-title {
  margin-bottom: 3rem; padding: 8px; font-size: 40px;
  background: #0a3d62; text-align: left; border-radius: 0;
}
#pf-src { display: block; }
.pf-caption { border: 2px solid rgb(1, 2, 3); }
#pf-content p { color: rgb(9, 8, 7); }
"""


def _publish(
    folder: Path, settings: str, article: str, formats: tuple[str, ...] = tuple(FORMATS)
) -> dict[str, Path]:
    """Publish one article with a header image, and give its editions by format."""
    (folder / "content").mkdir(parents=True)
    Image.new("RGB", (900, 120), (20, 40, 60)).save(folder / "header.png")
    Image.new("RGB", (900, 300), (60, 40, 20)).save(folder / "content" / "field.png")
    (folder / "triptych.toml").write_text(settings, encoding="utf-8")
    (folder / "content" / "page.md").write_text(article, encoding="utf-8")
    publication, files = discover.locate((folder,), folder)
    order = Order(publication, tuple(files), formats, folder / "out", Override())
    (outcome,) = publishing.publish(order)
    assert outcome.error is None
    return {artifact.format: path for artifact, path in outcome.editions}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the editions of the article above in the theme as it comes."""
    return _publish(tmp_path_factory.mktemp("page"), SETTINGS, ARTICLE)


def _styles(page: Page, selector: str, *names: str) -> dict[str, str]:
    """Return the computed styles of the first element that a selector finds."""
    script = "([s, names]) => { const c = getComputedStyle(document.querySelector(s));"
    script += " return Object.fromEntries(names.map(n => [n, c.getPropertyValue(n)])) }"
    found: dict[str, str] = page.evaluate(script, [selector, list(names)])
    return found


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Yield a page of the browser for all tests, since a new one takes a second."""
    page = browser.new_page()
    yield page
    page.close()


def _open(page: Page, path: Path, width: int = 1100, scheme: str = "light") -> Page:
    """Open a file in a window of some width, on a screen with a colour scheme."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")
    if page.url != path.as_uri():
        page.goto(path.as_uri())
    return page


BANNER = {
    "background-color": "rgb(34, 34, 34)",
    "color": "rgb(255, 255, 255)",
    "font-size": "24px",
    "text-align": "center",
    "padding-top": "30px",
    "padding-right": "10px",
    "padding-bottom": "30px",
    "padding-left": "10px",
    "border-top-left-radius": "5px",
    "border-bottom-right-radius": "5px",
    "margin-top": "0px",
    "margin-right": "0px",
    "margin-bottom": "32px",
    "margin-left": "0px",
}


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("width", [360, 1100])
def test_the_title_is_the_original_s_dark_banner(
    tab: Page, editions: dict[str, Path], width: int, medium: str
) -> None:
    """On any width, on screen and on paper, the title's computed styles are the original's."""
    page = _open(tab, editions["html"], width)
    page.emulate_media(media="print" if medium == "print" else "screen")
    assert _styles(page, "#pf-body #pf-title", *BANNER) == BANNER


def test_the_header_image_and_the_source_line_are_as_in_the_original(
    tab: Page, editions: dict[str, Path]
) -> None:
    """The header image may be as high as it is, and the source line is there but hidden."""
    page = _open(tab, editions["html"])
    assert _styles(page, "#pf-body #pf-header-img", "max-height") == {"max-height": "100%"}
    assert _styles(page, "#pf-src", "display") == {"display": "none"}
    assert page.locator("#pf-src > a#pf-src-url > strong").text_content() == "news.example"


def test_the_parts_stand_in_the_original_s_order(tab: Page, editions: dict[str, Path]) -> None:
    """Body, wrapper, print area, header, tagline, title, source, author, date and content nest as there."""
    page = _open(tab, editions["html"])
    path = "body#pf-body.direction-ltr > div#printfriendly.pf-12 > main#pf-print-area"
    order = page.locator(f"{path} > [id^=pf-]").evaluate_all("all => all.map(e => e.id)")
    original = ["header-img", "tagline", "title", "src", "author", "date", "content"]
    ours = ("pf-kicker", "pf-standfirst")
    assert [name for name in order if name not in ours] == [f"pf-{name}" for name in original]
    assert page.locator("#pf-author").text_content() == "By Jane Doe"


def test_a_publisher_s_own_css_works_unchanged(tab: Page, tmp_path: Path) -> None:
    """Rules written for the original page win over the theme's, without ``!important``."""
    (tmp_path / "publisher.css").write_text(PUBLISHER_CSS, encoding="utf-8")
    settings = f'{SETTINGS}custom_css = "publisher.css"\n{UNPAGED}'
    editions = _publish(tmp_path, settings, ARTICLE, ("html",))
    page = _open(tab, editions["html"])
    title = {
        "margin-bottom": "48px",
        "padding-top": "8px",
        "font-size": "40px",
        "background-color": "rgb(10, 61, 98)",
        "text-align": "left",
        "border-top-left-radius": "0px",
    }
    assert _styles(page, "#pf-title", *title) == title
    assert _styles(page, "#pf-header-img", "max-height") == {"max-height": "50%"}
    assert _styles(page, "#pf-src", "display") == {"display": "block"}
    assert _styles(page, ".pf-caption", "border-top-width") == {"border-top-width": "2px"}
    assert _styles(page, "#pf-content p", "color") == {"color": "rgb(9, 8, 7)"}


@pytest.mark.parametrize(("size", "pixels"), [(9, 12.6), (12, 18.0), (15, 23.4)])
def test_the_text_scale_steps_by_a_tenth(
    tab: Page, tmp_path: Path, size: int, pixels: float
) -> None:
    """``text_size`` 9 to 15 sets the text at 70 % to 130 %."""
    editions = _publish(tmp_path, f"{SETTINGS}text_size = {size}\n{UNPAGED}", ARTICLE, ("html",))
    page = _open(tab, editions["html"])
    found = _styles(page, "#pf-content > p:not([id])", "font-size")["font-size"]
    assert float(found.removesuffix("px")) == pytest.approx(pixels)


@pytest.mark.parametrize("case", ["tables", "code", "mathematics"])
@pytest.mark.parametrize("width", [320, 420])
def test_no_page_of_a_book_is_wider_than_the_window(
    tab: Page, once: Once, width: int, case: str, tmp_path: Path
) -> None:
    """On a phone, a wide table or formula scrolls alone, and nothing is cut off."""
    for pressed in once.press_all(ROOT / "tests/cases" / case / "in"):
        for name, data in zip_archive.unpack(pressed.of("epub").data).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        page = _open(tab, tmp_path / "EPUB/text/article.xhtml", width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window(
    tab: Page, editions: dict[str, Path], width: int, scheme: str
) -> None:
    """From a small phone to a desktop the page never scrolls sideways."""
    page = _open(tab, editions["html"], width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("scheme", "ink"), [("light", "rgb(68, 68, 68)"), ("dark", "rgb(230, 226, 218)")]
)
def test_an_author_s_colours_are_for_white_paper(
    tab: Page, editions: dict[str, Path], scheme: str, ink: str
) -> None:
    """On a dark screen, words have the theme's ink and no ground of their own."""
    page = _open(tab, editions["html"], scheme=scheme)
    ground = "rgb(255, 255, 238)" if scheme == "light" else "rgba(0, 0, 0, 0)"
    assert _styles(page, "#ink", "color") == {"color": ink}
    assert _styles(page, "#tint", "background-color") == {"background-color": ground}


def test_a_dark_screen_gets_a_dark_page_and_paper_a_white_one(
    tab: Page, editions: dict[str, Path]
) -> None:
    """Colours follow the screen's scheme, and print is dark on white whatever the scheme."""
    page = _open(tab, editions["html"], scheme="dark")
    dark = _styles(page, "#pf-body", "background-color", "color")
    assert dark == {"background-color": "rgb(22, 22, 22)", "color": "rgb(230, 226, 218)"}
    page.emulate_media(media="print", color_scheme="dark")
    assert _styles(page, "#pf-content > p:not([id])", "color") == {"color": "rgb(27, 27, 27)"}


@pytest.mark.parametrize("width", [390, 1100])
def test_what_closes_a_page_is_apart_from_its_text(
    tab: Page, editions: dict[str, Path], width: int
) -> None:
    """The colophon is a line and more below what is above it, on each screen."""
    page = _open(tab, editions["html"], width)
    gap = page.evaluate(
        "document.querySelector('.pf-footer > *').getBoundingClientRect().top -"
        " document.querySelector('#pf-content').getBoundingClientRect().bottom"
    )
    assert gap > 20


def test_an_ornament_has_no_ground_on_a_dark_screen(tab: Page, tmp_path: Path) -> None:
    """A picture may be drawn for white paper; a rule with nothing to say would be a white bar."""
    made = _publish(
        tmp_path, "", '---\ntitle: T\n---\n\n![](field.png){alt=""}\n\n![A](field.png)\n', ("html",)
    )
    page = _open(tab, made["html"], scheme="dark")
    clear, white = "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"
    assert _styles(page, ".pf-decorative", "background-color") == {"background-color": clear}
    assert _styles(page, "figure img", "background-color") == {"background-color": white}


def test_the_page_is_one_file_that_asks_for_nothing(
    browser: Browser, editions: dict[str, Path], tmp_path: Path
) -> None:
    """Opened alone in an empty folder, the page loads nothing, and its own letters are there."""
    alone = tmp_path / "alone.html"
    shutil.copy(editions["html"], alone)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(alone.as_uri())
    letters = page.evaluate("document.fonts.load('16px Literata').then(faces => faces.length)")
    outside = [url for url in asked if url != alone.as_uri() and not url.startswith("data:")]
    assert outside == []
    assert letters > 0
    page.close()


def test_the_epub_s_sheet_sets_no_colour_and_nothing_for_print_alone(
    editions: dict[str, Path],
) -> None:
    """The reader's own colours rule, and no property is there that spoils a whole sheet."""
    sheet = zip_archive.unpack(editions["epub"].read_bytes())["EPUB/styles/article.css"].decode()
    declared = set(re.findall(r"[{;]\s*([a-z-]+)\s*:(?!\s*inherit)", sheet))
    print_only = {"string-set", "bookmark-level", "bookmark-label", "size"}
    assert declared & {"color", "background", "background-color", *print_only} == set()
    assert "var(" not in sheet
