"""Much to preview: many articles in one publication, a long article, a large picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from previewing import PATIENCE, PUBLICATION, Shown, events, preview, shown, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRONT = "---\ntitle: Title {0}\nlang: en\ndate: 2026-01-02\nidentifier: urn:{0}\npaper: a6\n---\n"
FIRST = "content/a000.md"


def _publication(folder: Path, count: int) -> None:
    """Write a publication of short articles."""
    (folder / "content").mkdir()
    (folder / "triptych.toml").write_text(PUBLICATION)
    for number in range(count):
        path = folder / "content" / f"a{number:03}.md"
        path.write_text(f"{FRONT.format(number)}Words of number {number}.\n")


@pytest.mark.parametrize("count", [14, pytest.param(500, marks=pytest.mark.sweep)])
def test_one_of_many_articles_is_found(browser: "Browser", tmp_path: Path, count: int) -> None:
    """The list is filtered by words of titles and paths; the open one is marked, and a save is shown."""
    _publication(tmp_path, count)
    with preview(tmp_path, FIRST) as server, shown(browser, server) as page:
        page.open(FIRST)
        page.page.keyboard.press("a")
        rows = "[...document.querySelectorAll('#articles li')]"
        page.wait(f"{rows}.length === {count} && document.activeElement.ariaCurrent === 'true'")
        page.page.fill("#articles .filter", "a013 TITLE")
        assert page.run(f"return {rows}.filter(r => !r.hidden).length") == 1
        page.page.click("#articles li:not([hidden]) button")
        page.settle()
        (tmp_path / "content" / "a013.md").write_text(f"{FRONT.format(13)}Other words.\n")
        page.settle(2)
        assert page.run("return desk.web.document.body.textContent.includes('Other words.')")
        _refuse_a_long_article(page, tmp_path / "content" / "a013.md")


def _refuse_a_long_article(page: Shown, path: Path) -> None:
    """Save 50 MB of text: that is too long, and what was shown stays."""
    path.write_text(FRONT.format(13) + "Words and words again.\n\n" * 2_100_000)
    page.wait("document.getElementById('error').textContent.includes('at most')")
    assert page.run("return desk.web.document.body.textContent.includes('Other words.')")
    path.write_text(f"{FRONT.format(13)}Short again.\n")
    page.wait("desk.web.document.body.textContent.includes('Short again.')")


@pytest.mark.sweep
def test_a_picture_of_fifty_megabytes_is_shown(tmp_path: Path) -> None:
    """In all three editions, each of the size that it is made in."""
    _publication(tmp_path, 1)
    side = 4150
    picture = Image.effect_mandelbrot((side, side), (-2, -1.5, 1, 1.5), 50).convert("RGB")
    picture.save(tmp_path / "content" / "p.png", compress_level=0)
    (tmp_path / FIRST).write_text(f"{FRONT.format(0)}Words.\n\n![A picture](p.png)\n")
    with preview(tmp_path, FIRST) as server:
        connection, _ = server.listen(FIRST)
        until(lambda: len(events(server, FIRST, 1)[0]["finals"]) == 3, 5 * PATIENCE)
        assert events(server, FIRST, 1)[0]["errors"] == []
        connection.close()
