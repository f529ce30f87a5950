"""The states of files, known again without reading them while nothing touched them.

A file's inode, length and moments of change tell it from what it was. Moments are as coarse as the
file system's clock, so what changed shortly before a build, or in it, is not recorded but read again.
"""

import json
import os
from collections.abc import Callable
from typing import TypeAlias

_MARGIN = 2_000_000_000
"""Nanoseconds between two moments that a file system may tell as one (FAT: two seconds)."""

_SPARE = 1000

Row: TypeAlias = list[int | str]
"""Inode, length, moments of the last change of content and of rights (ns), and the state."""


class Stamps:
    """The states of files by path, from the ``text`` of earlier builds; the time is ``moment`` (ns)."""

    def __init__(self, text: bytes = b"", moment: int = 0) -> None:
        self._until = moment - _MARGIN
        self._old: dict[str, Row] = _table(text)
        self._new: dict[str, Row] = {}
        self.is_changed = False

    def state(self, path: str, read: Callable[[], str]) -> str:
        """Return the recorded state of a file, else the one that ``read`` returns."""
        stamp = _stamp(path)
        row = self._new.get(path) or self._old.get(path)
        if row is not None and row[:4] == stamp:
            self._new[path] = row
            return str(row[4])
        found = read()
        if stamp and max(stamp[2:]) < self._until and _stamp(path) == stamp:
            self._record(path, stamp, found)
        return found

    def record(self, path: str, state: str) -> None:
        """Note the state of a file that this build wrote."""
        if stamp := _stamp(path):
            self._record(path, stamp, state)

    def serialise(self) -> bytes:
        """Return the states that this build asked for, and earlier ones unless they are too many."""
        is_little = len(self._old) < 2 * len(self._new) + _SPARE
        return json.dumps({**(self._old if is_little else {}), **self._new}).encode("ascii")

    def _record(self, path: str, stamp: list[int], state: str) -> None:
        """Note the state of a file."""
        self._new[path] = [*stamp, state]
        self.is_changed = True


def _stamp(path: str) -> list[int]:
    """Return what changes when a file does; an empty list where there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116  a path object for each would double the time
    except (OSError, ValueError):
        return []
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _table(text: bytes) -> dict[str, Row]:
    """Return recorded states; none when any has another form."""
    try:
        table = json.loads(text) if text else {}
    except ValueError:
        return {}
    rows = table.values() if isinstance(table, dict) else [None]
    is_whole = all(isinstance(row, list) and len(row) == 5 for row in rows)
    return table if is_whole else {}
