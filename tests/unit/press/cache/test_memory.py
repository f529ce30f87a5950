"""What is known of an article from earlier builds: exactly while nothing that it was made of differs."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from remembering import (
    ENTRY,
    PAGE,
    SHEETS,
    TEXT,
    finding_at,
    memory_of,
    recalled,
    remember,
    result_of,
)
from triptych.core.dependencies import FILE, THEME, UNSTEADY, state_of
from triptych.core.errors import SourceError
from triptych.core.model import Artifact, Override
from triptych.pictures import assets
from triptych.press.cache.entries import Entry
from triptych.press.cache.memory import Known, Memory, edition_of
from triptych.press.cache.store import Store
from triptych.press.orders import Edition, Order, Result
from triptych.settings.publication import bare
from triptych.sources.manuscripts import LIMIT
from triptych.theme.find import theme_state


def test_what_is_remembered_is_recalled(root: Path) -> None:
    """Editions with their bytes, and the name that the article gives itself."""
    result = replace(result_of(PAGE, SHEETS), own=((finding_at("a.md"),), ()))
    remember(
        root, replace(result, front=(finding_at("a.md", "f"),), common=(finding_at("b.md", "c"),))
    )
    memory = memory_of(root)
    known = memory.recall(root / "a.md", "a.md")
    assert (known.path, known.place, known.state) == (root / "a.md", "a.md", state_of(TEXT))
    assert known.entry is not None
    assert (known.entry.slug, known.entry.draft) == ("a", False)
    assert known.variant is not None
    assert known.variant.front == (finding_at("a.md", "f"),)
    assert known.variant.common == (finding_at("b.md", "c"),)
    page, sheets = edition_of(PAGE), edition_of(SHEETS)
    assert known.variant.editions == {"html": (page, (finding_at("a.md"),)), "pdf": (sheets, ())}
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
    memory.remember(known, ENTRY, result_of(PAGE))
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
        assert memory_of(root).recall(root / name, "p") == Known(root / name, "p", "", "")
    assert memory_of(root).recall(root / "fits.md", "p").key


@pytest.mark.parametrize(
    "result",
    [
        replace(result_of(PAGE), error=SourceError("bad")),
        replace(result_of(PAGE), dependencies={("article", ""): state_of(b"another")}),
        replace(result_of(PAGE), dependencies={}),
        result_of(PAGE, reads={(FILE, "p.png"): UNSTEADY}),
    ],
)
def test_a_failure_or_a_change_while_pressing_is_not_remembered(root: Path, result: Result) -> None:
    """An error, another text than that which was asked for, and what was read in two states."""
    remember(root, result)
    assert memory_of(root).recall(root / "a.md", "a.md").entry is None


def test_what_was_read_must_be_in_the_same_state(root: Path) -> None:
    """A file that changes, one that was not there, and a theme: each makes the article unknown."""
    (root / "p.png").write_bytes(b"one")
    theme = theme_state("printfriendly", root)
    reads = {
        (FILE, "p.png"): assets.state(root, "p.png"),
        (FILE, "q.png"): assets.state(root, "q.png"),
        (THEME, "printfriendly"): theme,
    }
    remember(root, result_of(PAGE, reads=reads))
    found = recalled(root)
    assert found is not None
    assert found.reads == tuple(
        sorted((kind, name, state) for (kind, name), state in reads.items())
    )
    (root / "p.png").write_bytes(b"two")
    assert recalled(root) is None
    (root / "p.png").write_bytes(b"one")
    assert recalled(root) is not None
    (root / "q.png").write_bytes(b"new")
    assert recalled(root) is None


def test_another_text_name_or_command_line_is_another_article(root: Path) -> None:
    """The key is made of the bytes, the path from the root, the settings and the command line."""
    remember(root, result_of(PAGE))
    moment = Override(moment=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    for override in (Override(paper="letter"), moment):
        assert memory_of(root, override).recall(root / "a.md", "a.md").entry is None
    (root / "b.md").write_bytes(TEXT)
    assert recalled(root, name="b.md") is None
    (root / "a.md").write_bytes(TEXT + b" ")
    assert recalled(root) is None
    (root / "a.md").write_bytes(TEXT)
    (root / "triptych.toml").write_text('title = "P"\n', encoding="utf-8")
    assert recalled(root) is None


def test_states_in_turn_are_all_remembered(root: Path) -> None:
    """Going back to an earlier state of a picture finds what was pressed then."""
    for content in (b"one", b"two"):
        (root / "p.png").write_bytes(content)
        reads = {(FILE, "p.png"): assets.state(root, "p.png")}
        remember(root, result_of(Artifact("html", "a.html", content), reads=reads))
    known = memory_of(root).recall(root / "a.md", "a.md")
    assert known.entry is not None
    assert len(known.entry.variants) == 2
    for content in (b"two", b"one"):
        (root / "p.png").write_bytes(content)
        found = recalled(root)
        assert found is not None
        assert found.editions["html"][0].sha256 == state_of(content)


def test_formats_pressed_one_after_the_other_are_known_as_one(root: Path) -> None:
    """Their editions are put together, the later of equal ones counts, and so is all that they read."""
    (root / "p.png").write_bytes(b"one")
    picture = {(FILE, "p.png"): assets.state(root, "p.png")}
    theme = {(THEME, "printfriendly"): theme_state("printfriendly", root)}
    remember(root, result_of(PAGE))
    remember(root, result_of(SHEETS, reads=picture))
    remember(root, result_of(Artifact("html", "a.html", b"later"), reads=theme))
    known = memory_of(root).recall(root / "a.md", "a.md")
    assert known.entry is not None
    assert len(known.entry.variants) == 1
    assert known.variant is not None
    assert [kind for kind, _, _ in known.variant.reads] == [FILE, THEME]
    assert {name: e.sha256 for name, (e, _) in known.variant.editions.items()} == {
        "pdf": state_of(b"sheets"),
        "html": state_of(b"later"),
    }


def test_the_folder_of_an_index_gives_it_its_name(root: Path) -> None:
    """An index in a folder is named after it; that of the root after the publication's folder."""
    (root / "one").mkdir()
    (root / "one" / "index.md").write_bytes(TEXT)
    (root / "index.md").write_bytes(TEXT)
    for name in ("one/index.md", "index.md"):
        remember(root, result_of(PAGE), name=name)
        assert recalled(root, name=name) is not None
    moved = root.rename(root.with_name("shelf"))
    assert recalled(moved, name="one/index.md") is not None
    assert recalled(moved, name="index.md") is None


