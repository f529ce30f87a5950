"""Two members with the same names of everything: each reference leads to its own, in each edition."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pymupdf
import pytest
from lxml import etree, html

from commandline import triptych
from issue_links import book_faults, page_faults, paper_faults
from issues import lay
from triptych.core import zip_archive

_BOOK = (
    "@book{{doe, author={{Doe, Jane}}, title={{Book of {}}}, publisher={{House}}, year={{2001}}}}\n"
)
_CITES = """
It is said [@doe], again[^2], and in [the part](#sec:deep).

### Deep {#sec:deep}

Deep in it.

[^2]: The second note of it.
"""
_PLACES = {
    "Table 1": "Words of {}",
    "Figure 1": "A dot",
    "Equation (1)": "(1)",
    "Listing 1": 'print("{}")',
    "a place": "The same",
    "the part": "Deep",
    "Doe 2001": "Book of {}",
    "1": "Note of {}",
    "2": "The second note",
}
"""What a link of each kind says, and what is where it leads to; {} is the title of the article."""

_FOLDERS = {"Harbour": "content", "Bridges": "content/bridges"}


@dataclass(frozen=True, slots=True)
class Issue:
    """The editions of an issue."""

    page: bytes
    book: bytes
    paper: bytes


@pytest.fixture(
    scope="module",
    params=[
        "",
        pytest.param("theme: journal\n", marks=pytest.mark.sweep),
        pytest.param("number_sections: true\ntoc: true\n", marks=pytest.mark.sweep),
        pytest.param("pdf_profile: archive-pdf2\n", marks=pytest.mark.sweep),
        pytest.param("theme: manuscript-large\npaper: a6\n", marks=pytest.mark.sweep),
    ],
    ids=["plain", "columns", "numbered", "second profile", "large"],
)
def issue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Issue:
    """Build an issue, each of whose members cites another work by the same key."""
    folder = lay(tmp_path_factory.mktemp("references"))
    for title, below in _FOLDERS.items():
        path = folder / below / ("index.md" if below != "content" else "harbour.md")
        text = path.read_text(encoding="utf-8").replace("---\n", "---\nbibliography: a.bib\n", 1)
        path.write_text(f"{text}{_CITES}", encoding="utf-8")
        (path.parent / "a.bib").write_text(_BOOK.format(title), encoding="utf-8")
    spring = folder / "content" / "spring.md"
    text = spring.read_text(encoding="utf-8")
    spring.write_text(text.replace("---\n", f"---\n{request.param}", 1), encoding="utf-8")
    told = triptych(folder, "build", "content/spring.md")
    assert told.code == 0, told.err
    made = (folder / "out" / "spring" / f"spring.{each}" for each in ("html", "epub", "pdf"))
    return Issue(*(each.read_bytes() for each in made))


def test_each_id_is_there_once_and_each_link_leads_somewhere(issue: Issue) -> None:
    """In the page, within and between the files of the book, and in the PDF."""
    assert page_faults(issue.page) == []
    assert book_faults(issue.book) == []
    assert paper_faults(issue.paper) == []


def test_each_reference_in_the_page_leads_to_its_own_article(issue: Issue) -> None:
    """To a table, figure, equation, listing, heading, note and work of this article."""
    page = html.document_fromstring(issue.page)
    for title in _FOLDERS:
        (article,) = [each for each in page.iter("article") if each.get("id") == title.lower()]
        ids = {f"#{each.get('id')}": each for each in article.iter() if each.get("id")}
        assert _astray(article.iter("a"), ids, title) == {}


def test_each_reference_in_the_book_leads_to_its_own_article(issue: Issue) -> None:
    """Within the file of the article."""
    files = zip_archive.unpack(issue.book)
    for title in _FOLDERS:
        page = etree.fromstring(files[f"EPUB/text/{title.lower()}.xhtml"])
        ids = {f"#{each.get('id')}": each for each in page.iter() if each.get("id")}
        assert _astray(page.iter("{*}a"), ids, title) == {}


def _astray(
    links: Iterable[etree._Element], ids: Mapping[str, etree._Element], title: str
) -> dict[str, str]:
    """Return what references lead to that is not what they say, and those that there are not at all."""
    left = dict.fromkeys(_PLACES, "")
    for link in links:
        said = _plain("".join(map(str, link.itertext())))
        target = ids.get(str(link.get("href")))
        if said in _PLACES and target is not None and link.get("role") != "doc-backlink":
            there = _plain("".join(map(str, target.itertext())))
            if _PLACES[said].format(title) in there:
                left.pop(said, None)
            else:
                left[said] = there
    return left


def test_each_reference_on_paper_leads_to_its_own_article(issue: Issue) -> None:
    """To a place in the pages of this article, at which that is printed."""
    with pymupdf.open(stream=issue.paper, filetype="pdf") as paper:
        outline = [(title, number - 1) for level, title, number in paper.get_toc() if level < 3]
        for title in _FOLDERS:
            (begin,) = [at for at, (name, _) in enumerate(outline) if name == title]
            own = range(outline[begin][1], outline[begin + 1][1])
            left = dict(_PLACES)
            for page in (paper[number] for number in own):
                for link in page.get_links():
                    if link["kind"] != pymupdf.LINK_NAMED or link["page"] not in own:
                        continue
                    there = _text_at(paper[link["page"]], link["to"])
                    shown = _plain(page.get_textbox(link["from"] + (-2, 0, 2, 0)))
                    left = {
                        said: what
                        for said, what in left.items()
                        if not (said[:3] in shown and what.format(title) in there)
                    }
            assert left == {}, title


def _text_at(page: pymupdf.Page, place: pymupdf.Point) -> str:
    """Return the text at a place, given from the foot of its page; a table's is below its caption."""
    top = page.rect.height - place.y
    return _plain(page.get_text(clip=pymupdf.Rect(0, top - 80, page.rect.width, top + 160)))


def _plain(text: str) -> str:
    """Return a text in one line, without breaks in words."""
    return re.sub(r"\s+", " ", text.replace("\u2010\n", "").replace("\u00ad", "")).strip()
