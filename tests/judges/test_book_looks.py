"""What a book looks like in a narrow window: numbers that are not broken, colours of links."""

import pytest
from playwright.sync_api import Browser, Page

from pressing import press
from triptych.core import zip_archive
from triptych.sources import discover

MONTHS = range(1, 14)
ARTICLE = f"""\
---
title: A book
theme: paperback
---
A [link](https://example.org/page) and a note.[^1]

| Month | {" | ".join(f"M{month}" for month in MONTHS)} |
|---|{"---|" * len(MONTHS)}
| Minutes | {" | ".join("44,640" for _ in MONTHS)} |

: A caption

+----------+-------+
| Made for | Notes |
+==========+=======+
| screens  | short |
+----------+-------+

[^1]: The note.
"""


@pytest.fixture(scope="module")
def book(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return the book's text in a window as narrow as a phone."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "triptych.toml").write_text('content = "."\n')
    (folder / "book.md").write_text(ARTICLE)
    publication, _ = discover.locate((folder / "book.md",), folder)
    data = press(folder / "book.md", publication, ("epub",)).of("epub").data
    for name, content in zip_archive.unpack(data).items():
        (folder / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "book" / name).write_bytes(content)
    opened = browser.new_page(viewport={"width": 375, "height": 700})
    opened.goto((folder / "book" / "EPUB" / "text" / "article.xhtml").as_uri())
    return opened


def test_no_number_of_a_wide_table_is_broken(book: Page) -> None:
    """Its box scrolls, and the page itself does not."""
    cells = "[...document.querySelector('table').querySelectorAll('td')].slice(1)"
    heights: list[float] = book.evaluate(f"{cells}.map(e => e.getBoundingClientRect().height)")
    assert len(heights) == len(MONTHS)
    assert max(heights) < 30
    assert book.evaluate("document.documentElement.scrollWidth") == 375


def test_a_caption_is_in_sight_and_a_table_with_a_width_as_wide_as_the_page(book: Page) -> None:
    """The one is not in the middle of a table that scrolls; the other has room for its words."""
    script = """s => {
      const range = document.createRange()
      range.selectNodeContents(document.querySelector(s))
      return range.getBoundingClientRect().toJSON()
    }"""
    caption = book.evaluate(script, "caption")
    assert 0 < caption["width"] < caption["right"] < 200
    widths = "e => [e.offsetWidth, e.parentNode.clientWidth]"
    table, box = book.evaluate(f"({widths})(document.querySelector('.pf-table ~ .pf-table table'))")
    assert table == pytest.approx(box, abs=1)


def test_contents_and_numbers_of_notes_are_no_blue_words(book: Page) -> None:
    """They have the ink of the text; a link in the text has the reader's own colour."""
    script = "s => getComputedStyle(document.querySelector(s)).color"
    ink, number, link = (
        book.evaluate(script, s) for s in ("p", ".pf-note-number", "p a[href^=http]")
    )
    assert number == ink != link
    article = book.url
    book.goto(article.replace("text/article", "nav"))
    shown = book.evaluate(script, "nav a")
    book.goto(article)  # where the other tests look
    assert shown == ink
