"""An issue: members joined in one page, one book and one PDF, each with all that is its own."""

import json
import re
from pathlib import Path

import pymupdf
import pytest
from lxml import etree, html

from commandline import triptych, write
from issues import lay
from triptych.core import zip_archive

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MEMBERS = ["harbour", "bridges", "ufer"]
_TITLES = ["Harbour", "Bridges", "Ufer"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an issue and its members, and return the folder of their editions."""
    folder = lay(tmp_path_factory.mktemp("issue"))
    told = triptych(folder, "build")
    assert told.code == 0, told.err
    return folder / "out"


@pytest.fixture(scope="module")
def page(out: Path) -> html.HtmlElement:
    """Return the issue's page as a tree."""
    return html.document_fromstring((out / "spring" / "spring.html").read_bytes())


@pytest.fixture(scope="module")
def book(out: Path) -> dict[str, bytes]:
    """Return the files of the issue's EPUB."""
    return zip_archive.unpack((out / "spring" / "spring.epub").read_bytes())


@pytest.fixture(scope="module")
def paper(out: Path) -> pymupdf.Document:
    """Return the issue's PDF."""
    return pymupdf.open(out / "spring" / "spring.pdf")


def test_the_title_page_the_foreword_and_the_parts_are_marked(book: dict[str, bytes]) -> None:
    """The list has them in the order of the book; contents, imprint and empty pages are not in it."""
    leads = re.findall(rb'href="text/([\w-]+)\.xhtml#page-(\w+)"', book["EPUB/nav.xhtml"])
    files = [file.decode() for file, _ in leads]
    own = ["title", "article", "pf-part-1", "harbour", "bridges", "pf-part-2", "ufer"]
    assert list(dict.fromkeys(files)) == own
    assert [label.decode() for _, label in leads][:3] == ["i", "iv", "1"]
    for file, (_, label) in zip(files, leads, strict=True):
        assert b'id="page-%s"' % label in book[f"EPUB/text/{file}.xhtml"]


def test_each_id_occurs_once_and_each_link_within_leads_to_one(page: html.HtmlElement) -> None:
    """Three articles with the same headings, notes, tables, figures and labels share no id."""
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.iter("a"):
        if (href := element.get("href", "")).startswith("#"):
            assert href[1:] in ids, href
    for name in ("aria-labelledby", "aria-describedby", "headers", "for"):
        for element in page.iter():
            assert set(element.get(name, "").split()) <= set(ids), (name, element.get(name))


def test_each_reference_leads_into_its_own_article(page: html.HtmlElement) -> None:
    """A note, a table, a figure, an equation, a listing and a heading are those of the article itself."""
    articles = page.findall(".//article")
    assert [article.get("id") for article in articles] == _MEMBERS
    assert [article.get("lang") for article in articles] == ["en-GB", "en-GB", "de"]
    for article in articles:
        own = {element.get("id") for element in article.iter()}
        links = [a.get("href") for a in article.iter("a") if a.get("href", "").startswith("#")]
        assert sum(name[1:] in own for name in links) >= 7
        assert all(name[1:] in own or name[1:].partition("--")[0] in _MEMBERS for name in links)
    notes = [article.find(".//*[@role='doc-endnotes']").text_content() for article in articles]
    assert all(f"Note of {t}" in note for t, note in zip(_TITLES, notes, strict=True))


def test_links_between_members_stay_within_the_issue(
    page: html.HtmlElement, book: dict[str, bytes]
) -> None:
    """A link to another member leads to it in the page and in the book; alone, to its editions."""
    found = {a.text: a.get("href") for a in page.find(".//main").iter("a") if a.text}
    assert found["bridges"] == "#bridges--the-same"
    assert found["Hafen"] == "#harbour--the-same"
    assert found["the harbour"] in ("#harbour", "#harbour--pf-title")
    text = book["EPUB/text/ufer.xhtml"].decode()
    assert 'href="harbour.xhtml#the-same"' in text
    assert 'href="harbour.xhtml#the-same"' in book["EPUB/text/article.xhtml"].decode()


def test_a_member_alone_links_to_the_editions_beside_it(out: Path) -> None:
    """An off-print has links to its siblings' editions."""
    text = (out / "ufer" / "ufer.html").read_text(encoding="utf-8")
    assert 'href="../harbour/harbour.html#the-same"' in text


def test_every_page_number_in_the_contents_is_that_of_the_title(paper: pymupdf.Document) -> None:
    """Contents, page labels and the printed folio agree; articles begin on right-hand pages."""
    labels = [page.get_label() for page in paper]
    listed = next(page for page in paper if "Contents" in page.get_text())
    lines = listed.get_text("text", sort=True).splitlines()
    places = {}
    for title in ("Essays", "Harbour", "Bridges", "Notes", "Ufer"):
        line = next(line for line in lines if re.match(rf"\s*{title}\b", line))
        places[title] = re.findall(r"\d+", line)[-1]
    for title, number in places.items():
        at = labels.index(number)
        words = paper[at].get_text().split()
        assert title in words[:4], (title, words[:8])
        assert at % 2 == 0, f"{title} is on a left-hand page"
        assert words[-1] == number
    assert labels[:3] == ["i", "ii", "iii"]
    assert labels[labels.index("1") :][:3] == ["1", "2", "3"]


def test_the_running_head_names_the_article_but_on_its_first_page(paper: pymupdf.Document) -> None:
    """The head is the article's short title; titles, parts, contents and blank pages have none."""
    for page in paper:
        words = page.get_text()
        is_first = "First words" in words
        if is_first or not words.strip() or "Contents" in words or "Cite as" in words:
            head = page.get_text(clip=pymupdf.Rect(0, 0, page.rect.width, 50))
            assert "Quay" not in head, words


def test_the_outline_has_parts_articles_and_sections(paper: pymupdf.Document) -> None:
    """Bookmarks are in three levels, in order."""
    outline = [(level, title) for level, title, _ in paper.get_toc()]
    essays = outline.index((1, "Essays"))
    assert outline[essays : essays + 5] == [
        (1, "Essays"),
        (2, "Harbour"),
        (3, "The same"),
        (2, "Bridges"),
        (3, "The same"),
    ]


def test_a_book_has_a_page_for_each_member_in_order(book: dict[str, bytes]) -> None:
    """The spine is title page, contents, foreword, parts and articles; the contents have three levels."""
    package = etree.fromstring(book["EPUB/content.opf"])
    hrefs = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    spine = [hrefs[item.get("idref")] for item in package.iter("{*}itemref")]
    assert spine == [
        "text/cover.xhtml",
        "text/title.xhtml",
        "nav.xhtml",
        "text/article.xhtml",
        "text/pf-part-1.xhtml",
        "text/harbour.xhtml",
        "text/bridges.xhtml",
        "text/pf-part-2.xhtml",
        "text/ufer.xhtml",
    ]
    nav = etree.fromstring(book["EPUB/nav.xhtml"])
    depths = {
        link.text: sum(1 for each in link.iterancestors() if each.tag == f"{_XHTML}ol")
        for link in nav.iter(f"{_XHTML}a")
    }
    assert [depths[name] for name in ("Essays", "Harbour", "The same")] == [1, 2, 3]
    assert b'name="dtb:depth" content="2"' in book["EPUB/toc.ncx"] or (
        b'content="2" name="dtb:depth"' in book["EPUB/toc.ncx"]
    )


def test_pictures_of_one_name_are_both_there(book: dict[str, bytes]) -> None:
    """Two members have a `dot.png`; equal ones are one file, different ones two."""
    pictures = [name for name in book if name.endswith("dot.png")]
    assert len(pictures) == 2
    assert b"harbour/dot.png" in book["EPUB/text/ufer.xhtml"]


def test_the_page_describes_the_issue_and_its_articles(page: html.HtmlElement) -> None:
    """The issue is one of a periodical, with its number; its articles are its parts, in order."""
    (script,) = page.xpath("//script[@type='application/ld+json']")
    said = json.loads(script.text)
    assert (said["@type"], said["name"], said["issueNumber"]) == (
        "PublicationIssue",
        "Crossings",
        "2",
    )
    assert [(part["@type"], part["headline"]) for part in said["hasPart"]] == [
        ("Article", title) for title in _TITLES
    ]
    assert said["hasPart"][2]["inLanguage"] == "de"


@pytest.mark.parametrize("slug", ["article", "title", "cover", "nav", "pf-part-1", "Article"])
def test_a_member_never_has_the_file_of_a_page_of_the_book(slug: str, tmp_path: Path) -> None:
    """Whatever a member is called, foreword, title page, parts and members are all in the book."""
    issue = "---\ntitle: I\ndate: 2026-05-01\ncontents:\n- part: P\n- m.md\n---\nForeword.\n"
    member = f"---\ntitle: M\nslug: {slug}\ndate: 2026-05-01\n---\nOf the member.\n"
    write(
        tmp_path,
        {"triptych.toml": "page_list = false\n", "content/i.md": issue, "content/m.md": member},
    )
    told = triptych(tmp_path, "build", "content/i.md", "--formats", "epub")
    assert told.code == 0, told.err
    files = zip_archive.unpack((tmp_path / "out" / "i" / "i.epub").read_bytes())
    pages = [data.decode() for name, data in files.items() if name.endswith(".xhtml")]
    assert len(pages) == 6
    for words in ("Foreword.", "Of the member.", '<h1 id="pf-part-title">P</h1>'):
        assert sum(words in page for page in pages) == 1, words


def test_a_heading_of_the_foreword_may_be_called_as_a_member(tmp_path: Path) -> None:
    """Each id is there once: a link to the heading and one to the member lead apart."""
    words = "## M\n\n[to the heading](#m) and [to the member](m.md)\n"
    issue = f"---\ntitle: I\ndate: 2026-05-01\ncontents: [m.md]\n---\n{words}"
    member = "---\ntitle: M\ndate: 2026-05-01\n---\nOf the member.\n"
    write(
        tmp_path,
        {"triptych.toml": "page_list = false\n", "content/i.md": issue, "content/m.md": member},
    )
    told = triptych(tmp_path, "build", "content/i.md", "--formats", "html")
    assert told.code == 0, told.err
    page = html.document_fromstring((tmp_path / "out" / "i" / "i.html").read_bytes())
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    tags = {str(element.get("id")): element.tag for element in page.iter()}
    led = {a.text: tags.get(str(a.get("href"))[1:]) for a in page.iter("a") if a.text}
    assert (led["to the heading"], led["to the member"]) == ("h2", "article")


def test_the_colophon_is_at_the_foot_of_its_page(paper: pymupdf.Document) -> None:
    """It is behind the title page, in the lower third, whatever the paper."""
    page = next(page for page in paper if "Cite as" in page.get_text())
    tops = [block[1] for block in page.get_text("blocks") if "Cite as" in block[4]]
    assert page.get_label() == "ii"
    assert tops[0] > page.rect.height * 0.6


def test_the_parts_stand_out_in_the_contents_of_a_book(book: dict[str, bytes]) -> None:
    """They are marked, and the list has the colour of the text."""
    css = book["EPUB/styles/article.css"].decode()
    assert "nav .pf-contents-part > a" in css
    assert "nav a { color: inherit; text-decoration: none; }" in css
    assert (
        b'<li class="pf-contents-part"><a href="text/pf-part-1.xhtml">Essays</a>'
        in book["EPUB/nav.xhtml"]
    )


def _rule_side(page: pymupdf.Page) -> str:
    """Return the side at which the rule above a page's notes is."""
    rule = min(page.search_for("NOTE"), key=lambda box: -box.y0).y0
    strip = page.get_pixmap(clip=(40, rule - 16, page.rect.width - 40, rule), dpi=144)
    dark = [at % strip.width for at, gray in enumerate(strip.samples[:: strip.n]) if gray < 160]
    assert dark
    return "left" if sum(dark) / len(dark) < strip.width / 2 else "right"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_rule_above_notes_is_at_the_side_of_their_text(tmp_path: Path, lang: str) -> None:
    """An article that is written the other way than its issue has it at the other side."""
    note = "Words.[^1]\n\n[^1]: NOTE"
    write(
        tmp_path,
        {
            "triptych.toml": "page_list = false\n",
            "i.md": f"---\ntitle: I\nlang: {lang}\ncontents: [a.md, b.md]\n---\n",
            "a.md": f"---\ntitle: A\nlang: en\n---\n{note}\n",
            "b.md": f"---\ntitle: B\nlang: ar\n---\n{note}\n",
        },
    )
    told = triptych(tmp_path, "build", "i.md", "--formats", "pdf", "--out", "out")
    assert told.code == 0, told.err
    pages = [p for p in pymupdf.open(tmp_path / "out" / "i" / "i.pdf") if "NOTE" in p.get_text()]
    assert [_rule_side(page) for page in pages] == ["left", "right"]
