"""A folder of results on disc, safe under builds at once: whole files only, known by their own hash.

Nothing in it is believed that does not prove itself, and nothing in it is needed: an entry that is
missing, cut short or altered counts as none, and a folder that cannot be written keeps nothing.
"""

import contextlib
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from triptych.core.atomic_write import write_atomically
from triptych.core.sealed import read_sealed, write_sealed
from triptych.press.cache.stamps import Stamps

FORM = "v1"
"""The form of what is kept; another form is another folder."""

_SHELVES = "0123456789abcdef"
_ENTRIES, _EDITIONS, _STAMPS = "entries", "editions", "stamps"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Triptych's cache; see bford.info/cachedir.\n"


class Store:
    """Results below a folder, at most ``limit`` bytes; ``folder`` need not be there."""

    def __init__(self, folder: Path, limit: int = 0) -> None:
        self.folder = folder / FORM
        self._share = limit // len(_SHELVES)
        self._grown: set[str] = set()

    def entry(self, key: str) -> bytes | None:
        """Give what is kept under a key, and note that it was of use; None when it is not whole."""
        body = self._body(_ENTRIES, key)
        if body is not None:
            with contextlib.suppress(OSError):
                os.utime(self._path(_ENTRIES, key))
        return body

    def store_entry(self, key: str, body: bytes) -> None:
        """Keep something under a key."""
        self._store(_ENTRIES, key, body)

    def edition(self, digest: str) -> bytes | None:
        """Give the bytes that have this SHA-256; None when they are not kept whole."""
        try:
            data = self._path(_EDITIONS, digest).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == digest else None

    def store_edition(self, digest: str, data: bytes) -> None:
        """Keep bytes under their SHA-256."""
        self._write(self._path(_EDITIONS, digest), lambda path: write_atomically(path, data))

    def stamps(self, key: str) -> Stamps:
        """Give the states of files that earlier builds noted under a key, and the moment it is now.

        The moment is the file system's own, told by a file that is written.
        """
        probe = self._path(_STAMPS, f"{key}.now")
        self._write(probe, lambda path: write_atomically(path, b""))
        try:
            return Stamps(self._body(_STAMPS, key) or b"", probe.stat().st_mtime_ns)
        except OSError:
            return Stamps()

    def store_stamps(self, key: str, table: bytes) -> None:
        """Keep the states of files under a key."""
        self._store(_STAMPS, key, table)

    def clear(self) -> int:
        """Let go everything, and give how many bytes it had; raises ``OSError`` when that is refused."""
        size = 0
        for kind in (_EDITIONS, _ENTRIES, _STAMPS):
            for path in (self.folder / kind).glob("*/*"):
                size += path.stat().st_size
                path.unlink()
        return size

    def trim(self) -> None:
        """Let go what was of no use longest, editions first, on every shelf that grew past its share."""
        for shelf in sorted(self._grown):
            with contextlib.suppress(OSError):
                self._trim(shelf)
        self._grown.clear()

    def _body(self, kind: str, key: str) -> bytes | None:
        """Return the bytes under a key; None when they are absent or incomplete."""
        return read_sealed(self._path(kind, key), key)

    def _store(self, kind: str, key: str, body: bytes) -> None:
        """Cache bytes under a key."""
        self._write(self._path(kind, key), lambda path: write_sealed(path, key, body))

    def _trim(self, shelf: str) -> None:
        """Bring one shelf back to its share."""
        found = []
        for kind in (_EDITIONS, _ENTRIES, _STAMPS):
            for path in (self.folder / kind / shelf).glob("*"):
                stat = path.stat()
                found.append((kind != _EDITIONS, stat.st_mtime_ns, stat.st_size, path))
        room = self._share - sum(size for _, _, size, _ in found)
        for _, _, size, path in sorted(found):
            if room >= 0:
                break
            path.unlink(missing_ok=True)
            room += size

    def _path(self, kind: str, digest: str) -> Path:
        """Give where something is kept: on the shelf of its first digit."""
        return self.folder / kind / digest[:1] / digest[1:]

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        """Write a file of the cache, if there is room for it."""
        with contextlib.suppress(OSError):
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, mode=0o700)
                (self.folder.parent / "CACHEDIR.TAG").write_text(_TAG, encoding="ascii")
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
            self._grown.add(path.parent.name)
