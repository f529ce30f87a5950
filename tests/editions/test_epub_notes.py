"""The notes of the EPUB: popups where readers have them, and else a section with a heading."""

import tomllib
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from books import book

HEAD = "---\ntitle: T\ndate: 2026-01-02\nlang: {lang}\n---\n\n"
NOTED = "One.[^a] Two.[^b]\n\n[^a]: The first.\n\n[^b]: The second.\n\n    - with a list\n"
LABELS = Path(__file__).parents[2] / "templates" / "printfriendly" / "labels.toml"
WORDS = {
    lang: words["notes"]
    for lang, words in tomllib.loads(LABELS.read_text(encoding="utf-8")).items()
}


def _page(folder: Path, text: str, lang: str = "en") -> HtmlElement:
    """Return the text of an article's EPUB."""
    files = book(folder, HEAD.format(lang=lang) + text, "embed_fonts = false\n")
    return html.document_fromstring(files["EPUB/text/article.xhtml"])


@pytest.mark.parametrize("lang", WORDS)
def test_notes_are_headed_in_every_language(lang: str, tmp_path: Path) -> None:
    """The notes are a section whose heading is the language's word, and which it names."""
    (section,) = _page(tmp_path, NOTED, lang).find_class("pf-notes")
    heading = section[0]
    assert (section.tag, section.get("role")) == ("section", "doc-endnotes")
    assert section.get("epub:type") == "footnotes"
    assert (heading.tag, heading.text) == ("h2", WORDS[lang])
    assert section.get("aria-labelledby") == heading.get("id")
    assert [e.tag for e in section] == ["h2", "div", "div"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_notes_are_in_the_contents(lang: str, tmp_path: Path) -> None:
    """Behind the sections, in the navigation and in the NCX of older readers."""
    text = f"## A section\n\n{NOTED}"
    files = book(tmp_path, HEAD.format(lang=lang) + text, "embed_fonts = false\n")
    page: HtmlElement = html.document_fromstring(files["EPUB/text/article.xhtml"])
    (section,) = page.find_class("pf-notes")
    target = f"text/article.xhtml#{section[0].get('id')}"
    nav = html.document_fromstring(files["EPUB/nav.xhtml"])
    entries = [(a.text, a.get("href")) for a in nav.iter("a")]
    at = entries.index((WORDS[lang], target))
    assert entries[at - 1][0] == "A section"
    ncx = files["EPUB/toc.ncx"].decode()
    assert ncx.index("A section") < ncx.index(WORDS[lang]) < ncx.index(target)


@pytest.mark.parametrize(
    "text", ["Nothing.", "A note that nothing shows.\n\n[^a]: Alone.\n", "No such note.[^x]"]
)
def test_without_notes_there_is_no_heading(text: str, tmp_path: Path) -> None:
    """An article without notes that are referred to has no such section."""
    files = book(tmp_path, HEAD.format(lang="en") + text, "embed_fonts = false\n")
    page: HtmlElement = html.document_fromstring(files["EPUB/text/article.xhtml"])
    assert not page.find_class("pf-notes")
    assert not [e for e in page.iter() if e.get("role") == "doc-endnotes"]
    assert WORDS["en"] not in files["EPUB/nav.xhtml"].decode()


def test_references_and_notes_lead_to_one_another(tmp_path: Path) -> None:
    """Each reference opens its note, and the note's number leads back to the reference."""
    page = _page(tmp_path, NOTED)
    calls = [e for e in page.iter("a") if e.get("role") == "doc-noteref"]
    backs = [e for e in page.iter("a") if e.get("role") == "doc-backlink"]
    assert [page.get_element_by_id(e.get("href", "")[1:]).get("epub:type") for e in calls] == [
        "footnote"
    ] * 2
    assert [page.get_element_by_id(e.get("href", "")[1:]) for e in backs] == calls
