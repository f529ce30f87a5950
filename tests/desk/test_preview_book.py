"""The e-reader at a save: where only words are others, the open pages are changed, and equal the book."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from commandline import write
from previewing import ARTICLE, FRONT, PUBLICATION, Server, Shown, preview, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = "A call.[^n]\n\n![A picture of nothing](p.png)\n\n" + "\n\n".join(
    f"Paragraph {number} has words of its own." for number in range(12)
)
NOTE = "\n\n[^n]: The first words of the note.\n"

_VIEW = "return desk.reader.view === window.viewBefore"
_TEXT = "desk.reader.documents[0].doc.body.textContent"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication with one article."""
    texts = {ARTICLE: FRONT + TEXT + NOTE}
    folder = write(tmp_path_factory.mktemp("desk"), {"triptych.toml": PUBLICATION, **texts})
    Image.new("RGB", (60, 40), "#276f86").save(folder / "content" / "p.png")
    with preview(folder) as running:
        yield running


@pytest.fixture
def page(browser: "Browser", server: Server) -> Iterator[Shown]:
    """Yield a page that shows the article as it was at first."""
    (server.folder / ARTICLE).write_text(FRONT + TEXT + NOTE)
    with shown(browser, server) as opened:
        opened.open(ARTICLE)
        opened.wait(f"!{_TEXT}.includes('newly')")
        opened.run("window.viewBefore = desk.reader.view")
        yield opened


def _save(page: Shown, text: str) -> None:
    """Save the article, and wait until it is shown."""
    before = page.settle()
    (page.server.folder / ARTICLE).write_text(text)
    page.settle(before + 1)


def test_words_are_changed_in_the_open_pages(page: Shown) -> None:
    """The book stays open, its text is that of the new file, and pictures and links are still there."""
    _save(page, FRONT + TEXT.replace("Paragraph 5 has", "Paragraph 5 newly has") + NOTE)
    assert page.run(_VIEW)
    assert page.run(f"return {_TEXT}.includes('5 newly has')")
    assert page.run(
        "const { doc } = desk.reader.documents[0];"
        "return doc.querySelector('body img').naturalWidth === 60 && doc.styleSheets.length > 1"
    )
    same = """
    const { Book } = await import('/desk/reader-book.mjs')
    const file = await (await fetch(`/shown/epub?a=${encodeURIComponent(desk.article)}`)).arrayBuffer()
    const book = await Book.open(file)
    const { doc, index } = desk.reader.documents[0]
    const words = (await book.epub.sections[index].createDocument()).body.textContent
    return words === doc.body.textContent
    """
    assert page.run(same)
    assert page.faults == []


def test_a_note_that_was_changed_is_the_one_that_pops_up(page: Shown) -> None:
    """A popup has the words of the last save, and so has the page when one comes back to it."""
    _save(page, FRONT + TEXT + NOTE.replace("first words", "newly chosen words"))
    assert page.run(_VIEW)
    page.run("desk.reader.documents[0].doc.querySelector('a[href*=\"#\"]').click()")
    page.wait("document.querySelector('.popup foliate-view')?.renderer?.getContents?.().length")
    popup = "document.querySelector('.popup foliate-view').renderer.getContents()[0].doc.body"
    page.wait(f"{popup}.textContent.includes('newly chosen words')")
    page.run("desk.reader.note.end(); await desk.reader.view.goTo(0)")
    page.wait("desk.reader.documents[0]?.index === 0")
    page.run("await desk.reader.view.goTo(desk.reader.view.book.sections.length - 1)")
    page.wait(f"{_TEXT}.includes('newly chosen words')")
    assert page.run(
        "const { doc } = desk.reader.documents[0]; return doc.querySelector('body img').naturalWidth"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{FRONT}{TEXT}\n\n![A picture of nothing newly](q.png){NOTE}",
        f"{FRONT.replace('a6', 'a6' + chr(10) + 'theme: journal')}{TEXT} newly{NOTE}",
    ],
    ids=["picture", "theme"],
)
def test_a_book_with_other_files_is_opened_anew(page: Shown, text: str) -> None:
    """What a save adds to the book, or dresses it in, is shown in a view of its own."""
    Image.new("RGB", (30, 30), "#aa3311").save(page.server.folder / "content" / "q.png")
    _save(page, text)
    assert not page.run(_VIEW)
    assert page.run(
        "const { doc } = desk.reader.documents[0];"
        "return [...doc.querySelectorAll('body img')].every(img => img.naturalWidth)"
    )
