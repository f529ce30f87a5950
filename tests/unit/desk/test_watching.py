"""The watcher: each way in which an editor saves is one change, and nothing else is any."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from triptych.desk import watching
from triptych.desk.watching import Watched, changes, is_ignored

SECONDS = 10
QUIET = 0.25


class _Watcher:
    """Changes below a folder, as they come in a thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watched = Watched((folder,), (folder / "out",))
        self.stop = threading.Event()
        self._begun = threading.Event()
        self._found: Queue[frozenset[Path]] = Queue()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        assert self._begun.wait(SECONDS)

    def _watch(self) -> None:
        """Watch until the end."""
        for found in changes(lambda: self.watched, self.stop):
            if found:
                self._found.put(found)
            else:
                self._begun.set()

    def next(self, seconds: float = SECONDS) -> set[Path]:
        """Return the next changes by their paths; none when nothing changes for so long."""
        try:
            return set(self._found.get(timeout=seconds))
        except Empty:
            return set()

    def close(self) -> None:
        """End the thread."""
        self.stop.set()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[_Watcher]:
    """Watch a publication."""
    for name in ("content", "out", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "content" / "first.md").write_text("first")
    made = _Watcher(tmp_path)
    yield made
    made.close()


def test_each_way_to_save_is_one_change(watcher: _Watcher) -> None:
    """Writing, renaming over, truncating first, and keeping a backup all report the article alone."""
    article = watcher.folder / "content" / "first.md"
    article.write_text("written")
    assert watcher.next() == {article}
    part = article.with_name(".first.md.swp")
    part.write_text("renamed")
    part.rename(article)
    assert watcher.next() == {article}
    article.write_text("")
    assert watcher.next(0.15) == set()
    article.write_text("truncated")
    assert watcher.next() == {article}
    backup = article.with_name("first.md~")
    article.rename(backup)
    article.write_text("backed up")
    backup.unlink()
    assert watcher.next() == {article}
    assert watcher.next(QUIET) == set()


def test_what_is_no_source_is_not_watched(watcher: _Watcher) -> None:
    """Editions, hidden folders and files that are only read are no change."""
    (watcher.folder / "out" / "a.html").write_text("edition")
    (watcher.folder / ".git" / "index").write_text("index")
    (watcher.folder / "content" / "first.md").read_text()
    assert watcher.next(QUIET) == set()


def test_new_folders_are_watched_and_removed_ones_reported(watcher: _Watcher) -> None:
    """What a new folder has is found, whenever it came, and so is the end of it."""
    folder = watcher.folder / "content" / "new" / "deeper"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("new")
    seen: set[Path] = set()
    while folder / "index.md" not in seen:
        found = watcher.next()
        assert found
        seen |= found
    (folder / "index.md").write_text("changed")
    assert folder / "index.md" in watcher.next()
    (folder / "index.md").unlink()
    assert folder / "index.md" in watcher.next()


def test_a_folder_that_is_replaced_is_watched_again(watcher: _Watcher) -> None:
    """The publication as a whole, as a version control does, or a copy over it."""
    moved = watcher.folder.with_name("moved")
    shutil.copytree(watcher.folder, moved)
    shutil.rmtree(watcher.folder)
    moved.rename(watcher.folder)
    while watcher.next(QUIET):
        pass
    article = watcher.folder / "content" / "first.md"
    article.write_text("in the new folder")
    assert watcher.next() == {article}


def test_a_path_is_ignored_by_its_folders(tmp_path: Path) -> None:
    """Hidden folders that the site's tool needs count; those of no source do not."""
    watched = Watched((tmp_path,), (tmp_path / "out",), frozenset([".vitepress"]))
    for name in ("out", "out/a", ".git/a", "a/node_modules/b/c", "a/__pycache__/b"):
        assert is_ignored(tmp_path / name, watched), name
    for name in ("a", "a/b.md", ".vitepress/config.ts", ".hidden.md", "outer/a"):
        assert not is_ignored(tmp_path / name, watched), name
    assert is_ignored(tmp_path.parent, watched)


def test_what_was_saved_while_a_folder_came_is_reported(watcher: _Watcher) -> None:
    """The watcher begins again with every new folder; a save of that moment is not lost."""
    article = watcher.folder / "content" / "first.md"
    article.write_text("a moment before")
    (watcher.folder / "content" / "new").mkdir()
    seen: list[Path] = []
    while found := watcher.next(1):
        seen += [path for path in found if path == article]
    assert len(seen) == 2


def test_a_folder_that_is_watched_later_is_seen(
    tmp_path_factory: pytest.TempPathFactory, watcher: _Watcher
) -> None:
    """As a theme elsewhere that settings name since a moment: its files are reported, and each save."""
    theme = tmp_path_factory.mktemp("elsewhere") / "theme.toml"
    theme.write_text("a = 1")
    watcher.watched = Watched((watcher.folder, theme.parent), (watcher.folder / "out",))
    assert theme in watcher.next()
    theme.write_text("a = 2")
    assert watcher.next() == {theme}
    (watcher.folder / "content" / "first.md").write_text("again")
    assert watcher.next() == {watcher.folder / "content" / "first.md"}


def test_a_removed_folder_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system reports nothing, and folders are looked at from time to time, too."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    folder = tmp_path / "content" / "gone"
    folder.mkdir(parents=True)
    watcher = _Watcher(tmp_path)
    folder.rmdir()
    assert folder in watcher.next()
    later: set[Path] = set()
    for _ in range(3):
        later |= watcher.next(QUIET)
    assert folder not in later
    watcher.close()


def test_the_outer_folders_are_watched_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publication's own files come before what is deep inside."""
    monkeypatch.setattr(watching, "_MOST", 3)
    for name in ("a/deep", "b/deep"):
        (tmp_path / name).mkdir(parents=True)
    watcher = _Watcher(tmp_path)
    (tmp_path / "a" / "deep" / "x.md").write_text("x")
    assert watcher.next(QUIET) == set()
    (tmp_path / "b" / "x.md").write_text("x")
    assert watcher.next() == {tmp_path / "b" / "x.md"}
    watcher.close()
