"""What is on one edge of the page on a screen: a caption and its picture, and the lines of the head."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from pressing import press
from triptych.sources import discover

ARTICLE = """\
---
title: Edges
theme: {}
date: 2025-08-20
---
Text.

![A narrow field](field.png){{width=40%}}

![A broader field](field.png){{width=60%}}

![](field.png){{width=40%}}
"""


def _page(browser: Browser, folder: Path, theme: str) -> Page:
    """Return the article in a theme, in a window."""
    Image.new("RGB", (600, 400), "navy").save(folder / "field.png")
    (folder / "triptych.toml").write_text('title = "The Tide"\ncontent = "."\n')
    path = folder / "edges.md"
    path.write_text(ARTICLE.format(theme))
    publication, _ = discover.locate((path,), folder)
    made = folder / "edges.html"
    made.write_bytes(press(path, publication, ("html", "pdf")).of("html").data)
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.goto(made.as_uri())
    return opened


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return the article in a theme with captions below the left edge."""
    return _page(browser, tmp_path_factory.mktemp("edges"), "journal")


def _lefts(page: Page, selector: str) -> list[float]:
    """Return the left edges of all elements that a selector finds, in CSS pixels."""
    script = "s => [...document.querySelectorAll(s)].map(e => e.getBoundingClientRect().left)"
    found: list[float] = page.evaluate(script, selector)
    return found


def test_a_caption_is_on_the_edge_of_its_picture(page: Page) -> None:
    """A narrow one too; a picture without a caption is in the middle."""
    captions, pictures = _lefts(page, "figcaption"), _lefts(page, "#pf-content img")
    assert len(captions) == 2
    assert captions == pytest.approx(pictures[:2])
    assert pictures[2] > captions[0] + 50


def test_the_mark_of_a_page_moves_nothing(page: Page) -> None:
    """The line above the title begins where the title does, though the first mark is in it."""
    assert _lefts(page, ".pf-issue > #page-1")
    assert _lefts(page, ".pf-periodical") == pytest.approx(_lefts(page, "#pf-title"))


def test_a_caption_in_the_middle_is_below_a_picture_there(browser: Browser, tmp_path: Path) -> None:
    """In a theme that centres captions, each picture is in the middle of its caption."""
    page = _page(browser, tmp_path, "paperback")
    script = "s => [...document.querySelectorAll(s)].map(e => e.getBoundingClientRect())"
    script += ".map(box => box.left + box.right)"
    captions, pictures = (page.evaluate(script, s) for s in ("figcaption", "figure img"))
    assert len(captions) == 2
    assert captions == pytest.approx(pictures, abs=0.5)
