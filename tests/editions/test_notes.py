"""Notes in every edition: none lost, none doubled, each where its reference is; and works cited."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader

import pressing
from pressing import tried
from triptych.core import zip_archive
from triptych.core.errors import Finding
from triptych.core.model import Article
from triptych.editions.formats import FORMATS
from triptych.markdown import pandoc
from triptych.press import pipeline
from triptych.settings.publication import bare
from triptych.transforms.citations import cite_works

FRONT = "title: Law\ndate: 2025-03-01\n"
WORK = '@book{{{key}, author = "Jane Doe", title = "A Title", date = 1999}}\n'


def _press(
    folder: Path, text: str, formats: tuple[str, ...] = tuple(FORMATS), front: str = FRONT
) -> tuple[dict[str, bytes], list[Finding]]:
    """Press a text into editions by format, and give what was found."""
    path = folder / "article.md"
    path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
    manuscript = pressing.read(path, bare(folder))
    artifacts, findings = pipeline.press(manuscript, formats)
    return {artifact.format: artifact.data for artifact in artifacts}, findings


def _pages(pdf: bytes) -> list[str]:
    """Return the text of each page, words hyphenated at a line's end made whole."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [re.sub(r"[\u00ad\u2010-]\n", "", page) for page in pages]


def _elements(reader: PdfReader, role: str) -> list[Any]:
    """Return the structure elements of a PDF that have a role."""
    size: Any = reader.trailer["/Size"]
    every: list[Any] = [reader.get_object(number) for number in range(1, size)]
    return [one for one in every if isinstance(one, dict) and one.get("/S") == role]


def _found(page: etree._Element, path: str) -> list[str]:
    """Return the strings that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(item) for item in found]


@st.composite
def _noted(draw: st.DrawFn) -> str:
    """Return a text with notes in all its kinds of block; the words tell which note is whose."""
    kinds = st.sampled_from(
        ["{}\n", "## {}\n", "> {}\n", "- {}\n", "| {} | b |\n|---|---|\n| c | d |\n"]
    )
    lengths = st.integers(0, 120) | st.integers(0, 320)
    blocks = draw(st.lists(st.tuples(kinds, st.integers(0, 90), lengths), min_size=1, max_size=14))
    text, notes = [], []
    for number, (kind, before, length) in enumerate(blocks):
        filler = "lorem " * (before if kind == "{}\n" else before % 9)
        text.append(kind.format(f"{filler}REF{number:02d}[^n{number}]"))
        notes.append(f"[^n{number}]: NOTE{number:02d} {'ipsum ' * length}END{number:02d}\n")
    return "\n".join([*text, *notes])


@tried(5, 60)
@given(text=_noted(), paper=st.sampled_from(["a4", "a5"]))
def test_a_note_on_paper_is_whole_in_order_and_on_the_page_of_its_reference(
    text: str, paper: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every note stands once, none is cut, none overtakes another, and none begins a page late."""
    editions, _ = _press(
        tmp_path_factory.mktemp("foot"), text, ("pdf",), f"{FRONT}paper: {paper}\n"
    )
    pages = _pages(editions["pdf"])
    whole = "\n".join(pages)
    count = text.count("]: NOTE")
    late = {f"{int(number) - 1:02d}" for number in re.findall(r"(\d+)\. This long note", whole)}
    every = [f"{number:02d}" for number in range(count)]
    expected = [number for number in every if number not in late]
    for word in ("NOTE", "END"):
        found = re.findall(rf"{word}(\d\d)", whole)
        assert sorted(found) == every
        assert [number for number in found if number not in late] == expected
    assert whole.count("ipsum") == text.count("ipsum")
    for number in expected:
        assert [f"REF{number}" in page for page in pages] == [
            f"NOTE{number}" in page for page in pages
        ]


