"""What is on one edge of the page on a screen: a caption and its picture, and the lines of the head."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from pressing import press
from triptych.settings.publication import bare
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


def test_a_caption_of_a_table_that_scrolls_is_in_sight(browser: Browser, tmp_path: Path) -> None:
    """Also in a theme that centres captions, and on a phone; a table with a width is as wide as that."""
    cells = "|".join(["n"] + [f"{1000 * month}" for month in range(20)])
    wide = f"|{cells}|\n|{'|'.join(['-'] * 21)}|\n|{cells}|\n\n: A caption that is not long\n"
    rule = "+---------+------+\n"
    given = f"{rule}| a       | b    |\n{rule.replace('-', '=')}| one two | four |\n{rule}"
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\ntheme: paperback\n---\n\n{wide}\n\n{given}", encoding="utf-8")
    made = tmp_path / "a.html"
    made.write_bytes(press(path, bare(tmp_path), ("html",)).of("html").data)
    for width in (390, 1280):
        opened = browser.new_page(viewport={"width": width, "height": 900})
        opened.goto(made.as_uri())
        box, caption, fixed = (
            opened.evaluate(
                "s => document.querySelector(s).getBoundingClientRect().toJSON()", selector
            )
            for selector in (".pf-table", "caption", ".pf-table ~ .pf-table table")
        )
        assert opened.evaluate("document.querySelector('table').offsetWidth") > box["width"]
        assert box["left"] <= caption["left"] < caption["right"] <= box["right"] + 1
        assert (fixed["width"] == pytest.approx(box["width"])) == (width == 390)


def test_the_way_back_from_a_note_is_on_no_line_of_its_own(
    browser: Browser, tmp_path: Path
) -> None:
    """Wherever the last line of the note ends."""
    notes = "\n\n".join(f"[^{n}]: {'i ' * n}i" for n in range(1, 60))
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: T\n---\n\n{''.join(f'[^{n}]' for n in range(1, 60))}\n\n{notes}\n"
    )
    made = tmp_path / "a.html"
    made.write_bytes(press(path, bare(tmp_path), ("html",)).of("html").data)
    opened = browser.new_page(viewport={"width": 390, "height": 900})
    opened.goto(made.as_uri())
    assert opened.evaluate(_ALONE) == []


_PLACE = "s => document.querySelector(s).getBoundingClientRect().toJSON()"

_ALONE = """() => [...document.querySelectorAll('.pf-back')].filter(link => {
  const word = document.createRange(), text = link.previousSibling
  word.setStart(text, text.data.length - 1), word.setEnd(text, text.data.length)
  return link.getBoundingClientRect().top > word.getBoundingClientRect().top + 6
}).map(link => link.parentNode.textContent)"""
