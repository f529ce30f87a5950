"""What follows from the installation alone is computed once, and cached where Python caches bytecode.

It is trusted as bytecode is: whoever may write there may change the program itself. Where nothing can
be cached, or nothing should be (``PYTHONDONTWRITEBYTECODE``), each process computes it.
"""

import importlib.util
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from triptych.core.sealed import read_sealed, write_sealed

_MOST = 200
"""The most files of a kind; before another one, all of that kind are removed, and no other."""


def cached(kind: str, key: object, make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` returns, from the cache where an earlier process left it.

    ``key`` is all that it depends on, as a value whose ``repr`` differs from that of every other.
    """
    data = look_up(kind, key)
    if data is None:
        data = make()
        store(kind, key, data)
    return data


def look_up(kind: str, key: object) -> bytes | None:
    """Return what is cached; None when it is absent or incomplete."""
    return read_sealed(_place(kind, key), "")


def stored_at(kind: str, key: object) -> int:
    """Return when something was cached, by the file system's clock in ns; 0 when it is absent."""
    try:
        return _place(kind, key).stat().st_mtime_ns
    except OSError:
        return 0


def store(kind: str, key: object, data: bytes) -> None:
    """Cache data, where that is possible."""
    if sys.dont_write_bytecode:
        return
    path = _place(kind, key)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        others = list(path.parent.glob(f"*.{kind}-*.cached"))
        for other in others if len(others) >= _MOST else ():
            other.unlink(missing_ok=True)
        write_sealed(path, "", data)


def _place(kind: str, key: object) -> Path:
    """Return the path of a cached file, named by the hash of its key."""
    digest = sha256(f"{sys.version}\n{key!r}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{kind}-{digest}.cached")
