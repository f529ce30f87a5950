"""What a page says of itself to machines: all that is known, nothing else, and never as mark-up."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring
from pypdf import PdfReader

from commandline import write
from pressing import pressed
from triptych.core import zip_archive
from triptych.core.version import __version__

FULL = """\
---
title: A headline that asks a question?
subtitle: And a line below
kicker: Region
standfirst: What it is about, in a sentence.
author:
  - {name: Jane Doe, organisation: An institute, bio: Jane writes., url: "https://jane.example/"}
  - {name: The desk, organisation: The desk}
date: 2025-08-20
updated: 2025-08-27
lang: de
tags: [rivers, ice]
source: https://news.example/a/long/path
publisher: A publisher
rights: https://creativecommons.org/licenses/by-sa/4.0/
---
Text.
"""

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script> -->",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "{{ 7 * 7 }} ${7 * 7} \\u003c/script>",
    "&lt;/script&gt; &amp; \u2028 \u2029 'quotes'",
]


def _page(folder: Path, article: str, settings: str = "") -> HtmlElement:
    """Return the page of an article as a browser reads it."""
    (folder / "content").mkdir()
    (folder / "content" / "article.md").write_text(article, encoding="utf-8")
    (folder / "triptych.toml").write_text(settings, encoding="utf-8")
    (artifact,) = pressed(folder, ("html",))
    return fromstring(artifact.data.decode())


def _said(page: HtmlElement, *names: str) -> dict[str, list[str]]:
    """Return what the page's meta elements say under some names."""
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = str(meta.get("name") or meta.get("property"))
        if name.startswith(names):
            found.setdefault(name, []).append(str(meta.get("content")))
    return found


def _data(page: HtmlElement) -> dict[str, Any]:
    """Return the page's linked data."""
    (script,) = page.iter("script")
    assert script.get("type") == "application/ld+json"
    data: dict[str, Any] = json.loads(script.text or "")
    return data


def test_linked_data_says_all_that_is_known(tmp_path: Path) -> None:
    """Each fact of front matter and settings has its word of schema.org."""
    settings = 'title = "A paper"\nurl = "https://paper.example"\n'
    data = _data(_page(tmp_path, FULL, settings))
    assert data.pop("identifier").startswith("urn:uuid:")
    jane = {
        "@type": "Person",
        "name": "Jane Doe",
        "url": "https://jane.example/",
        "description": "Jane writes.",
        "affiliation": {"@type": "Organization", "name": "An institute"},
    }
    assert data == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "A headline that asks a question?",
        "alternativeHeadline": "And a line below",
        "description": "What it is about, in a sentence.",
        "inLanguage": "de",
        "datePublished": "2025-08-20",
        "dateModified": "2025-08-27",
        "author": [jane, {"@type": "Organization", "name": "The desk"}],
        "publisher": {"@type": "Organization", "name": "A publisher"},
        "isPartOf": {
            "@type": "CreativeWork",
            "name": "A paper",
            "url": "https://paper.example",
        },
        "articleSection": "Region",
        "keywords": ["rivers", "ice"],
        "url": "https://news.example/a/long/path",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
    }


def test_series_issue_and_identifiers_are_said_in_every_vocabulary(tmp_path: Path) -> None:
    """An issue stands in its volume and its periodical, beside the series; numbers have their tags."""
    front = "series: {title: Rivers, number: 3}\nissue: {volume: 12, number: 4}\n"
    article = f"---\ntitle: A\nidentifier: [10.1000/182, 978-0-306-40615-7]\n{front}---\nText.\n"
    page = _page(tmp_path, article, 'title = "The Ice Review"\nissn = "2049-3630"\n')
    data = _data(page)
    assert data["identifier"] == ["https://doi.org/10.1000/182", "urn:isbn:9780306406157"]
    assert data["position"] == "3"
    series, issue = data["isPartOf"]
    assert series == {"@type": "CreativeWorkSeries", "name": "Rivers"}
    assert issue["issueNumber"] == "4"
    volume = issue["isPartOf"]
    assert volume["volumeNumber"] == "12"
    journal = {"@type": "Periodical", "name": "The Ice Review", "issn": "2049-3630"}
    assert volume["isPartOf"] == journal
    names = ("journal_title", "issn", "volume", "issue", "doi", "isbn")
    said = _said(page, *(f"citation_{name}" for name in names))
    assert [text for name in names for text in said[f"citation_{name}"]] == [
        "The Ice Review",
        "2049-3630",
        "12",
        "4",
        "10.1000/182",
        "9780306406157",
    ]


