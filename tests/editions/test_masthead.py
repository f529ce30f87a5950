"""The head and the foot of an article, the same in every edition: what it is, by whom, how to cite it."""

import hashlib
from pathlib import Path

import pymupdf
import pytest
from lxml import html
from lxml.html import HtmlElement

from commandline import triptych, write
from pressing import press
from triptych.core import zip_archive
from triptych.settings.publication import find

ARTICLE = """\
---
kicker: Essay
title: O’Connor & Sons?
subtitle: A shop
standfirst: What is left of it.
authors: [{name: Ann O'Neil}, {name: B & C}]
date: 2025-03-01
updated: 2025-03-09
source: https://a.example/shop/
version: "1.10"
rights: CC BY 4.0
issue: {volume: 4, number: 2}
dropcap: true
---
The text of it.
"""

SETTINGS = """\
title = "The <Lamp>"
lang = "en-GB"
publisher = "Lamp & Co"
fingerprint = true
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HtmlElement]:
    """Return the page and the EPUB's article as trees, and the PDF's text in one."""
    folder = tmp_path_factory.mktemp("masthead")
    return _made(folder, SETTINGS, ARTICLE)


def _made(folder: Path, settings: str, article: str) -> dict[str, HtmlElement]:
    """Return the editions of an article as trees."""
    write(folder, {"triptych.toml": settings, "content/shop.md": article})
    publication = find(folder)
    assert publication
    made = press(folder / "content" / "shop.md", publication)
    book = zip_archive.unpack(made.of("epub").data)["EPUB/text/article.xhtml"]
    with pymupdf.open(stream=made.of("pdf").data) as paper:
        words = " ".join("\n".join(page.get_text() for page in paper).split())
    paper_tree = html.Element("div")
    paper_tree.text = words
    return {
        "html": html.document_fromstring(made.of("html").data),
        "epub": html.document_fromstring(book),
        "pdf": paper_tree,
    }


def _words(tree: HtmlElement) -> str:
    """Return the words of a tree, with single spaces."""
    return " ".join(tree.text_content().replace("\u00a0", " ").split())


HEAD = (
    "Essay",
    "O’Connor & Sons?",
    "A shop",
    "What is left of it.",
    "By Ann O'Neil and B & C",
    "1 March 2025",
)
FOOT = (
    "Cite as: Ann O'Neil and B & C: O’Connor & Sons? The <Lamp> 4 (2), 1 March 2025. https://a.example/shop/",
    "Version 1.10",
    "Source: SHA-256",
    "Lamp & Co · CC BY 4.0",
)


@pytest.mark.parametrize("edition", ["html", "epub", "pdf"])
def test_head_and_foot_are_in_order_in_every_edition(
    edition: str, editions: dict[str, HtmlElement]
) -> None:
    """Kicker, title, standfirst and byline come before the text, and the colophon comes last."""
    words = _close(_words(editions[edition]))
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert digest in words
    words = words.replace(digest, "")
    places = [words.rfind(_close(each)) for each in (*HEAD[:4], *FOOT)]
    assert -1 not in places
    text = "The text of it." if edition != "pdf" else "text of it"
    firsts = [words.find(_close(each)) for each in (*HEAD, text, *FOOT)]
    assert firsts[1:] == sorted(firsts[1:])


def _close(text: str) -> str:
    """Return a text in small letters without spaces, which may also be where an address is divided."""
    return "".join(text.casefold().split())


def test_the_byline_is_one_line(editions: dict[str, HtmlElement]) -> None:
    """Authors and dates follow each other, in the EPUB in a paragraph."""
    (byline,) = editions["epub"].find_class("pf-byline")
    assert [child.get("id") for child in byline] == ["pf-author", "pf-date"]
    assert _words(byline) == "By Ann O'Neil and B & C 1 March 2025 (Updated 9 March 2025)"
    author = editions["html"].get_element_by_id("pf-author")
    assert author.getnext().get("id") == "pf-date"
    assert not (author.tail or "").strip()


def test_an_article_alone_has_no_line_to_cite_it_by(tmp_path: Path) -> None:
    """Without a publication or an address there is nothing to look it up in."""
    made = _made(tmp_path, "", "---\ntitle: Alone\nrights: mine\n---\nText.\n")
    for edition in ("html", "epub"):
        assert not made[edition].find_class("pf-cite")
        assert not made[edition].find_class("pf-byline")
        assert not made[edition].find_class("pf-fingerprint")
        assert made[edition].find_class("copyright")


@pytest.mark.parametrize("banner", ["dark", "rule", "none"])
def test_what_sets_the_title_off_is_a_class(banner: str, tmp_path: Path) -> None:
    """The setting, or the article's own, is a class of the page; the original's box needs none."""
    settings = f'banner = "{"none" if banner == "rule" else banner}"'
    article = f"---\ntitle: T\nbanner: {banner}\n---\nText.\n"
    page = _made(tmp_path, settings, article)["html"]
    expected = ["pf-12"] if banner == "dark" else ["pf-12", f"pf-banner-{banner}"]
    assert page.get_element_by_id("printfriendly").get("class").split() == expected


@pytest.mark.parametrize("name", ["a.md", "notes/b.md", "./notes/b.md", "content/index.md"])
def test_a_file_named_from_the_folder_has_its_fingerprint(name: str, tmp_path: Path) -> None:
    """It is that of the file, wherever it is and however it is named."""
    text = "---\ntitle: T\n---\nText.\n"
    write(tmp_path, {"triptych.toml": "fingerprint = true\n", name: text})
    told = triptych(tmp_path, "build", name, "--formats", "html")
    assert told.code == 0, told.err
    (page,) = tmp_path.glob("out/*/*.html")
    assert hashlib.sha256(text.encode()).hexdigest() in page.read_text(encoding="utf-8")
