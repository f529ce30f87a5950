"""The cover and the title page of the EPUB."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement
from PIL import Image

from books import book, pressed
from triptych.checks.own import epub

PICTURE = "image: {path: lead.png, alt: A picture}\n"
HEAD = """\
---
title: The <Lamp> & the Light
subtitle: A story
kicker: Essay
authors: [Ann O’Neil, Bo]
date: 2026-01-02
issue: {volume: 4, number: 2}
"""
SETTINGS = 'title = "The Lantern"\n'
COVER = "EPUB/images/pf-cover.png"


def _picture(colour: str = "red") -> bytes:
    """Return a picture."""
    out = BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, "PNG")
    return out.getvalue()


def _book(
    folder: Path, head: str, text: str = "Words.", settings: str = SETTINGS
) -> dict[str, bytes]:
    """Return the files of the EPUB of an article beside two pictures."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content" / "lead.png").write_bytes(_picture())
    (folder / "content" / "pf-cover.png").write_bytes(_picture("blue"))
    return book(folder, f"{head}---\n\n{text}\n", settings)


def _page(files: dict[str, bytes], name: str) -> HtmlElement:
    """Return a page of a book as a tree."""
    return html.document_fromstring(files[f"EPUB/text/{name}.xhtml"])


@pytest.mark.parametrize("more", ["", PICTURE], ids=["no picture", "lead picture"])
def test_each_book_has_a_drawn_cover(more: str, tmp_path: Path) -> None:
    """The cover is a picture of its own, declared for both generations of readers."""
    files = _book(tmp_path, HEAD + more)
    with Image.open(BytesIO(files[COVER])) as cover:
        assert (cover.format, cover.size) == ("PNG", (800, 1200))
    package = etree.fromstring(files["EPUB/content.opf"])
    (item,) = [e for e in package.iter() if e.get("properties") == "cover-image"]
    assert item.get("href") == "images/pf-cover.png"
    (old,) = [e for e in package.iter("{*}meta") if e.get("name") == "cover"]
    assert old.get("content") == item.get("id")
    assert b"pf-cover.png" in files["EPUB/text/cover.xhtml"]


def test_the_lead_picture_is_in_the_book_once(tmp_path: Path) -> None:
    """The lead picture is in the text, not on the cover too."""
    files = _book(tmp_path, HEAD + PICTURE)
    shown = [name for name, data in files.items() if b"lead-lead.png" in data and "xhtml" in name]
    assert shown == ["EPUB/text/article.xhtml"]
    assert files["EPUB/text/article.xhtml"].count(b"lead-lead.png") == 1


def test_a_picture_of_the_same_name_stays_itself(tmp_path: Path) -> None:
    """An article's own `pf-cover.png` is in the text, and the cover is the drawn one."""
    files = _book(tmp_path, HEAD, "![A picture](pf-cover.png)")
    sizes = []
    for name in ("article", "cover"):
        (source,) = (e.get("src", "") for e in _page(files, name).iter("img"))
        with Image.open(BytesIO(files[f"EPUB/images/{source.rpartition('/')[2]}"])) as picture:
            sizes.append(picture.size)
    assert sizes == [(400, 300), (800, 1200)]


@pytest.mark.parametrize(
    "change",
    [
        ("The <Lamp>", "The <Lump>"),
        ("Ann O’Neil", "Anne O’Neil"),
        ("A story", "A tale"),
        ("Essay", "Note"),
        ("2026-01-02", "2026-01-03"),
        ("volume: 4", "volume: 5"),
    ],
    ids=lambda change: change[0],
)
def test_a_cover_says_what_the_article_is(change: tuple[str, str], tmp_path: Path) -> None:
    """Title, subtitle, kicker, authors, date and issue are on the cover; the same give the same."""
    one, again = (_book(tmp_path / name, HEAD)[COVER] for name in ("one", "again"))
    other = _book(tmp_path / "other", HEAD.replace(*change))[COVER]
    assert one == again
    assert one != other


@pytest.mark.parametrize(
    ("more", "modes"),
    [("", ["textual"]), (PICTURE, ["textual", "visual"])],
    ids=["text", "picture"],
)
def test_a_cover_makes_no_book_visual(more: str, modes: list[str], tmp_path: Path) -> None:
    """What a book needs of its reader's senses is that of its text; our own check agrees."""
    package = _book(tmp_path, HEAD + more)["EPUB/content.opf"].decode()
    assert re.findall(r'property="schema:accessMode">(\w+)<', package) == modes
    made = pressed(tmp_path, f"{HEAD}{more}---\n\nWords.\n", SETTINGS).of("epub").data
    assert epub.judge(made).findings == []


def test_the_title_page_has_title_authors_and_imprint(tmp_path: Path) -> None:
    """The title page is a page of its own, read before the text, and has no more than it should."""
    files = _book(tmp_path, HEAD + PICTURE)
    page = _page(files, "title")
    words = [" ".join(e.text_content().split()) for e in page.find_class("pf-titlepage")[0]]
    assert words == [
        "Essay",
        "The <Lamp> & the Light",
        "A story",
        "Ann O’Neil and Bo",
        "The Lantern 4 (2)January 2, 2026",
    ]
    assert not list(page.iter("img"))
    spine = re.findall(rb'idref="([^"]+)"', files["EPUB/content.opf"])
    assert spine == [b"page-text-cover", b"page-text-title", b"page-text-article"]


@pytest.mark.parametrize("publisher", ["Lamp & Co", ""])
def test_the_publisher_has_its_logo_and_line_on_the_title_page(
    publisher: str, tmp_path: Path
) -> None:
    """`header_image` is a logo named for the publisher, else decoration; `tagline` is below it."""
    settings = 'header_image = "content/lead.png"\ntagline = "Light for all"\n'
    settings += f'publisher = "{publisher}"\n' if publisher else ""
    files = _book(tmp_path, HEAD, settings=settings)
    page = _page(files, "title")
    logo = page.get_element_by_id("pf-header-img")
    assert (logo.get("alt"), logo.get("role")) == (publisher, None if publisher else "presentation")
    assert f"EPUB/images/{logo.get('src', '').rpartition('/')[2]}" in files
    assert page.get_element_by_id("pf-tagline").text == "Light for all"


def test_a_theme_may_leave_out_cover_and_title_page(tmp_path: Path) -> None:
    """Without the pages of cover and title a book has neither, and no cover picture."""
    theme = tmp_path / "templates" / "bare"
    (theme / "epub").mkdir(parents=True)
    (theme / "theme.toml").write_text('description = "Bare"\n')
    for name in ("cover", "title"):
        (theme / "epub" / f"{name}.xhtml.j2").write_text("")
    files = _book(tmp_path, HEAD, settings='theme = "bare"\n')
    assert not {COVER, "EPUB/text/cover.xhtml", "EPUB/text/title.xhtml"} & set(files)
    assert b"cover" not in files["EPUB/content.opf"]
