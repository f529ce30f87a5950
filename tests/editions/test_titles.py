"""The title is given, or the heading that opens the document, and is printed once."""

from pathlib import Path

import pytest

from pressing import press
from triptych.core import zip_archive
from triptych.settings.publication import bare, find

HEAD = "---\ndate: 2026-01-01\n"


def _page(folder: Path, text: str, title: str = "", name: str = "some-file.md") -> tuple[str, str]:
    """Return the title and the body of an article's page in its EPUB."""
    path = folder / name
    given = f"title: '{title}'\n" if title else ""
    path.write_text(f"{HEAD}{given}---\n\n{text}\n", encoding="utf-8")
    files = zip_archive.unpack(press(path, bare(folder), ("epub",)).of("epub").data)
    page = files["EPUB/text/article.xhtml"].decode()
    return page.partition("<title>")[2].partition("</title>")[0], page.partition("<body")[2]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Lamp\n\n## Oil\n\nText.", "Lamp"),
        ("# One\n\nText.\n\n# Two\n\nText.", "One"),
        ("## Alone\n\nText.\n\n### Below", "Alone"),
        ("<!-- made by hand -->\n\n# Lamp", "Lamp"),
        ('<p align="center"><img src="x.svg" alt="Logo of it"></p>\n\n# Lamp', "Lamp"),
        ("[![Build: good](b.svg)](https://example.org/)\n\n# Lamp", "Lamp"),
        ("![A lamp](x.svg)\n\n# Lamp", "Lamp"),
        ('<a id="top"></a>\n\n# Lamp', "Lamp"),
        ('<h1 align="center">Lamp</h1>\n\nText.', "Lamp"),
        ("# Lamp ![Version 3](v.svg)\n\nText.", "Lamp"),
        ("## One\n\nText.\n\n## Two\n\nText.", "Some file"),
        ("Text first.\n\n# Late\n\nMore.", "Some file"),
        ("Text first.\n\n## Only one\n\nMore.", "Some file"),
        ("- a list\n\n# Late", "Some file"),
        ("# ![Build: good](b.svg)\n\nText.", "Some file"),
    ],
)
def test_the_heading_that_opens_a_document_is_its_title(
    tmp_path: Path, text: str, title: str
) -> None:
    """Pictures and comments may be before it; one from the middle, or a badge's text, is no title."""
    found, _ = _page(tmp_path, text)
    assert found == title


@pytest.mark.parametrize(
    ("title", "heading"),
    [("C++", "C#"), ("Part 1.0", "Part 10"), ("???", "!!!"), ("A + B", "A - B"), ("Re: x", "Re x")],
)
def test_a_heading_that_differs_from_the_title_stays(
    tmp_path: Path, title: str, heading: str
) -> None:
    """Marks are part of a title."""
    _, body = _page(tmp_path, f"## {heading}\n\nText.", title)
    assert f">{heading}</h2>" in body


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("The  lamp", "the Lamp"),
        ('Say "oil"', "Say “oil”"),
        ("One - two", "One – two"),
        ("Ends...", "Ends…"),
        ("A lamp", "A *lamp*"),
    ],
)
def test_a_heading_that_repeats_the_title_is_printed_once(
    tmp_path: Path, title: str, heading: str
) -> None:
    """Case, spaces, and the shapes of quotation marks and dashes are no difference."""
    _, body = _page(tmp_path, f"# {heading}\n\nText.", title)
    assert "<h2" not in body


def test_the_name_of_the_file_is_the_title_by_setting(tmp_path: Path) -> None:
    """In a vault the file's name is the title, as it is spelled, and the first heading stays."""
    (tmp_path / "triptych.toml").write_text('title_from = "name"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "Über C++ & more.md"
    path.write_text(f"{HEAD}---\n\n# A heading\n\nText.\n", encoding="utf-8")
    publication = find(tmp_path)
    assert publication is not None
    page = press(path, publication, ("html",)).of("html").data.decode()
    assert "<title>Über C++ &amp; more</title>" in page
    assert ">A heading</h2>" in page


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("## First part[^h] of it\n\n[^h]: Note.", "first-part-of-it"),
        ("## End[^long-label]\n\n[^long-label]: Note.", "end"),
        ("## In line^[A note.] here", "in-line-here"),
        ("## Given[^h] {#mine}\n\n[^h]: Note.", "mine"),
        ("## Two[^a][^b] notes[^a]\n\n[^a]: A.\n\n[^b]: B.", "two-notes"),
    ],
)
def test_the_id_of_a_heading_has_no_label_of_a_note(tmp_path: Path, text: str, uid: str) -> None:
    """A heading with a note has the id of its words, and a link leads to it."""
    _, body = _page(tmp_path, f"Text [there](#{uid}).\n\n{text}", "T")
    assert f'<h2 id="{uid}"' in body
    assert f'href="#{uid}"' in body


def test_headings_of_raw_html_and_anchors_by_name_have_ids(tmp_path: Path) -> None:
    """A name is an id, and a raw heading is in the contents."""
    text = (
        '<a name="up"></a>Text [up](#up), [down](#down), [in](#raw-one).\n\n'
        '<h2><a name="down">Raw</a> one</h2>\n\n<h3 id="own">Own</h3>\n\nText.'
    )
    _, body = _page(tmp_path, text, "T")
    for name in ("up", "down", "raw-one"):
        assert f'id="{name}"' in body
        assert f'href="#{name}"' in body
    assert '<h3 id="own">Own</h3>' in body


@pytest.mark.parametrize(
    "text",
    [
        "a <details><summary> b\n\n## H one\n\nText.",
        "a <pre> b\n\n## H one\n\nText.",
        "<div><p>a\n\n## H one\n\nText.",
        "<details>\n<summary>\n\n## H one\n\n</summary>\n\nText.\n\n</details>",
        "<table><tr><td>\n\n## H one\n\nText.",
    ],
)
def test_contents_lead_to_headings(tmp_path: Path, text: str) -> None:
    """Whatever is left open before a heading, each entry of the contents has its heading."""
    path = tmp_path / "a.md"
    path.write_text(f"{HEAD}title: T\n---\n\n{text}\n", encoding="utf-8")
    files = zip_archive.unpack(press(path, bare(tmp_path), ("epub",)).of("epub").data)
    has_entry = b"#h-one" in files["EPUB/nav.xhtml"]
    assert has_entry == (b'<h2 id="h-one">H one</h2>' in files["EPUB/text/article.xhtml"])
    assert has_entry or b"<pre" in files["EPUB/text/article.xhtml"]