def test_a_link_to_an_article_is_the_article_under_its_own_name(root: Path) -> None:
    """Two links with names of their own are two articles."""
    for name in ("x.md", "y.md"):
        (root / name).symlink_to("a.md")
    remember(root, result_of(PAGE), name="x.md")
    assert recalled(root, name="x.md") is not None
    assert recalled(root, name="y.md") is None


def test_a_name_is_remembered_before_anything_is_pressed(root: Path) -> None:
    """What an article says of itself is known, its editions are not."""
    memory = memory_of(root)
    memory.remember_name(memory.recall(root / "a.md", "a.md"), Entry("slug", draft=True))
    known = memory_of(root).recall(root / "a.md", "a.md")
    assert (known.entry, known.variant) == (Entry("slug", draft=True), None)
    memory.remember_name(Known(root / "a.md", "a.md", "", ""), ENTRY)


def test_an_edition_is_in_place_while_its_bytes_are(root: Path) -> None:
    """Whatever its size; a file that was written by this build is not read again."""
    memory = memory_of(root)
    path = root / "a.html"
    page = edition_of(PAGE)
    assert not memory.is_in_place(str(path), page)
    path.write_bytes(b"page")
    memory.record_written(path, page)
    assert memory.is_in_place(str(path), page)
    path.write_bytes(b"pale")
    assert not memory.is_in_place(str(path), page)
    large = Artifact("html", "a.html", bytes(9 * 1024 * 1024))
    path.write_bytes(large.data)
    assert memory.is_in_place(str(path), edition_of(large))


def test_states_of_files_are_known_to_the_next_build(root: Path) -> None:
    """What a build wrote is believed from its stamp; what is touched is read."""
    memory = memory_of(root)
    page = edition_of(PAGE)
    (root / "a.html").write_bytes(b"page")
    memory.record_written(root / "a.html", replace(page, sha256="noted"))
    memory.close()
    assert memory_of(root).is_in_place(str(root / "a.html"), replace(page, sha256="noted"))
    os.utime(root / "a.html", (1, 1))
    assert memory_of(root).is_in_place(str(root / "a.html"), page)


def test_closing_lets_go_what_is_too_much(root: Path) -> None:
    """A store with no room keeps nothing beyond the build."""
    publication = bare(root)
    order = Order(publication, (root / "a.md",), ("html",), root / "out", Override())
    memory = Memory(order, Store(root.parent / "cache", 0))
    memory.remember(memory.recall(root / "a.md", "a.md"), ENTRY, result_of(PAGE))
    memory.close()
    assert memory_of(root).bytes_of(edition_of(PAGE)) is None
