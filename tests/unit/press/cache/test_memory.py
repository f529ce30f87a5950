"""What is known of an article from earlier builds: exactly while nothing that it was made of differs."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from triptych.core.dependencies import FILE, SETTINGS, THEME, UNSTEADY, Dependencies, state_of
from triptych.core.errors import Finding, Place, Severity, SourceError
from triptych.core.model import Artifact, Override
from triptych.pictures import assets
from triptych.press.cache.entries import Entry, Variant
from triptych.press.cache.memory import Known, Memory, edition_of
from triptych.press.cache.store import Store
from triptych.press.orders import Edition, Order, Result
from triptych.settings.publication import bare, find
from triptych.sources.manuscripts import LIMIT
from triptych.theme.find import theme_state

TEXT = b"---\ntitle: A\n---\nText.\n"
PAGE = Artifact("html", "a.html", b"page")
SHEETS = Artifact("pdf", "a.pdf", b"sheets", 3)
ENTRY = Entry("a", draft=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a publication's folder with one article."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.md").write_bytes(TEXT)
    return folder


def _memory(root: Path, override: Override | None = None) -> Memory:
    """Return the memory of an order of the article, over a cache beside the publication."""
    publication = find(root / "a.md") or bare(root)
    order = Order(publication, (root / "a.md",), ("html",), root / "out", override or Override())
    return Memory(order, Store(root.parent / "cache", 10**6))


def _result(*artifacts: Artifact, reads: Dependencies | None = None) -> Result:
    """Return what pressing the article gave, with what was read beside it."""
    reads = {("article", ""): state_of(TEXT), **(reads or {})}
    return Result(artifacts, own=tuple(() for _ in artifacts), dependencies=reads)


def _remember(root: Path, result: Result, place: str = "a.md", name: str = "a.md") -> None:
    """Store what came of an article, in a memory of its own."""
    memory = _memory(root)
    memory.remember(memory.recall(root / name, place), ENTRY, result)
    memory.close()


def _recalled(root: Path, place: str = "a.md", name: str = "a.md") -> Variant | None:
    """Return what a new memory knows of an article."""
    return _memory(root).recall(root / name, place).variant


def _finding(path: str, message: str = "m", hint: str = "h") -> Finding:
    """Return a warning at a place."""
    return Finding("no-date", Severity.WARNING, message, Place(path, 2, 3), hint)


def test_what_is_remembered_is_recalled(root: Path) -> None:
    """Editions with their bytes, and the name that the article gives itself."""
    result = replace(_result(PAGE, SHEETS), own=((_finding("a.md"),), ()))
    _remember(
        root, replace(result, front=(_finding("a.md", "f"),), common=(_finding("b.md", "c"),))
    )
    memory = _memory(root)
    known = memory.recall(root / "a.md", "a.md")
    assert (known.path, known.place, known.state) == (root / "a.md", "a.md", state_of(TEXT))
    assert known.entry is not None
    assert (known.entry.slug, known.entry.draft) == ("a", False)
    assert known.variant is not None
    assert known.variant.front == (_finding("a.md", "f"),)
    assert known.variant.common == (_finding("b.md", "c"),)
    page, sheets = edition_of(PAGE), edition_of(SHEETS)
    assert known.variant.editions == {"html": (page, (_finding("a.md"),)), "pdf": (sheets, ())}
    assert page == Edition("html", "a.html", state_of(b"page"), 4)
    assert sheets == Edition("pdf", "a.pdf", state_of(b"sheets"), 6, 3)
    assert (memory.bytes_of(page), memory.bytes_of(sheets)) == (b"page", b"sheets")
    assert memory.bytes_of(replace(page, sha256=state_of(b"other"))) is None


def test_without_a_store_nothing_is_known(root: Path) -> None:
    """Nothing is stored either, and no folder is made."""
    order = Order(bare(root), (root / "a.md",), ("html",), root / "out", Override())
    memory = Memory(order, None)
    known = memory.recall(root / "a.md", "a.md")
    assert known == Known(root / "a.md", "a.md", "", "")
    memory.remember(known, ENTRY, _result(PAGE))
    memory.remember_name(known, ENTRY)
    memory.record_written(root / "a.md", edition_of(PAGE))
    memory.close()
    assert memory.bytes_of(edition_of(PAGE)) is None
    assert [path.name for path in root.parent.iterdir()] == ["books"]


def test_an_article_that_cannot_be_read_or_is_too_large_is_not_known(root: Path) -> None:
    """It has no key, so that nothing is stored of it."""
    (root / "large.md").write_bytes(bytes(LIMIT + 1))
    (root / "fits.md").write_bytes(bytes(LIMIT))
    for name in ("none.md", "large.md"):
        assert _memory(root).recall(root / name, "p") == Known(root / name, "p", "", "")
    assert _memory(root).recall(root / "fits.md", "p").key


@pytest.mark.parametrize(
    "result",
    [
        replace(_result(PAGE), error=SourceError("bad")),
        replace(_result(PAGE), dependencies={("article", ""): state_of(b"another")}),
        replace(_result(PAGE), dependencies={}),
        _result(PAGE, reads={(FILE, "p.png"): UNSTEADY}),
    ],
)
def test_a_failure_or_a_change_while_pressing_is_not_remembered(root: Path, result: Result) -> None:
    """An error, another text than that which was asked for, and what was read in two states."""
    _remember(root, result)
    assert _memory(root).recall(root / "a.md", "a.md").entry is None


def test_what_was_read_must_be_in_the_same_state(root: Path) -> None:
    """A file that changes, one that was not there, and a theme: each makes the article unknown."""
    (root / "p.png").write_bytes(b"one")
    theme = theme_state("printfriendly", root)
    reads = {
        (FILE, "p.png"): assets.state(root, "p.png"),
        (FILE, "q.png"): assets.state(root, "q.png"),
        (THEME, "printfriendly"): theme,
    }
    _remember(root, _result(PAGE, reads=reads))
    found = _recalled(root)
    assert found is not None
    assert found.reads == tuple(
        sorted((kind, name, state) for (kind, name), state in reads.items())
    )
    (root / "p.png").write_bytes(b"two")
    assert _recalled(root) is None
    (root / "p.png").write_bytes(b"one")
    assert _recalled(root) is not None
    (root / "q.png").write_bytes(b"new")
    assert _recalled(root) is None


def test_another_text_name_or_command_line_is_another_article(root: Path) -> None:
    """The key is made of the bytes, the path from the root, the settings and the command line."""
    _remember(root, _result(PAGE))
    moment = Override(moment=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    for override in (Override(paper="letter"), moment):
        assert _memory(root, override).recall(root / "a.md", "a.md").entry is None
    (root / "b.md").write_bytes(TEXT)
    assert _recalled(root, name="b.md") is None
    (root / "a.md").write_bytes(TEXT + b" ")
    assert _recalled(root) is None
    (root / "a.md").write_bytes(TEXT)
    (root / "triptych.toml").write_text('title = "P"\n', encoding="utf-8")
    assert _recalled(root) is None


def test_states_in_turn_are_all_remembered(root: Path) -> None:
    """Going back to an earlier state of a picture finds what was pressed then."""
    for content in (b"one", b"two"):
        (root / "p.png").write_bytes(content)
        reads = {(FILE, "p.png"): assets.state(root, "p.png")}
        _remember(root, _result(Artifact("html", "a.html", content), reads=reads))
    known = _memory(root).recall(root / "a.md", "a.md")
    assert known.entry is not None
    assert len(known.entry.variants) == 2
    for content in (b"two", b"one"):
        (root / "p.png").write_bytes(content)
        found = _recalled(root)
        assert found is not None
        assert found.editions["html"][0].sha256 == state_of(content)


def test_formats_pressed_one_after_the_other_are_known_as_one(root: Path) -> None:
    """Their editions are put together, the later of equal ones counts, and so is all that they read."""
    (root / "p.png").write_bytes(b"one")
    picture = {(FILE, "p.png"): assets.state(root, "p.png")}
    theme = {(THEME, "printfriendly"): theme_state("printfriendly", root)}
    _remember(root, _result(PAGE))
    _remember(root, _result(SHEETS, reads=picture))
    _remember(root, _result(Artifact("html", "a.html", b"later"), reads=theme))
    known = _memory(root).recall(root / "a.md", "a.md")
    assert known.entry is not None
    assert len(known.entry.variants) == 1
    assert known.variant is not None
    assert [kind for kind, _, _ in known.variant.reads] == [FILE, THEME]
    assert {name: e.sha256 for name, (e, _) in known.variant.editions.items()} == {
        "pdf": state_of(b"sheets"),
        "html": state_of(b"later"),
    }


def test_findings_follow_a_publication_that_is_moved(root: Path) -> None:
    """The place of the article is as it is named now, wherever the publication is."""
    front = (_finding("books/a.md"), _finding("other.md"))
    _remember(root, replace(_result(PAGE), front=front, own=(front,)), place="books/a.md")
    moved = root.rename(root.with_name("shelf"))
    found = _recalled(moved, place="shelf/a.md")
    assert found is not None
    expected = ("shelf/a.md", "other.md")
    assert tuple(f.place.path for f in found.front) == expected
    assert tuple(f.place.path for f in found.editions["html"][1]) == expected
    assert found.front[0] == _finding("shelf/a.md")


@pytest.mark.parametrize(
    "finding",
    [
        _finding("p", message="in books/a.md"),
        _finding("p", hint="see books/a.md"),
        _finding("p", message="in books"),
        _finding("/elsewhere/b.md"),
    ],
)
def test_a_finding_that_names_its_folder_holds_only_there(root: Path, finding: Finding) -> None:
    """In another place its words would be wrong, so the article is pressed again."""
    _remember(root, replace(_result(PAGE), common=(finding,)), place="books/a.md")
    assert _recalled(root, place="books/a.md") is not None
    assert _recalled(root, place="a.md") is None
    moved = root.rename(root.with_name("shelf"))
    assert _recalled(moved, place="books/a.md") is None


def test_a_finding_on_the_settings_depends_on_their_lines(root: Path) -> None:
    """A comment above a key moves its line, though it changes no setting."""
    settings = root / "triptych.toml"
    settings.write_text('title = "P"\n', encoding="utf-8")
    _remember(root, replace(_result(PAGE), front=(_finding(str(settings)),)))
    found = _recalled(root)
    assert found is not None
    assert [kind for kind, _, _ in found.reads] == [SETTINGS]
    assert found.front[0].place.path == str(settings)
    moved = root.rename(root.with_name("shelf"))
    found = _recalled(moved)
    assert found is not None
    assert found.front[0].place.path == str(moved / "triptych.toml")
    (moved / "triptych.toml").write_text('# A comment\ntitle = "P"\n', encoding="utf-8")
    assert _recalled(moved) is None


def test_the_folder_of_an_index_gives_it_its_name(root: Path) -> None:
    """An index in a folder is named after it; that of the root after the publication's folder."""
    (root / "one").mkdir()
    (root / "one" / "index.md").write_bytes(TEXT)
    (root / "index.md").write_bytes(TEXT)
    for name in ("one/index.md", "index.md"):
        _remember(root, _result(PAGE), name=name)
        assert _recalled(root, name=name) is not None
    moved = root.rename(root.with_name("shelf"))
    assert _recalled(moved, name="one/index.md") is not None
    assert _recalled(moved, name="index.md") is None


