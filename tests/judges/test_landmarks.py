"""The page's landmarks, its skip link, and the policies that bind it, as a browser knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pressing import pressed

ARTICLE = """\
---
title: A title
date: 2025-03-01
toc: true
custom_css: "#pf-title { color: rgb(1, 2, 3); }"
---
## First

A [link](https://example.org/) and <span id="hue" style="color: rgb(4, 5, 6)">a colour</span>.

![A square](square.svg)

| a | b |
|:--|--:|
| 1 | 2 |

## Second

More.
"""

SQUARE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">
<style>rect { fill: #070809 }</style><rect width="400" height="400"/></svg>
"""

ATTACK = """\
<script>document.title = "ran"</script>
<img id="spy" src="https://spy.example/a.png" onerror="document.title = 'ran'">
<style>#pf-title { color: rgb(255, 0, 0) !important; }</style>
<form id="trap" action="https://spy.example/"><button>Send</button></form>
"""


@dataclass(frozen=True)
class Opened:
    """A page open in a browser, and what the browser complained of."""

    page: Page
    complaints: list[str]

    def colour(self, selector: str) -> str:
        """Return the colour in which an element's text stands."""
        found = self.page.evaluate(
            "s => getComputedStyle(document.querySelector(s)).color", selector
        )
        return str(found)


def _html(folder: Path) -> str:
    """Return the page of the article above."""
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "square.svg").write_text(SQUARE, encoding="utf-8")
    (artifact,) = pressed(folder, ("html",))
    return artifact.data.decode()


def _open(browser: Browser, folder: Path, html: str) -> Opened:
    """Open a page from the disc."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 700})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    return Opened(page, complaints)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Yield the article above, open in a window."""
    opened = _open(browser, tmp_path, _html(tmp_path))
    yield opened
    opened.page.close()


def test_the_policy_lets_through_all_that_is_the_page_s_own(opened: Opened) -> None:
    """Sheets, custom CSS, styles in the text, pictures and letters work, without a complaint."""
    assert opened.colour("#pf-title") == "rgb(1, 2, 3)"
    assert opened.colour("#hue") == "rgb(4, 5, 6)"
    loaded = "[...document.images].every(i => i.complete && i.naturalWidth > 0)"
    assert opened.page.evaluate(loaded)
    assert opened.page.evaluate("document.fonts.ready.then(f => [...f].length > 0)")
    assert opened.complaints == []


def test_the_policy_keeps_out_what_is_not(browser: Browser, tmp_path: Path) -> None:
    """Were a script, a remote picture, a style or a form to get into a page, it would do nothing."""
    html = _html(tmp_path).replace("</main>", f"{ATTACK}</main>")
    opened = _open(browser, tmp_path, html)
    assert opened.page.title() == "A title"
    assert opened.colour("#pf-title") == "rgb(1, 2, 3)"
    assert opened.page.evaluate("document.querySelector('#spy').naturalWidth") == 0
    for directive in ("script-src", "img-src", "style-src"):
        assert any(directive in text for text in opened.complaints), directive
    with opened.page.expect_console_message(lambda message: "form-action" in message.text):
        opened.page.evaluate("document.querySelector('#trap').requestSubmit()")
    opened.page.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_contents(opened: Opened) -> None:
    """The skip link shows when it is reached, and the next stop is the text's own first link."""
    page = opened.page
    link = page.locator(".pf-skip")
    assert link.bounding_box() == {"x": 8, "y": 8, "width": 1, "height": 1}
    page.keyboard.press("Tab")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] > 24
    assert page.evaluate("document.activeElement.className") == "pf-skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "link"


def test_the_skip_link_is_not_printed(opened: Opened) -> None:
    """Paper has no keyboard."""
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".pf-skip").is_visible()


def test_the_page_has_each_landmark_once(opened: Opened) -> None:
    """Assistive technology finds one main part, its contents by name, and what stands at the end."""
    page = opened.page
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
