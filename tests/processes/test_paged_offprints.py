"""Off-prints that name their issue and their pages there, the same however they are ordered."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from commandline import editions, triptych, write

_SETTINGS = 'title = "The Quay"\nurl = "https://quay.example"\nlang = "en-GB"\npage_list = false\n'
_ISSUE = """\
---
title: Crossings
author: The editors
date: 2026-05-01
{more}
contents:
  - harbour.md
  - part: Notes
  - ufer.md
recto: true
offprints: paged
---
"""
_PAGES = {"harbour": "1", "ufer": "5"}
_HARBOUR = "---\ntitle: Harbour\nauthor: Ada Quint\n---\nFirst words.\n"
_UFER = "---\ntitle: Ufer\nlang: de\ndate: 2026-05-02\n---\nErste Worte.\n"


def _lay(folder: Path, more: str) -> Path:
    """Write a publication with an issue of two articles, the second in a part."""
    files: dict[str, str | bytes] = {
        "triptych.toml": _SETTINGS,
        "content/spring.md": _ISSUE.format(more=more),
        "content/harbour.md": _HARBOUR,
        "content/ufer.md": _UFER,
    }
    return write(folder, files)


def _build(folder: Path, *words: str, cache: bool = False) -> dict[str, bytes]:
    """Build, and return the editions."""
    where = {"TRIPTYCH_NO_CACHE": "" if cache else "1", "TRIPTYCH_CACHE": str(folder / "cache")}
    told = triptych(folder, "build", *words, environment=where)
    assert told.code == 0, told.err
    return editions(folder / (words[words.index("--out") + 1] if "--out" in words else "out"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an issue whose off-prints name its pages, and return the folder."""
    folder = _lay(tmp_path_factory.mktemp("paged"), "issue: {volume: 3, number: 2}")
    _build(folder, cache=True)
    return folder


def _linked(page: bytes) -> dict[str, object]:
    """Return the data of schema.org in a page."""
    found = re.search(rb'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    said: dict[str, object] = json.loads(found[1])
    return said


def test_each_edition_names_the_issue_and_its_pages(folder: Path) -> None:
    """For search engines, libraries, readers of books and of paper, and in words."""
    for slug, page in _PAGES.items():
        text = (folder / "out" / slug / f"{slug}.html").read_text(encoding="utf-8")
        assert f'name="citation_firstpage" content="{page}"' in text
        assert f'name="citation_lastpage" content="{page}"' in text
        mark = "S." if slug == "ufer" else "p."
        assert f'<span class="pf-in-issue">The Quay 3 (2), {mark} {page}</span>' in text
        assert f"The Quay 3 (2), {mark} {page}," in text.partition('class="pf-cite"')[2]
        said = _linked(text.encode())
        assert (said["pageStart"], said["pageEnd"]) == (page, page)
        issue = said["isPartOf"]
        assert isinstance(issue, dict)
        assert (issue["@type"], issue["name"], issue["issueNumber"], issue["url"]) == (
            "PublicationIssue",
            "Crossings",
            "2",
            "https://quay.example/spring/",
        )
        with zipfile.ZipFile(folder / "out" / slug / f"{slug}.epub") as book:
            package = book.read("EPUB/content.opf").decode()
        assert f'<meta property="schema:pageStart">{page}</meta>' in package
        assert '<meta property="dcterms:isPartOf">Crossings</meta>' in package
        data = (folder / "out" / slug / f"{slug}.pdf").read_bytes()
        assert f"<prism:startingPage>{page}</prism:startingPage>".encode() in data


def test_the_pages_are_those_of_the_issue_s_paper(folder: Path) -> None:
    """The number is that of the page with the title; behind an article on two pages comes the next."""
    reader = PdfReader(folder / "out" / "spring" / "spring.pdf")
    labels = dict(zip(reader.page_labels, reader.pages, strict=True))
    for slug, page in _PAGES.items():
        assert labels[page].extract_text().lower().startswith(slug)


def test_the_same_bytes_come_of_every_order(folder: Path) -> None:
    """One alone, without the cache, in other formats, by another number of processes."""
    whole = editions(folder / "out")
    for words in (
        ("content/harbour.md", "--out", "one"),
        ("--formats", "html", "--jobs", "2", "--out", "pages"),
    ):
        made = _build(folder, *words)
        assert made
        assert made == {name: whole[name] for name in made}
    cached = _build(folder, "content/ufer.md", "--out", "cached", cache=True)
    assert cached == {name: whole[name] for name in cached}


def test_an_edit_elsewhere_in_the_issue_moves_the_pages(tmp_path: Path) -> None:
    """A longer first article moves the second, which is made again, even if it alone is ordered."""
    folder = _lay(tmp_path, "series: Shores")
    first = folder / "content" / "harbour.md"
    before = _build(folder, "content/ufer.md", "--formats", "html", cache=True)
    page = " ".join(before["ufer/ufer.html"].decode().split())
    assert 'name="citation_inbook_title" content="Crossings"' in page
    assert "In: The editors: <cite>Crossings</cite>, S. 5, 2. Mai 2026." in page
    assert "In: <cite>Crossings</cite>, S. 5</span> · " in page
    assert "Shores" in page
    first.write_text(f"{first.read_text(encoding='utf-8')}\n{'Word. ' * 1600}\n", encoding="utf-8")
    after = _build(folder, "content/ufer.md", "--formats", "html", cache=True)
    said = _linked(after["ufer/ufer.html"])
    assert int(str(said["pageStart"])) > 5
    first.unlink()
    told = triptych(folder, "build", "content/ufer.md", "--formats", "html")
    assert "[issue-pages]" in told.err
    made = (folder / "out" / "ufer" / "ufer.html").read_text(encoding="utf-8")
    assert "In: <cite>Crossings</cite></span>" in made
    assert "citation_firstpage" not in made
