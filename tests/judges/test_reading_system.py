"""A reading system, foliate-js in Chromium, opens an issue, turns its pages, finds notes and pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser, Page, Route

from own_content import articles
from pressing import ROOT, Once, Pressed
from triptych import desk

_FOLIATE = Path(desk.__file__).parent / "reader" / "node_modules" / "foliate-js"
_HOST = "https://reader.example/"
_TYPES = {".js": "text/javascript", ".epub": "application/epub+zip"}
_PAGE = """\
<!DOCTYPE html><meta charset="utf-8"><title>Reader</title>
<style>html, body { height: 100%; margin: 0 } foliate-view { display: block; height: 100% }</style>
"""
_OPEN = """async host => {
  const [, { FootnoteHandler }] = await Promise.all(
    ['view.js', 'footnotes.js'].map(name => import(host + name)))
  const blob = await (await fetch(host + 'book.epub')).blob()
  const view = document.createElement('foliate-view')
  document.body.append(view)
  await view.open(new File([blob], 'book.epub', { type: blob.type }))
  const notes = new FootnoteHandler()
  notes.addEventListener('render', event => window.note = event.detail)
  notes.addEventListener('before-render', event => document.body.append(event.detail.view))
  view.addEventListener('link', event => notes.handle(view.book, event))
  Object.assign(window, { view, notes })
}"""
_TURN = """async most => {
  const seen = [], labels = []
  await view.goTo(0)
  for (let turned = 0; turned < most; turned++) {
    const { index } = view.renderer.getContents()[0]
    const { range, fraction, pageItem } = view.lastLocation
    seen.push([index, range.toString()])
    if (pageItem && pageItem.label !== labels.at(-1)) labels.push(pageItem.label)
    const before = view.lastLocation.cfi
    await view.next()
    if (view.lastLocation.cfi === before) break
  }
  const linear = view.book.sections.flatMap((s, index) => s.linear === 'no' ? [] : [index])
  return { seen, labels, linear }
}"""
_GO_TO = """async label => {
  const item = view.book.pageList.find(item => item.label === label)
  await view.goTo(item.href)
  return { label: view.lastLocation.pageItem?.label, text: view.lastLocation.range.toString() }
}"""
_OPEN_NOTE = """async () => {
  const length = view.book.sections.length
  for (let index = 0; index < length; index++) {
    await view.goTo(index)
    const mark = view.renderer.getContents()[0].doc.querySelector('a[role=doc-noteref]')
    if (!mark) continue
    window.note = null
    mark.click()
    for (let tries = 0; tries < 100 && !window.note; tries++)
      await new Promise(resolve => setTimeout(resolve, 50))
    return { type: window.note.type, text: window.note.view.renderer.getContents()[0].doc.body.textContent }
  }
}"""


@dataclass(frozen=True, slots=True)
class Reader:
    """An issue that is open in the reading system."""

    page: Page
    issue: Pressed


@pytest.fixture(
    scope="module",
    params=["tideline/index.md", pytest.param("handbook.md", marks=pytest.mark.sweep)],
    ids=["sample", "handbook"],
)
def reader(request: pytest.FixtureRequest, once: Once, browser: Browser) -> Iterator[Reader]:
    """Open an issue of the content, in a window as large as the screen of a small e-reader."""
    path = ROOT / "content" / request.param
    publication = next(publication for _, publication in articles(ROOT, is_all=False))
    issue = once.press(path, publication)
    page = browser.new_page(viewport={"width": 450, "height": 600})

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(_HOST)
        if not name:
            route.fulfill(body=_PAGE, content_type="text/html")
        elif name == "book.epub":
            route.fulfill(body=issue.of("epub").data, content_type=_TYPES[".epub"])
        else:
            data = (_FOLIATE / name).read_bytes()
            route.fulfill(body=data, content_type=_TYPES[Path(name).suffix])

    page.route(f"{_HOST}**", answer)
    page.goto(_HOST)
    page.evaluate(_OPEN, _HOST)
    yield Reader(page, issue)
    page.close()


def test_all_pages_are_turned(reader: Reader) -> None:
    """From first to last, through every file, with text on each but the cover, past each page label."""
    turned = reader.page.evaluate(_TURN, 5000)
    files = [index for index, _ in turned["seen"]]
    assert files == sorted(files)
    assert set(turned["linear"]) <= set(files)
    assert sum(bool(text.strip()) for _, text in turned["seen"]) >= len(files) - 1
    listed = reader.page.evaluate("view.book.pageList.map(item => item.label)")
    assert listed[-1] == turned["labels"][-1]
    assert turned["labels"] == [label for label in listed if label in turned["labels"]]


def test_a_note_opens(reader: Reader) -> None:
    """A click on its number shows its text, and nothing else."""
    note = reader.page.evaluate(_OPEN_NOTE)
    assert note["type"] in ("footnote", "endnote")
    words = re.sub(r"\s+", "", note["text"])
    printed = re.sub(r"\s+", "", reader.issue.of("html").data.decode())
    assert 10 < len(words) < 2000
    assert _letters(words)[:12] in _letters(re.sub(r"<[^>]*>", "", printed))


@pytest.mark.parametrize("label", ["7", "9"])
def test_a_page_of_the_pdf_is_found_by_the_list_of_pages(label: str, reader: Reader) -> None:
    """What is shown begins with the first words of that page of the PDF, or has them in view."""
    found = reader.page.evaluate(_GO_TO, label)
    with pymupdf.open(stream=reader.issue.of("pdf").data, filetype="pdf") as paper:
        (sheet,) = [page for page in paper if page.get_label() == label]
        body = sheet.get_text(
            clip=pymupdf.Rect(0, 50, sheet.rect.width, sheet.rect.height - 50), sort=True
        )
    assert found["label"] == label
    assert _letters(body)[:24] in _letters(found["text"])


def _letters(text: str) -> str:
    """Return the letters of a text."""
    return "".join(filter(str.isalpha, text)).casefold()
