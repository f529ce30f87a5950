"""The PDF of an issue, bound of parts: it is what one document is, and each part is set by itself."""

import os
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from editions import structure
from issues import ISSUE, lay
from pressing import issue_document
from triptych.core import fork
from triptych.core.model import Document
from triptych.core.page_starts import PageStart
from triptych.core.shelf import lending
from triptych.editions.html.write import write_html
from triptych.editions.pdf import edition
from triptych.editions.pdf.binding import setting, shares
from triptych.editions.pdf.binding.bound import write_bound
from triptych.editions.pdf.binding.part import Part, UnboundError
from triptych.editions.pdf.profiles import ARCHIVE, ARCHIVE_2
from triptych.settings.publication import find


def issue(folder: Path, text: str = ISSUE) -> Document:
    """Return the issue of a publication, dressed for the PDF."""
    publication = find(lay(folder, text))
    assert publication
    return issue_document(folder / "content/spring.md", publication)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Return an issue dressed for the PDF."""
    return issue(tmp_path_factory.mktemp("bound"))


@pytest.fixture(scope="module")
def bound(document: Document) -> bytes:
    """Return its PDF."""
    return edition.write(document, ARCHIVE).data


@pytest.fixture(scope="module")
def starts(document: Document) -> tuple[PageStart, ...]:
    """Return where its pages begin in the text."""
    return edition.find_starts(document)


def test_pieces_are_marked_as_the_whole_page_is(
    document: Document, starts: tuple[PageStart, ...]
) -> None:
    """Nothing tells that each member is marked by itself, or was marked by an earlier build."""
    one = replace(document, starts=starts)
    whole = write_html(replace(one, sections=())).data
    table = Table()
    with lending(table):
        assert [write_html(one).data, write_html(one).data] == [whole, whole]
    assert len(table) == len(document.sections)
    assert write_html(one).data == whole
    assert whole.count(b'<span id="page-') > 5


def test_pages_begin_where_those_of_one_document_do(
    document: Document, starts: tuple[PageStart, ...]
) -> None:
    """Books and pages mark them, with the labels that are printed."""
    assert starts == edition.find_starts(replace(document, sections=()))
    assert {"i", "3", "5"} <= {start.label for start in starts}


@pytest.fixture(scope="module")
def whole(document: Document) -> bytes:
    """Return its PDF as one document."""
    return edition.write(replace(document, sections=()), ARCHIVE).data


def words(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    """Return the words of a page with their places."""
    found = page.get_text("words")
    return sorted((text, round(left, 1), round(top, 1)) for left, top, _, _, text, *_ in found)


def links(page: pymupdf.Page) -> list[tuple[object, ...]]:
    """Return where the links of a page are and lead to."""
    found = page.get_links()
    return [(tuple(map(round, each["from"])), each.get("page"), each.get("uri")) for each in found]


def outline(pdf: pymupdf.Document) -> list[tuple[object, ...]]:
    """Return the bookmarks: level, title, page and place."""
    return [(*entry[:3], entry[3]["to"]) for entry in pdf.get_toc(simple=False)]


def test_bound_pages_are_those_of_one_document(bound: bytes, whole: bytes) -> None:
    """Words, heads, folios, labels, links and the outline are the same, at the same places."""
    ours, other = pymupdf.open(stream=bound), pymupdf.open(stream=whole)
    assert len(bound) != len(whole)
    assert [page.get_label() for page in ours] == [page.get_label() for page in other]
    assert outline(ours) == outline(other)
    assert len(ours) == len(other) > 10
    for page, same in zip(ours, other, strict=True):
        assert words(page) == words(same)
        assert links(page) == links(same)


def test_the_structure_is_that_of_one_document(bound: bytes, whole: bytes) -> None:
    """The tree is one, in order, and the names of elements are each part's own (ISO 32000-1, 14.7.2)."""
    numbers = re.compile(r"(harbour|bridges|ufer)--|(Object |note-|\bt)\d+")
    text = structure(bound)
    assert numbers.sub("", text) == numbers.sub("", structure(whole))
    names = re.findall(r"<(\S+--\S+)>", text)
    assert len(names) == len(set(names)) > 5


@pytest.mark.parametrize("processes", [1, 2, 4])
@pytest.mark.usefixtures("forkable")
def test_any_number_of_processes_gives_the_same_bytes(
    processes: int, document: Document, bound: bytes
) -> None:
    """Nothing of the way in which it is made shows."""
    with fork.sharing(processes):
        assert edition.write(document, ARCHIVE).data == bound


