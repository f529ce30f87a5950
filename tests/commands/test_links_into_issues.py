"""A link to an article without off-prints leads to it in its issue's editions."""

import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from commandline import triptych, write

_HEAD = "---\ntitle: {}\ndate: 2026-05-01\n{}---\n"
_LINKS = (
    "[Start](part/one.md), [place](part/one.md#the-part), [issue](spring.md), [alone](free.md#x).\n"
)
_FILES: dict[str, str | bytes] = {
    "triptych.toml": 'url = "https://quay.example"\npage_list = false\n',
    "content/spring.md": _HEAD.format("Spring", "contents: [part/one.md, two.md]\noffprints: no\n"),
    "content/other.md": _HEAD.format("Other", "contents: [free.md]\n"),
    "content/free.md": f"{_HEAD.format('Free', '')}Text.\n\n## X\n\nText.\n",
    "content/part/one.md": f"{_HEAD.format('One', '')}Text.\n\n## The part\n\n[Two](../two.md).\n",
    "content/two.md": f"{_HEAD.format('Two', '')}[One](part/one.md#the-part).\n",
    "content/outside.md": f"{_HEAD.format('Outside', '')}{_LINKS}",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an issue without off-prints and an article that links to its members."""
    folder = write(tmp_path_factory.mktemp("links"), _FILES)
    told = triptych(folder, "build", "content/outside.md", "content/spring.md")
    assert told.code == 0, told.err
    assert "link" not in told.err
    return folder / "out"


def _hrefs(text: str) -> dict[str, str]:
    """Return the addresses of links by their words."""
    return {
        words: href for href, words in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]+)</a>', text)
    }


def test_the_page_links_into_the_issue_s_page(out: Path) -> None:
    """To the article, and to a place in it, which are there; other links lead to editions as ever."""
    found = _hrefs((out / "outside" / "outside.html").read_text(encoding="utf-8"))
    assert found["Start"] == "../spring/spring.html#one"
    assert found["place"] == "../spring/spring.html#one--the-part"
    assert found["issue"] == "../spring/spring.html"
    assert found["alone"] == "../free/free.html#x"
    page = (out / "spring" / "spring.html").read_text(encoding="utf-8")
    assert 'id="one"' in page
    assert 'id="one--the-part"' in page
    assert _hrefs(page)["Two"] == "#two"
    assert "data-pf-issue" not in page


def test_the_paper_links_to_a_destination_of_the_issue_s_paper(out: Path) -> None:
    """The PDF of the issue has the places that links of others name."""
    pages = PdfReader(out / "outside" / "outside.pdf").pages
    actions = [a.get_object()["/A"] for page in pages for a in page.get("/Annots", [])]
    led = {str(action.get("/URI")) for action in actions}
    assert {"../spring/spring.pdf#one", "../spring/spring.pdf#one--the-part"} <= led
    known = PdfReader(out / "spring" / "spring.pdf").named_destinations
    assert {"one", "one--the-part"} <= set(known)


def test_the_book_links_to_the_issue_s_address(out: Path) -> None:
    """On the web, where the publication has an address."""
    with zipfile.ZipFile(out / "outside" / "outside.epub") as book:
        found = _hrefs(book.read("EPUB/text/article.xhtml").decode())
    assert found["Start"] == "https://quay.example/spring/#one"
    assert found["place"] == "https://quay.example/spring/#one--the-part"
    with zipfile.ZipFile(out / "spring" / "spring.epub") as book:
        found = _hrefs(book.read("EPUB/text/two.xhtml").decode())
    assert found["One"] == "one.xhtml#the-part"