def test_a_link_to_an_article_is_the_article_under_its_own_name(root: Path) -> None:
    """Two links with names of their own are two articles."""
    for name in ("x.md", "y.md"):
        (root / name).symlink_to("a.md")
    _remember(root, _result(PAGE), name="x.md")
    assert _recalled(root, name="x.md") is not None
    assert _recalled(root, name="y.md") is None


def test_a_name_is_remembered_before_anything_is_pressed(root: Path) -> None:
    """What an article says of itself is known, its editions are not."""
    memory = _memory(root)
    memory.remember_name(memory.recall(root / "a.md", "a.md"), Entry("slug", draft=True))
    known = _memory(root).recall(root / "a.md", "a.md")
    assert (known.entry, known.variant) == (Entry("slug", draft=True), None)
    memory.remember_name(Known(root / "a.md", "a.md", "", ""), ENTRY)


def test_an_edition_is_in_place_while_its_bytes_are(root: Path) -> None:
    """Whatever its size; a file that was written by this build is not read again."""
    memory = _memory(root)
    path = root / "a.html"
    page = edition_of(PAGE)
    assert not memory.is_in_place(path, page)
    path.write_bytes(b"page")
    memory.record_written(path, page)
    assert memory.is_in_place(path, page)
    path.write_bytes(b"pale")
    assert not memory.is_in_place(path, page)
    large = Artifact("html", "a.html", bytes(9 * 1024 * 1024))
    path.write_bytes(large.data)
    assert memory.is_in_place(path, edition_of(large))


def test_states_of_files_are_known_to_the_next_build(root: Path) -> None:
    """What a build wrote is believed from its stamp; what is touched is read."""
    memory = _memory(root)
    page = edition_of(PAGE)
    (root / "a.html").write_bytes(b"page")
    memory.record_written(root / "a.html", replace(page, sha256="noted"))
    memory.close()
    assert _memory(root).is_in_place(root / "a.html", replace(page, sha256="noted"))
    os.utime(root / "a.html", (1, 1))
    assert _memory(root).is_in_place(root / "a.html", page)


def test_closing_lets_go_what_is_too_much(root: Path) -> None:
    """A store with no room keeps nothing beyond the build."""
    publication = bare(root)
    order = Order(publication, (root / "a.md",), ("html",), root / "out", Override())
    memory = Memory(order, Store(root.parent / "cache", 0))
    memory.remember(memory.recall(root / "a.md", "a.md"), ENTRY, _result(PAGE))
    memory.close()
    assert _memory(root).bytes_of(edition_of(PAGE)) is None