@tried(5, 60)
@given(text=_noted())
def test_notes_on_screens_stand_once_and_in_order_after_the_text(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In HTML and EPUB the text keeps its order, the notes follow in theirs, and links lead both ways."""
    editions, _ = _press(tmp_path_factory.mktemp("screen"), text, ("html", "epub"))
    chapter = zip_archive.unpack(editions["epub"])["EPUB/text/article.xhtml"]
    count = text.count("]: NOTE")
    expected = [f"REF{n:02d}" for n in range(count)] + [f"NOTE{n:02d}" for n in range(count)]
    for page in (html.document_fromstring(editions["html"].decode()), etree.fromstring(chapter)):
        words = "".join(str(part) for part in page.itertext())
        assert re.findall(r"(?:REF|NOTE)\d\d", words) == expected
        hrefs = [h for h in _found(page, "//@href") if re.match("#pf-(ref|note)", h)]
        ids = _found(page, "//@id")
        assert len(hrefs) == 2 * count
        assert {h[1:] for h in hrefs} <= set(ids)
        assert len(ids) == len(set(ids))


def test_a_long_note_goes_on_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    """It begins on its reference's page, keeps its order, and is one Note to assistive technology."""
    note = [f"word{number}" for number in range(400)]
    halves = "\n\n    ".join([" ".join(note[:200]), " ".join(note[200:])])
    text = f"{'lorem ' * 150}\n\nHere.[^long]\n\n{'dolor ' * 900}\n\n[^long]: {halves}\n"
    editions, findings = _press(tmp_path, text, ("pdf",))
    pages = _pages(editions["pdf"])
    assert findings == []
    assert "1. word0 " in pages[0]
    assert ["word" in page for page in pages[:3]] == [True, True, False]
    assert re.findall(r"word\d+", "\n".join(pages)) == note
    assert pages[1].index("dolor") < pages[1].index("word")
    (element,) = _elements(PdfReader(BytesIO(editions["pdf"])), "/Note")
    assert element["/S"] == "/Note"


def test_a_note_too_long_for_the_foot_stands_after_the_text_whole(tmp_path: Path) -> None:
    """A note longer than pages loses no word; the foot of the page says where it is."""
    note = " ".join(f"word{number}" for number in range(2000))
    text = f"Here.[^long] There.[^short]\n\n[^long]: {note}\n\n[^short]: Short.\n"
    editions, findings = _press(tmp_path, text, ("pdf",))
    pages = _pages(editions["pdf"])
    assert findings == []
    assert "1. This long note stands after the text." in pages[0]
    assert "2. Short." in pages[0]
    found = re.findall(r"word\d+", "\n".join(pages))
    assert found == note.split()


def test_ids_of_notes_and_works_are_the_articles_own(tmp_path: Path) -> None:
    """Two articles with equal text share no id that was made for them, so they can be joined."""
    (tmp_path / "works.bib").write_text(WORK.format(key="doe99"), encoding="utf-8")
    text = "Text.[^1] And [@doe99].\n\n[^1]: Note."
    made = []
    for slug in ("one", "one-1", "مقالہ"):
        front = f"{FRONT}slug: {slug}\nbibliography: works.bib\n"
        page = html.document_fromstring(
            _press(tmp_path, text, ("html",), front)[0]["html"].decode()
        )
        ids = set(_found(page, "//@id"))
        made.append(
            {i for i in ids if re.match("pf-(ref|note|notes|work|works|cite|references)-", i)}
        )
    assert all(len(ids) >= 7 for ids in made)
    assert not made[0] & made[1]
    assert not made[0] & made[2]


@pytest.mark.parametrize("key", ["doe:99", "10.1000/x", "Doe_1999", "müller", "a-b.c"])
def test_a_work_is_cited_and_linked_whatever_its_key(key: str, tmp_path: Path) -> None:
    """Any key that BibLaTeX and Markdown take gives a citation with links both ways."""
    (tmp_path / "works.bib").write_text(WORK.format(key=key), encoding="utf-8")
    front = f"{FRONT}bibliography: works.bib\n"
    editions, findings = _press(tmp_path, f"See [@{{{key}}}].", ("html", "epub"), front)
    chapter = zip_archive.unpack(editions["epub"])["EPUB/text/article.xhtml"]
    assert findings == []
    for page in (html.document_fromstring(editions["html"].decode()), etree.fromstring(chapter)):
        assert "See (Doe 1999)." in "".join(str(part) for part in page.itertext())
        ids = set(_found(page, "//@id"))
        targets = {h[1:] for h in _found(page, "//@href") if h.startswith("#")}
        assert {target for target in targets if target.startswith("pf-")} <= ids
        assert {"pf-work-1-article", "pf-cite-1-article"} <= targets


def test_without_a_bibliography_an_at_sign_is_text_and_costs_nothing(tmp_path: Path) -> None:
    """``@name`` stays as typed, and the rule hands the very same article on."""
    path = tmp_path / "article.md"
    path.write_text(f"---\n{FRONT}---\nAsk @someone [or @another, p. 3].\n", encoding="utf-8")
    manuscript = pressing.read(path, bare(tmp_path))
    article = Article(manuscript, manuscript.meta, tuple(pandoc.parse(manuscript.text)))
    assert cite_works(article) is article
    artifacts, findings = pipeline.press(manuscript, ("html",))
    page = html.document_fromstring(artifacts[0].data.decode())
    assert "Ask @someone [or @another, p. 3]." in "".join(str(part) for part in page.itertext())
    assert findings == []


def test_a_style_of_notes_makes_notes_and_reaches_no_network(tmp_path: Path) -> None:
    """Citations in a style of class ``note`` are numbered among the author's own notes."""
    style = Path(__file__).parents[1] / "cases" / "citation-notes" / "in" / "note.csl"
    (tmp_path / "note.csl").write_bytes(style.read_bytes())
    (tmp_path / "works.bib").write_text(WORK.format(key="doe99"), encoding="utf-8")
    front = f"{FRONT}bibliography: works.bib\ncsl: note.csl\n"
    editions, _ = _press(tmp_path, "One.^[Own.] Two [@doe99].", ("html",), front)
    page = html.document_fromstring(editions["html"].decode())
    notes = "".join(_found(page, "//section[@role='doc-endnotes']//li//text()"))
    assert [note.strip() for note in notes.split("↩\ufe0e")[:-1]] == [
        "Own.",
        "Jane Doe, A title, 1999.",
    ]


def test_a_note_that_cites_and_is_referred_to_twice_stands_once(tmp_path: Path) -> None:
    """Pandoc counts citations through a note's copies, and they are taken for one note still."""
    (tmp_path / "works.bib").write_text("@book{one, author={A. One}, title={T}, year=1999}")
    text = "A[^n] b[^n].\n\n[^n]: See @one."
    editions, findings = _press(tmp_path, text, ("html",), f"{FRONT}bibliography: works.bib\n")
    assert findings == []
    assert editions["html"].count(b"See ") == 1
