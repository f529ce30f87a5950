"""In a browser no line begins with the number of a note, and tables begin where their script does."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pressing import press
from triptych.core import zip_archive
from triptych.settings.publication import bare

CHAPTER = "EPUB/text/article.xhtml"

NOTES = """
Words that are of many lengths[^a], so that lines end almost anywhere[^b] in a paragraph of them[^c],
once “quoted”[^d] and once *slanted*[^e], `code`[^f], [linked](https://example.org)[^g], in brackets
(so)[^h]. And at the end.[^i] 日本語の本文[^j]、そして。[^k]

| Cell with words[^l] | Another[^m] |
|---|---|
| a word and a longer one[^n] | **bold words**[^o] |

- item of a list[^p]

> quoted words of a book[^q]

{definitions}
""".replace("{definitions}", "\n".join(f"[^{letter}]: Note." for letter in "abcdefghijklmnopq"))

BROKEN = """() => [...document.querySelectorAll('.pf-noteref')].filter(mark => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before = null;
  for (let node; node = walker.nextNode();) {
    if (mark.contains(node)) break;
    if (node.data.trim()) before = node;
  }
  const range = document.createRange();
  const end = before.data.trimEnd().length;
  range.setStart(before, end - 1);
  range.setEnd(before, end);
  const letter = range.getClientRects()[0], own = mark.getClientRects()[0];
  return own.left < letter.right - 3 || own.top > letter.bottom || own.bottom < letter.top;
}).map(mark => mark.textContent)"""
"""The numbers of notes that are not right behind the letter before them."""

EDGES = """() => [...document.querySelectorAll('th, td, caption')].map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const words = range.getBoundingClientRect(), box = cell.getBoundingClientRect();
  return [words.left - box.left, box.right - words.right];
})"""
"""The room at the left and at the right of the words of each cell."""


def _page(text: str, edition: str, folder: Path, lang: str = "en") -> str:
    """Return the address of the page of an article, or of the chapter of its book."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{text}\n", encoding="utf-8")
    data = press(path, bare(folder), (edition,)).of(edition).data
    files = {"page.html": data} if edition == "html" else zip_archive.unpack(data)
    for name, content in files.items():
        file = folder / "made" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return (folder / "made" / ("page.html" if edition == "html" else CHAPTER)).as_uri()


@pytest.mark.parametrize("edition", ["html", "epub"])
def test_no_line_begins_with_the_number_of_a_note(
    edition: str, browser: Browser, tmp_path: Path
) -> None:
    """At no width: behind words, quotation marks, code, links, brackets, in cells, items and quotations."""
    page = browser.new_page()
    page.goto(_page(NOTES, edition, tmp_path))
    broken = {}
    for width in range(240, 700, 23):
        page.set_viewport_size({"width": width, "height": 900})
        if found := page.evaluate(BROKEN):
            broken[width] = found
    assert page.locator(".pf-noteref").count() == 17
    page.close()
    assert broken == {}


@pytest.mark.parametrize("lang", ["ar", "he", "ur", "fa", "en", "de"])
@pytest.mark.parametrize("edition", ["html", "epub"])
def test_cells_and_captions_begin_where_the_script_does(
    edition: str, lang: str, browser: Browser, tmp_path: Path
) -> None:
    """At the right in scripts that run to the left, in tables of Markdown and of HTML."""
    text = "| a | b |\n|---|---|\n| c | d |\n\n: Words\n\n"
    text += "<table><caption>e</caption><tr><th>f</th><td>g</td></tr></table>"
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(_page(text, edition, tmp_path, lang))
    edges = page.evaluate(EDGES)
    page.close()
    assert len(edges) == 8
    is_rtl = lang not in ("en", "de")
    assert all((right < left) == is_rtl for left, right in edges), edges
