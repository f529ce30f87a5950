"""What follows from the installation alone is worked out once, and kept where Python keeps its own.

It lies beside what Python compiles, and is trusted as that is, for whoever may write there may change the
program itself. Where nothing can be kept, or nothing should be (``PYTHONDONTWRITEBYTECODE``), all goes
as before, only slower.
"""

import importlib.util
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_MOST = 200
"""How many files are kept; one more, and room is made by taking all of them away."""

_SEAL = 32


def cached(kind: str, key: object, make: Callable[[], bytes]) -> bytes:
    """Give what ``make`` gives, as it is kept of an earlier process.

    ``key`` is all that it depends on, as a value that ``repr`` tells from every other.
    """
    path = _place(kind, key)
    data = _read(path)
    if data is None:
        data = make()
        _write(path, data)
    return data


def look_up(kind: str, key: object) -> bytes | None:
    """Give what is kept; None when it is not there, or not whole."""
    return _read(_place(kind, key))


def store(kind: str, key: object, data: bytes) -> None:
    """Keep something, where that may be."""
    _write(_place(kind, key), data)


def _place(kind: str, key: object) -> Path:
    """Give where something is kept, by the hash of its key."""
    digest = sha256(f"{sys.version}\n{key!r}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{kind}-{digest}.kept")


def _read(path: Path) -> bytes | None:
    """Give what a file holds behind its seal; None when it is not there, or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data[_SEAL:] if sha256(data[_SEAL:]).digest() == data[:_SEAL] else None


def _write(path: Path, data: bytes) -> None:
    """Lay something down; whoever looks meanwhile sees all of it or nothing."""
    if sys.dont_write_bytecode:
        return
    beside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        others = list(path.parent.glob("*.kept"))
        for other in others if len(others) >= _MOST else ():
            other.unlink(missing_ok=True)
        try:
            beside.write_bytes(sha256(data).digest() + data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
