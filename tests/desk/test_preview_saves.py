"""Saves of every kind reach the preview: pictures, settings and themes, however an editor writes them."""

import shlex
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from previewing import Server, Shown, preview, shown, until
from triptych.desk.events import MOST_OF_ONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE, OTHER = "content/one.md", "content/two.md"
FRONT = "---\ntitle: {0}\nlang: en\ndate: 2026-01-02\nidentifier: urn:{0}\n---\n"
TEXT = "Some words.\n\n![A colour](p.png)\n\nAnd more words.\n"
SETTINGS = 'title = "P"\nlang = "en"\ntheme = "house"\npaper = "a6"\n'
EDITOR = "import sys; open('opened', 'w').write(' '.join(sys.argv[1:]) + '\\n')"
THEME = 'description = "House"\ninherits = "printfriendly"\n[tokens]\nlink = "{}"\n'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of two articles with a picture and a theme of their own."""
    folder = tmp_path_factory.mktemp("saves")
    for name in ("content", "templates/house"):
        (folder / name).mkdir(parents=True)
    (folder / "triptych.toml").write_text(SETTINGS)
    (folder / "templates/house/theme.toml").write_text(THEME.format("#102030"))
    (folder / ARTICLE).write_text(FRONT.format("one") + TEXT)
    (folder / OTHER).write_text(FRONT.format("two") + "Words of another.\n")
    _paint(folder, "teal")
    words = [sys.executable, "-c", EDITOR, "{path}", "{line}"]
    environment = {"TRIPTYCH_EDITOR": shlex.join(words)}
    with preview(folder, environment=environment) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page that shows the article."""
    with shown(browser, server) as opened:
        opened.open(ARTICLE)
        yield opened


def _paint(folder: Path, colour: str) -> None:
    """Save the picture in one colour."""
    Image.new("RGB", (40, 30), colour).save(folder / "content" / "p.png")


COLOUR = """
const colour = async (img, x, y) => {
  await img.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  const pen = canvas.getContext('2d');
  pen.drawImage(img, x, y, 1, 1, 0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
};
const block = desk.web.document.querySelector('img').closest('[data-triptych-b]');
const [at, x, y, w, h] = desk.paper.pieces(block.getAttribute('data-triptych-b'))[0];
const { element } = desk.paper.sheets[at], latest = `&r=${desk.paper.revision}`;
const sheet = () => element.querySelector('img');
element.scrollIntoView();
while (!sheet()?.src.endsWith(latest)) await new Promise(done => setTimeout(done, 20));
const book = desk.reader.documents.map(({ doc }) => doc.querySelector('img')).find(Boolean);
return [
  await colour(desk.web.document.querySelector('img'), 5, 5), await colour(book, 5, 5),
  await colour(sheet(), (x + w / 2) * sheet().naturalWidth, (y + h / 2) * sheet().naturalHeight),
]
"""


def test_a_saved_picture_is_shown_in_all_three(page: Shown, server: Server) -> None:
    """Each panel has its new colour, though no article was saved."""
    before = page.settle()
    assert page.run(COLOUR) == ["0,128,128"] * 3
    _paint(server.folder, "purple")
    page.settle(before + 1)
    assert page.run(COLOUR) == ["128,0,128"] * 3


def test_a_saved_theme_dresses_all_three(page: Shown, server: Server) -> None:
    """The colour of a token is that of web page and e-book, and the PDF is another."""
    before = page.settle()
    pdf = "return desk.report.finals.pdf.sha256"
    own = page.run(pdf)
    (server.folder / "templates/house/theme.toml").write_text(THEME.format("#a01060"))
    page.settle(before + 1)
    assert page.run("return desk.web.document.documentElement.outerHTML.includes('#a01060')")
    assert page.run(pdf) != own


def test_saved_settings_are_those_of_all_three(page: Shown, server: Server) -> None:
    """Another paper has other pages; wrong settings are reported, and what was shown stays."""
    size = "return desk.paper.sizes[0].map(Math.round)"
    before = page.settle()
    assert page.run(size) == [298, 420]
    (server.folder / "triptych.toml").write_text(SETTINGS.replace("a6", "a5"))
    now = page.settle(before + 1)
    assert page.run(size) == [420, 595]
    (server.folder / "triptych.toml").write_text(SETTINGS.replace("a6", "a99"))
    page.wait("document.getElementById('error').textContent.includes('triptych.toml')")
    assert page.run(size) == [420, 595]
    (server.folder / "triptych.toml").write_text(SETTINGS)
    page.settle(now + 1)
    assert page.run(size) == [298, 420]


@pytest.mark.parametrize("way", ["rename", "truncation", "backup"])
def test_every_way_of_saving_is_a_save(page: Shown, server: Server, way: str) -> None:
    """By a second file, by a cut one, and with the old one beside it; nothing else is listed."""
    path = server.folder / ARTICLE
    before, text = page.settle(), f"{FRONT.format('one')}Saved by {way}.\n\n{TEXT}"
    if way == "rename":
        (other := path.with_name(".one.md.swp")).write_text(text)
        other.rename(path)
    elif way == "truncation":
        with path.open("w") as file:
            file.flush()
            file.write(text)
    else:
        path.rename(backup := path.with_name("one.md~"))
        path.write_text(text)
        backup.unlink()
    page.settle(before + 1)
    assert page.run(f"return desk.web.document.body.textContent.includes('Saved by {way}')")
    assert page.run("return (await (await fetch('/articles')).json()).map(a => a.name)") == [
        ARTICLE,
        OTHER,
    ]