@pytest.mark.usefixtures("forkable")
def test_what_a_process_that_dies_does_not_answer_is_set_here(
    document: Document, bound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that the system ends costs time, and no part."""
    here, original = os.getpid(), setting.set_part

    def mortal(*order: Any) -> Part:
        """Set a part, or end the process that is not this one."""
        if os.getpid() != here:
            os._exit(9)
        return original(*order)

    monkeypatch.setattr(shares, "set_part", mortal)
    with fork.sharing(2):
        assert edition.write(document, ARCHIVE).data == bound


@pytest.mark.usefixtures("forkable")
def test_processors_that_nobody_needs_set_parts(
    document: Document, bound: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They are taken while parts are left, and given back; one that fails costs time, and no part."""
    original = setting.set_part

    def noted(*order: Any) -> Part:
        """Set a part, and note who did; the second process dies over it."""
        (tmp_path / str(os.getpid())).touch()
        if len(list(tmp_path.iterdir())) > 1 and os.getpid() != here:
            os._exit(9)
        return original(*order)

    here = os.getpid()
    monkeypatch.setattr(shares, "set_part", noted)
    with fork.lending_processors():
        fork.give_processor()
        assert edition.write(document, ARCHIVE).data == bound
        assert fork.take_processor()
        assert not fork.take_processor()
    assert len(list(tmp_path.iterdir())) > 1


class Table(dict[str, bytes]):
    """A shelf in memory."""

    def put(self, key: str, data: bytes, /) -> None:
        """Store bytes under a key."""
        self[key] = data


def _counting(done: list[str]) -> Callable[..., Part]:
    """Return ``set_part``, which adds the last id of each part that it sets to ``done``."""
    original = setting.set_part

    def counted(page: str, ids: tuple[str, ...], *rest: Any) -> Part:
        done.append(ids[-1])
        return original(page, ids, *rest)

    return counted


def test_parts_of_an_earlier_pdf_are_used_again(
    document: Document, bound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a member that changed is set again; the bytes are those of a PDF made without them."""
    table, done = Table(), list[str]()
    counted = _counting(done)
    monkeypatch.setattr(shares, "set_part", counted)
    with lending(table):
        assert edition.write(document, ARCHIVE).data == bound
        assert edition.write(document, ARCHIVE).data == bound
        assert sorted(done) == ["bridges", "harbour", "ufer"]
        done.clear()
        section = document.sections[1].replace("First words", "Other words")
        page = document.pages["article"].replace(document.sections[1], section)
        sections = (document.sections[0], section, document.sections[2])
        changed = replace(document, pages={"article": page}, sections=sections)
        frames = [key for key in table if key.startswith("frame ")]
        data = edition.write(changed, ARCHIVE).data
        assert done == ["bridges"]
        assert [key for key in table if key.startswith("frame ")] == frames
        assert len(frames) == 1
        table.pop(frames[0])
        assert edition.write(changed, ARCHIVE).data == data
        done.clear()
        dot = replace(document.resources["ufer/dot.png"], data=b"")
        resources = {**document.resources, "ufer/dot.png": dot}
        edition.write(replace(document, resources=resources), ARCHIVE)
        assert done == ["ufer"]
        edition.write(document, ARCHIVE_2)
        assert len(done) == 4


def test_an_interrupted_build_goes_on_where_it_was(
    document: Document, bound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part is on the shelf as soon as it is set: a book of a thousand pages takes minutes."""
    table, done = Table(), list[str]()
    counted = _counting(done)

    def interrupted(*order: Any) -> Part:
        """Set a part; the second one never comes."""
        if done:
            raise KeyboardInterrupt
        return counted(*order)

    with lending(table):
        monkeypatch.setattr(shares, "set_part", interrupted)
        with pytest.raises(KeyboardInterrupt):
            edition.write(document, ARCHIVE)
        assert len(table) == 1
        monkeypatch.setattr(shares, "set_part", counted)
        assert edition.write(document, ARCHIVE).data == bound
    assert sorted(done) == ["bridges", "harbour", "ufer"]


APART = {
    "nothing of the kind": ("h2 { color: #333 }", True),
    "chapters that are counted": (".pf-article { counter-increment: c }", False),
    "a counter that begins above": ("body { counter-reset: c }", False),
    "numbers of pages in the text": (
        ".pf-article a::after { content: target-counter(attr(href), page) }",
        False,
    ),
    "the number of the page in the text": ("h2::before { content: counter(page) }", False),
    "margins by side": ("@page :left { margin-left: 4cm }", True),
    "an element that runs": ("h2 { position: running(here) }", False),
    "the second of its kind": (".pf-article + .pf-part { color: #333 }", True),
}


@pytest.mark.parametrize("name", APART)
def test_what_depends_on_other_members_is_set_as_one_document(
    name: str, document: Document
) -> None:
    """A publisher's rule means what it says; the members are set apart only where that cannot show."""
    css, is_apart = APART[name]
    page = document.pages["article"].replace("</head>", f"<style>{css}</style></head>")
    changed = replace(document, pages={"article": page})
    with nullcontext() if is_apart else pytest.raises(UnboundError):
        data = write_bound(changed, page, ARCHIVE).data
        whole = edition.write(replace(changed, sections=()), ARCHIVE).data
        ours, other = pymupdf.open(stream=data), pymupdf.open(stream=whole)
        assert [words(each) for each in ours] == [words(each) for each in other]


def test_members_that_begin_on_either_side_have_no_look_by_side(tmp_path: Path) -> None:
    """Where an article may begin on a left-hand page is known only when those before it are set."""
    css = "<style>@page :left { margin-left: 4cm }</style></head>"
    document = issue(tmp_path, ISSUE.replace("recto: true\n", ""))
    page = document.pages["article"]
    assert write_bound(document, page, ARCHIVE).pages < 13
    with pytest.raises(UnboundError):
        write_bound(document, page.replace("</head>", css), ARCHIVE)
