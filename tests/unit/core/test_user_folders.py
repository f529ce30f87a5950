"""Folders of the user are private, whatever mask the process has."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from triptych.core.user_folders import make_private
from triptych.pictures import fetched
from triptych.press.cache.store import Store

MASKS = [0o000, 0o022, 0o077, 0o277, 0o777]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture(params=MASKS, ids=oct)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Yield an existing folder with its own mode, in a process with a mask."""
    folder = tmp_path / "room"
    folder.mkdir()
    folder.chmod(0o755)
    earlier = os.umask(request.param)
    try:
        yield folder
    finally:
        os.umask(earlier)


def _modes(folder: Path) -> set[int]:
    """Return the modes of all folders below a folder."""
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_dir()}


def test_new_folders_belong_to_the_user_alone(room: Path) -> None:
    """With each new one above it; those that were there before stay as they are."""
    make_private(room / "a" / "b" / "c")
    assert _modes(room) == {0o700}
    assert room.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_exists_keeps_its_mode(room: Path) -> None:
    """Its owner may have opened it to others on purpose."""
    make_private(room)
    assert room.stat().st_mode & 0o777 == 0o755


def test_every_folder_of_a_store_is_private(room: Path) -> None:
    """Entries, editions, states of files and records of what was saved, each below its own folders."""
    store = Store(room / "cache", 10**6)
    store.store_entry("ab", b"entry")
    store.store_edition("cd", b"edition")
    store.store_stamps("ef", b"stamps")
    store.record(room / "out")
    store.store_record(room / "out", {"a.html": "0"})
    assert len([path for path in room.rglob("*") if path.is_dir()]) >= 9
    assert _modes(room) == {0o700}


def test_the_record_of_fetched_pictures_is_private(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the copy of it for a build that uses another cache."""
    monkeypatch.setenv("TRIPTYCH_CACHE", str(room / "cache"))
    fetched.record("https://example.org/a.png", b"picture")
    fetched.copy_record(room / "other")
    assert len([path for path in room.rglob("*") if path.is_dir()]) == 6
    assert _modes(room) == {0o700}