def test_nothing_is_said_that_is_not_known(tmp_path: Path) -> None:
    """An article that tells its title alone claims title, language and identifier alone."""
    page = _page(tmp_path, "---\ntitle: Bare\n---\nText.\n")
    assert set(_data(page)) == {"@context", "@type", "headline", "inLanguage", "identifier"}
    names = set(_said(page, "dcterms.", "og:", "article:", "citation_"))
    known = {"dcterms.title", "dcterms.language", "dcterms.identifier", "og:type", "og:title"}
    assert names == {*known, "citation_title", "citation_language"}


def test_libraries_and_networks_read_the_same_facts(tmp_path: Path) -> None:
    """Dublin Core, OpenGraph and Highwire tags say what the front matter says."""
    page = _page(tmp_path, FULL)
    said = _said(page, "dcterms.", "og:", "article:", "citation_")
    assert said["dcterms.creator"] == said["citation_author"] == ["Jane Doe", "The desk"]
    assert said["dcterms.issued"] == said["article:published_time"] == ["2025-08-20"]
    assert said["citation_publication_date"] == ["2025/08/20"]
    assert said["og:site_name"] == said["citation_publisher"] == ["A publisher"]
    assert said["og:url"] == said["citation_public_url"] == ["https://news.example/a/long/path"]
    assert said["article:tag"] == said["dcterms.subject"] == ["rivers", "ice"]


PLAIN = str.maketrans("“”‘’", "\"\"''")
"""Typographic signs as they are typed."""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, tmp_path: Path) -> None:
    """Whatever a title, a name or a tag holds, it is read back, and adds no element.

    A title gets the typographic signs of its language, everywhere the same.
    """
    quoted = json.dumps(text)
    lines = [f"{key}: {quoted}" for key in ("title", "subtitle", "author", "publisher", "kicker")]
    article = "\n".join(["---", *lines, f"tags: [{quoted}]", "---", "Text.", ""])
    page = _page(tmp_path, article)
    data = _data(page)
    assert [data["author"][0]["name"], data["keywords"]] == [text, [text]]
    title = data["headline"]
    assert title.translate(PLAIN).replace("–", "--").split() == text.split()
    said = _said(page, "dcterms.title", "og:title", "citation_author")
    assert said == {"dcterms.title": [title], "og:title": [title], "citation_author": [text]}
    assert [e.get("src") for e in page.iter("img")] == []
    assert [e for e in page.iter() if any(str(n).startswith("on") for n in e.attrib)] == []


def test_every_edition_names_the_version_that_made_it(tmp_path: Path) -> None:
    """HTML and EPUB carry a generator, the PDF a creator, in its XMP packet as well (ISO 16684-1)."""
    maker = f"Triptych {__version__}"
    write(tmp_path, {"triptych.toml": "", "content/article.md": FULL})
    html, epub, pdf = (artifact.data for artifact in pressed(tmp_path, ("html", "epub", "pdf")))
    assert _said(fromstring(html.decode()), "generator") == {"generator": [maker]}
    package = zip_archive.unpack(epub)["EPUB/content.opf"].decode()
    assert package.count(f'<meta name="generator" content="{maker}"/>') == 1
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.creator == maker
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.xmp_creator_tool == maker
