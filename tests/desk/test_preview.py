"""The preview in a browser: what is saved is shown, and found again, in all three editions."""

import os
import signal
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline import triptych
from previewing import ARTICLE, FRONT, TEXT, Server, Shown, finals, previewed, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication with one article."""
    with previewed(tmp_path_factory.mktemp("desk"), {ARTICLE: f"{FRONT}{TEXT}\n"}) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page that shows the article."""
    with shown(browser, server) as opened:
        opened.open(ARTICLE)
        yield opened


def _save(server: Server, text: str, front: str = FRONT) -> None:
    """Save the article."""
    (server.folder / ARTICLE).write_text(front + text + "\n")


_IN_READER = "desk.reader.documents.map(({ doc }) => doc.body.textContent).join()"


def test_what_is_saved_is_shown_in_all_three(page: Shown, server: Server) -> None:
    """New words are in web page, e-book and PDF; the block glows, and nothing breaks the policy."""
    before = page.settle()
    _save(server, TEXT.replace("Paragraph 2 has", "Paragraph 2 newly has"))
    page.wait("desk.web.document.querySelector('.desk-glow')")
    page.settle(before + 1)
    assert page.run("return desk.web.document.body.textContent.includes('2 newly has')")
    assert page.run(f"return {_IN_READER}.includes('2 newly has')")
    assert page.run("return document.querySelectorAll('#paper .sheet img').length") >= 1
    assert page.faults == []


def test_downloads_are_what_a_build_saves(page: Shown, server: Server, tmp_path: Path) -> None:
    """Each edition is the same to the byte, and its hash is shown."""
    page.settle()
    out = tmp_path / "out"
    assert triptych(server.folder, "build", "--out", str(out)).code == 0
    hashes = page.run(
        "return Object.fromEntries(Object.entries(desk.report.finals).map(([k, f]) => [k, f.sha256]))"
    )
    for name, data in finals(server, ARTICLE).items():
        assert data == (out / "one" / f"one.{name}").read_bytes()
        assert hashes[name] == sha256(data).hexdigest()
    assert not (server.folder / "out").exists()


def test_an_error_leaves_the_last_good_editions(page: Shown, server: Server) -> None:
    """A bar says the line and the cure until the article is right again."""
    before = page.settle()
    _save(server, TEXT, FRONT.replace("date: 2026-01-02", "date: never"))
    page.wait("!document.getElementById('error').hidden")
    words = page.run("return document.getElementById('error').textContent")
    assert "line 4" in words
    assert "YYYY-MM-DD" in words
    row = page.run("return document.querySelector('#findings .row').textContent")
    assert "YYYY-MM-DD" in row
    assert page.run("return document.getElementById('findings-count').dataset.worst") == "error"
    assert page.run("return desk.web.document.body.textContent.includes('Paragraph 2')")
    _save(server, TEXT)
    page.settle(before + 2)
    assert page.run("return document.getElementById('error').hidden")


def test_a_click_marks_the_block_everywhere(page: Shown, server: Server) -> None:
    """In each panel a real click marks the same block in all, and says its line."""
    page.settle()
    page.page.keyboard.press("0")
    for panel, find in {
        "web": "desk.web.document.querySelectorAll('p')[4]",
        "paper": "document.querySelector('#paper .sheet')",
    }.items():
        page.run(
            "desk.pick('', null); desk.web.frame.contentWindow.scrollTo(0, 0);"
            "desk.paper.stage.scrollTo(0, 0)"
        )
        if panel == "web":
            box = page.run(
                f"const b = {find}.getBoundingClientRect();"
                "const f = desk.web.frame.getBoundingClientRect();"
                "return [f.left + b.left + 30, f.top + b.top + 8]"
            )
        else:
            box = page.run(
                "const n = desk.web.document.querySelectorAll('p')[4].getAttribute('data-triptych-b');"
                "const [p, x, y, w, h] = desk.places.boxes[n][0];"
                "desk.paper.sheets[p].element.scrollIntoView();"
                "const r = desk.paper.sheets[p].element.getBoundingClientRect();"
                "return [r.left + (x + w / 2) * r.width, r.top + (y + h / 2) * r.height]"
            )
        page.page.mouse.click(*box)
        picked = page.wait("desk.picked")
        words = page.run("return desk.web.document.querySelector('.desk-mark')?.textContent")
        line = (server.folder / ARTICLE).read_text().split("\n").index(words) + 1
        assert f"{ARTICLE}:{line}" in page.run(
            "return document.getElementById('place').textContent"
        )
        marked = "desk.reader.documents.some(({ doc }) => doc.querySelector('.desk-mark'))"
        page.wait(f"document.querySelector('#paper .mark') && {marked}")
        assert picked


