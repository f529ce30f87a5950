"""Trouble around the preview: the server is away and back, a disc is full, processes end."""

import resource
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from previewing import PUBLICATION, events, preview, shown, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE = "content/one.md"
FRONT = "---\ntitle: One\nlang: en\ndate: 2026-01-02\nidentifier: urn:one\npaper: a6\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication with one article."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text(PUBLICATION)
    (tmp_path / ARTICLE).write_text(FRONT + "Words.\n")
    return tmp_path


def test_a_page_finds_the_server_again(browser: "Browser", folder: Path) -> None:
    """While it is away the page says so, and shows what it had; then it shows what was saved meanwhile."""
    with preview(folder) as first, shown(browser, first) as page:
        page.open(ARTICLE)
        port = str(first.port)
        page.run("window.printed = desk.paper.sheets[0].img")
        first.stop()
        page.wait("document.getElementById('state').textContent.includes('not running')")
        assert page.run("return desk.web.document.body.textContent.includes('Words.')")
        (folder / ARTICLE).write_text(FRONT + "Saved meanwhile.\n")
        with preview(folder, "--port", port):
            page.wait("desk.web.document.body.textContent.includes('Saved meanwhile.')")
            page.settle()
            page.wait("desk.paper.sheets[0].img !== window.printed")
            assert page.run("return document.getElementById('state').textContent") == "Up to date"
            page.page.select_option("#try-theme", "journal")  # which needs the token of this start
            page.wait("!document.getElementById('try-kept').hidden")


def _limit(most: int, *, process: int = 0) -> None:
    """Allow a process no longer file, as on a full disc; the limit can be lifted again."""
    hard = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(process, resource.RLIMIT_FSIZE, (most, hard))


def test_a_full_disc_is_reported_until_there_is_room(browser: "Browser", folder: Path) -> None:
    """The preview goes on, says what it needs, and shows everything as soon as it can."""
    with preview(folder, first=partial(_limit, 0)) as server, shown(browser, server) as page:
        page.page.goto(server.url)
        page.wait("!document.getElementById('error').hidden")
        words = page.run("return document.getElementById('error').textContent")
        assert "cannot be started" in words
        assert "temporary files" in words
        _limit(resource.RLIM_INFINITY, process=server.process.pid)
        (folder / ARTICLE).write_text(FRONT + "There is room.\n")
        page.settle()
        assert page.run("return document.getElementById('error').hidden")
        for number in (server.process.pid, *_children(server.process.pid)):
            _limit(0, process=number)
        (folder / ARTICLE).write_text(FRONT + "Full again.\n")
        page.wait("desk.web.document.body.textContent.includes('Full again.')")
        page.settle()


def _children(number: int) -> list[int]:
    """Return the processes below a process."""
    own = [int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    return [*own, *(each for child in own for each in _children(child))]


def test_an_article_that_was_cut_leaves_its_editions(folder: Path) -> None:
    """An editor that could not write leaves nothing in its file: that is an error, and not a page."""
    with preview(folder) as server:
        connection, _ = server.listen(ARTICLE)
        until(lambda: events(server, ARTICLE, 1)[0]["finals"].keys() == {"html", "epub", "pdf"})
        (folder / ARTICLE).write_text("")
        until(lambda: events(server, ARTICLE, 1)[0]["errors"])
        assert b"Words." in server.ask(f"/shown/html?a={ARTICLE}")[1]
        connection.close()