def test_pages_are_counted_and_shown_as_thumbnails(page: Shown, server: Server) -> None:
    """The number before is shown with the new one; a thumbnail leads to its page, and says where one is."""
    before = page.settle()
    count = page.run("return desk.report.pages")
    more = "\n\n".join(["Many words. " * 40] * 4)
    (server.folder / ARTICLE).write_text(f"{FRONT.format('one')}{more}\n\n{TEXT}")
    page.settle(before + 1)
    now = page.run("return desk.report.pages")
    words = page.run("return document.getElementById('paper-count').textContent")
    assert words == f"{count} → {now} pages"
    assert now > count
    page.page.keyboard.press("t")
    thumbs = "[...document.querySelectorAll('#paper-strip button')]"
    page.wait(f"{thumbs}.every(t => t.querySelector('img')?.naturalWidth)")
    assert page.run(f"return {thumbs}.length") == now
    current = f"{thumbs}.findIndex(t => t.hasAttribute('aria-current'))"
    page.page.click(f"#paper-strip button:nth-child({now})")
    assert page.run("return desk.paper.stage.scrollTop") > 0
    page.page.keyboard.press("Home")
    page.wait(f"desk.paper.stage.scrollTop < 20 && {current} === 0")
    page.page.keyboard.press("t")
    assert page.run("return document.getElementById('paper-strip').offsetWidth") == 0


def test_a_finding_leads_to_its_block(page: Shown, server: Server) -> None:
    """It is counted and listed, flagged in web page and PDF, and a click on it marks the block."""
    before = page.settle()
    (server.folder / ARTICLE).write_text(
        f"{FRONT.format('one')}{TEXT}\nA [link](gone.md) to nowhere.\n"
    )
    page.settle(before + 1)
    page.wait("document.getElementById('findings-count').textContent === '1'")
    flagged = "desk.web.document.querySelector('.desk-flag')?.textContent"
    page.wait(f"{flagged}?.startsWith('A link') && document.querySelector('#paper .flag')")
    page.page.keyboard.press("f")
    page.page.click("#findings .row:has-text('gone.md')")
    page.wait("desk.web.document.querySelector('.desk-mark')?.textContent.startsWith('A link')")
    page.page.keyboard.press("Escape")


def test_blocks_are_marked_and_opened_by_keys(page: Shown, server: Server) -> None:
    """J and K go through them, and O opens the editor at the line of the one that is marked."""
    page.settle()
    page.page.keyboard.press("Escape")
    marked = "desk.web.document.querySelector('.desk-mark')?.textContent"
    page.page.keyboard.press("j")
    first = page.wait(marked)
    page.page.keyboard.press("j")
    page.wait(f"{marked} && {marked} !== {first!r}")
    page.page.keyboard.press("k")
    page.wait(f"{marked} === {first!r}")
    while page.run(f"return {marked}") != "Some words.":
        page.page.keyboard.press("j")
    line = (server.folder / ARTICLE).read_text().split("\n").index("Some words.") + 1
    page.page.keyboard.press("o")
    opened = server.folder / "opened"
    until(lambda: opened.exists() and opened.read_text().endswith(f"{ARTICLE} {line}\n"))
    page.page.keyboard.press("Escape")


def test_the_pdf_is_opened_to_be_printed(page: Shown, server: Server) -> None:
    """Print leads to the edition itself, which the browser shows instead of saving it."""
    page.settle()
    address = page.run("return document.getElementById('paper-print').getAttribute('href')")
    status, data, headers = server.ask(address)
    assert (status, data[:5], headers["content-type"]) == (200, b"%PDF-", "application/pdf")
    assert headers["content-disposition"] == "inline"
    assert page.run("return desk.report.finals.pdf.sha256") == sha256(data).hexdigest()


def test_two_tabs_show_what_is_saved(browser: "Browser", page: Shown, server: Server) -> None:
    """Both of one article, and a third with another article goes on undisturbed."""
    before = page.settle()
    with shown(browser, server) as second, shown(browser, server) as third:
        second.open(ARTICLE)
        third.open(OTHER)
        third.settle()
        (server.folder / ARTICLE).write_text(f"{FRONT.format('one')}For both tabs.\n\n{TEXT}")
        for each in (page, second):
            each.settle(before + 1)
            words = each.run("return desk.web.document.body.textContent")
            assert "For both tabs." in words
        assert third.run("return desk.web.document.body.textContent.includes('Words of another')")
        (server.folder / "triptych.toml").write_text(SETTINGS.replace("a6", "a5"))
        for each in (page, third):  # two articles are pressed at once, and both can be downloaded
            each.wait("desk.report.finals.pdf && Math.round(desk.paper.sizes[0][0]) === 420")
            each.settle()
        (server.folder / "triptych.toml").write_text(SETTINGS)
        assert second.faults == third.faults == []
    assert page.faults == []


def test_a_page_among_too_many_is_paused(browser: "Browser", page: Shown, server: Server) -> None:
    """It says so, and goes on when it is used again, so that the others have their connections."""
    page.settle()
    with shown(browser, server) as others:
        for _ in range(MOST_OF_ONE):
            others.page.context.new_page().goto(server.url)
        page.wait("document.getElementById('state').textContent.startsWith('Paused')")
        page.page.mouse.click(5, 5)
        page.wait("document.getElementById('state').textContent === 'Up to date'")