def test_settings_are_tried_and_written_nowhere(page: Shown, server: Server) -> None:
    """A theme that is chosen dresses all three; the line that would keep it is shown."""
    before = page.settle()
    page.page.select_option("#try-theme", "journal")
    page.wait("!document.getElementById('try-kept').hidden")
    assert page.run("return document.getElementById('try-line').textContent") == 'theme = "journal"'
    after = page.settle(before + 1)
    assert (server.folder / "triptych.toml").read_text() == 'title = "P"\nlang = "en"\n'
    page.page.select_option("#try-theme", "")
    page.settle(after + 1)


def test_keys_show_one_panel_or_all(page: Shown) -> None:
    """1, 2 and 3 show one alone, 0 all; a splitter is moved by arrows; a narrow page has tabs."""
    panels = "[...document.querySelectorAll('.panel')].filter(p => p.offsetWidth)"
    visible = f"{panels}.map(p => p.id).join()"
    for key, ids in {
        "1": "web",
        "2": "reader",
        "3": "paper",
        "0": "web,reader,paper",
    }.items():
        page.page.keyboard.press(key)
        page.wait(f"{visible} === '{ids}'")
    width = "document.getElementById('web').offsetWidth"
    before = page.run(f"return {width}")
    page.page.focus(".splitter")
    page.page.keyboard.press("ArrowRight")
    page.wait(f"{width} > {before}")
    page.page.set_viewport_size({"width": 600, "height": 900})
    page.wait(f"{visible} === 'web'")
    page.page.set_viewport_size({"width": 1500, "height": 900})
    page.page.keyboard.press("0")


def test_articles_come_and_go(page: Shown, server: Server) -> None:
    """A new article is listed and opened; a renamed one is another; a removed one is gone."""
    path = server.folder / "content" / "two.md"
    path.write_text(
        FRONT.replace("One", "Two").replace("urn:one", "urn:two") + "Words of another.\n"
    )
    rows = "[...document.querySelectorAll('#articles .row small')]"
    listed = f"desk.drawers.refresh() || {rows}.map(e => e.textContent)"
    page.page.keyboard.press("a")
    page.wait(f"({listed}).includes('content/two.md')")
    page.page.click("#articles .row:has-text('two.md')")
    page.wait("desk.report?.title === 'Two'")
    page.settle()
    path.rename(path.with_name("three.md"))
    page.page.keyboard.press("a")
    page.wait(f"({listed}).includes('content/three.md') && !({listed}).includes('content/two.md')")
    path.with_name("three.md").unlink()
    page.wait(f"({listed}).length === 1")
    page.page.keyboard.press("Escape")
    page.open(ARTICLE)


def test_a_process_that_dies_is_replaced(page: Shown, server: Server) -> None:
    """Each of the two may be killed; the page says so, and the next save is shown."""
    page.settle()
    children = (
        Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    )
    assert len(children) == 2
    for number in children:
        before = page.settle()
        os.kill(int(number), signal.SIGKILL)
        time.sleep(0.1)
        _save(server, f"{TEXT}\n\nOnce more {number}.")
        page.settle(before + 1)
    assert page.run("return desk.web.document.body.textContent.includes('Once more')")


def test_the_page_is_accessible(page: Shown) -> None:
    """Axe finds nothing wrong, in light and in dark, with a drawer open."""
    axe = Path(__file__).parents[2] / "build/judges/node_modules/axe-core/axe.min.js"
    page.page.evaluate(axe.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        page.page.keyboard.press("d")
        found = page.run(
            "const found = await axe.run(document, { iframes: false });"
            "return found.violations.map(v => [v.id, v.nodes.map(n => n.html)])"
        )
        assert found == [], found
        page.page.keyboard.press("Escape")
