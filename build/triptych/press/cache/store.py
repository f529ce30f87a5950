"""A folder of results on disc, safe under concurrent builds: only complete files, sealed by their hash.

Nothing in it is trusted without its hash, and nothing in it is needed: an entry that is missing,
truncated or altered counts as absent, and in a folder that cannot be written nothing is stored.
"""

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from triptych.core.atomic_write import write_atomically
from triptych.core.sealed import read_sealed, write_sealed
from triptych.core.user_folders import make_private
from triptych.press.cache.stamps import Stamps

FORM = "v1"
"""The version of the format; another one is another folder."""

_DIGITS = 64
"""The digits of a key."""

_SHELVES = "0123456789abcdef"
_ENTRIES, _EDITIONS, _STAMPS, _RECORDS = "entries", "editions", "stamps", "records"
_PARTS, _TABLES = "parts", "tables"
_LIMITED = (_EDITIONS, _PARTS, _ENTRIES, _STAMPS, _TABLES)
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Triptych's cache; see bford.info/cachedir.\n"


class Store:
    """Results below a folder, at most ``limit`` bytes; ``folder`` need not be there."""

    def __init__(self, folder: Path, limit: int = 0) -> None:
        self.folder = folder / FORM
        self._share = limit // len(_SHELVES)
        self._grown: set[str] = set()

    def entry(self, key: str) -> bytes | None:
        """Return the entry of a key, and mark it as used; None when it is absent or incomplete."""
        body = self._body(_ENTRIES, key)
        if body is not None:
            with contextlib.suppress(OSError):
                os.utime(self._path(_ENTRIES, key))
        return body

    def store_entry(self, key: str, body: bytes) -> None:
        """Store an entry under a key."""
        self._store(_ENTRIES, key, body)

    def table(self, key: str) -> dict[str, bytes]:
        """Return the entries by key that were stored together under a key, and mark them as used."""
        lines = (self._body(_TABLES, key) or b"").splitlines()
        with contextlib.suppress(OSError):
            os.utime(self._path(_TABLES, key))
        return {line[:_DIGITS].decode("ascii"): line[_DIGITS:] for line in lines}

    def store_table(self, key: str, entries: Mapping[str, bytes]) -> None:
        """Store entries together under a key; none may have more than one line."""
        self._store(_TABLES, key, b"\n".join(k.encode("ascii") + v for k, v in entries.items()))

    def edition(self, digest: str) -> bytes | None:
        """Return the bytes that have this SHA-256; None when they are absent or incomplete."""
        try:
            data = self._path(_EDITIONS, digest).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == digest else None

    def store_edition(self, digest: str, data: bytes) -> None:
        """Store bytes under their SHA-256."""
        self._write(self._path(_EDITIONS, digest), lambda path: write_atomically(path, data))

    def part(self, key: str) -> bytes | None:
        """Return the part of an edition under a key, and mark it as used; None when it is absent."""
        body = self._body(_PARTS, key)
        if body is not None:
            with contextlib.suppress(OSError):
                os.utime(self._path(_PARTS, key))
        return body

    def store_part(self, key: str, body: bytes) -> None:
        """Store a part of an edition under a key."""
        self._store(_PARTS, key, body)

    def stamps(self, key: str) -> Stamps:
        """Return the states of files that earlier builds stored under a key, with the present time.

        The time is the file system's own: that of a file that is written for it.
        """
        probe = self._path(_STAMPS, f"{key}.now")
        self._write(probe, lambda path: write_atomically(path, b""))
        try:
            return Stamps(self._body(_STAMPS, key) or b"", probe.stat().st_mtime_ns)
        except OSError:
            return Stamps()

    def store_stamps(self, key: str, table: bytes) -> None:
        """Store the states of files under a key."""
        self._store(_STAMPS, key, table)

    def record(self, out: Path) -> dict[str, str]:
        """Return the editions that were saved below a folder: their SHA-256 by path there."""
        try:
            table = json.loads(self._body(_RECORDS, _record_key(out)) or b"{}")
        except ValueError:
            return {}
        return {str(name): str(digest) for name, digest in table.items()}

    def store_record(self, out: Path, editions: Mapping[str, str]) -> None:
        """Record the editions that were saved below a folder, in place of what was recorded."""
        self._store(_RECORDS, _record_key(out), json.dumps(editions).encode("ascii"))

    def clear(self) -> int:
        """Remove everything, and return its bytes; raises ``OSError`` when it cannot be removed."""
        size = 0
        for kind in _LIMITED:
            for path in (self.folder / kind).glob("*/*"):
                size += path.stat().st_size
                path.unlink()
        return size

    def trim(self) -> None:
        """Remove what was unused longest, editions and parts first, where a shelf exceeds its share."""
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
        for kind in _LIMITED:
            for path in (self.folder / kind / shelf).glob("*"):
                stat = path.stat()
                found.append(
                    (kind not in (_EDITIONS, _PARTS), stat.st_mtime_ns, stat.st_size, path)
                )
        room = self._share - sum(size for _, _, size, _ in found)
        for _, _, size, path in sorted(found):
            if room >= 0:
                break
            path.unlink(missing_ok=True)
            room += size

    def _path(self, kind: str, digest: str) -> Path:
        """Return the path of a file: on the shelf of its first digit."""
        return self.folder / kind / digest[:1] / digest[1:]

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        """Write a file of the cache, if there is room for it; its folders are the user's own."""
        with contextlib.suppress(OSError):
            if not self.folder.is_dir():
                make_private(self.folder)
                (self.folder.parent / "CACHEDIR.TAG").write_text(_TAG, encoding="ascii")
            make_private(path.parent)
            write(path)
            self._grown.add(path.parent.name)


def _record_key(out: Path) -> str:
    """Return the key of the record of an output folder: the digest of its real path."""
    return sha256(os.fsencode(os.path.realpath(out))).hexdigest()
