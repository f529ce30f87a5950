"""The custom CSS of an issue applies to all of it, that of a member to its own article, in each edition."""

from pathlib import Path

import pymupdf
import pytest

from commandline import triptych, write
from triptych.core import zip_archive

_FILES: dict[str, str | bytes] = {
    "triptych.toml": "page_list = false\n",
    "content/i.md": (
        "---\ntitle: I\ndate: 2026-05-01\ncustom_css: issue.css\n"
        "contents: [part/red.md, plain.md]\n---\nForeword.\n"
    ),
    "content/issue.css": "#pf-content em { color: #006600; font-weight: 900 }\n",
    "content/part/own.css": (
        "@page { size: a3 }\nbody { letter-spacing: 1px }\n"
        '#pf-content h2 { color: #cc0000 }\n#pf-content p::before { content: "Ж" }\n'
    ),
    "content/part/red.md": (
        "---\ntitle: Red\ndate: 2026-05-01\ncustom_css: own.css\n---\nText *green*.\n\n## Heading\n"
    ),
    "content/plain.md": "---\ntitle: Plain\ndate: 2026-05-01\n---\nText *green*.\n\n## Heading\n",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an issue with a member that has a style sheet of its own."""
    folder = write(tmp_path_factory.mktemp("css"), _FILES)
    told = triptych(folder, "build", "content/i.md")
    assert told.code == 0, told.err
    assert "content/part/red.md:4: note: an article's custom CSS has `@page`" in told.err
    return folder / "out" / "i"


def _colours(paper: pymupdf.Document) -> dict[tuple[int, str], int]:
    """Return the colour of each word by its page and itself."""
    return {
        (page.number, span["text"].strip()): span["color"]
        for page in paper
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    }


def test_the_paper_has_the_colours_of_both(out: Path) -> None:
    """One heading is red, the other is not; emphasis is green in both; the paper is the issue's."""
    paper = pymupdf.open(out / "i.pdf")
    found = _colours(paper)
    headings = [colour for (_, words), colour in sorted(found.items()) if words == "Heading"]
    assert headings[0] == 0xCC0000
    assert headings[1] != 0xCC0000
    assert [c for (_, words), c in found.items() if words == "green"] == [0x006600, 0x006600]
    assert {round(page.rect.width) for page in paper} == {595}
    assert sum("Ж" in page.get_text() for page in paper) == 1


def test_the_page_binds_the_rules_to_the_article(out: Path) -> None:
    """Those of the issue are as they are."""
    text = (out / "i.html").read_text(encoding="utf-8")
    css = text.partition('<style class="pf-user-css-settings">')[2].partition("</style>")[0]
    assert ':where([id="red"]) :is(#pf-content, [data-pf="pf-content"]) h2 {' in css
    assert ':where([id="red"]) { letter-spacing: 1px }' in css
    assert css.lstrip().startswith(":is(#pf-content")
    assert "@page" not in css


def test_the_book_has_a_style_sheet_for_the_member(out: Path) -> None:
    """Linked from its page alone."""
    book = zip_archive.unpack((out / "i.epub").read_bytes())
    assert b"#cc0000" in book["EPUB/styles/red.css"]
    assert b"#pf-content em" in book["EPUB/styles/article.css"]
    assert b"#cc0000" not in book["EPUB/styles/article.css"]
    linked = [name for name, data in book.items() if b'href="../styles/red.css"' in data]
    assert linked == ["EPUB/text/red.xhtml"]
    assert b'href="styles/red.css"' in book["EPUB/content.opf"]
