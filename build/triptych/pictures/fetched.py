"""The record of the remote pictures that this user fetched, in the user's cache.

A publication's own cache comes with the publication, so that anybody may have put a picture there. One
counts only where this record has the SHA-256 of its address and of its bytes. Each pair is an empty file,
``fetched/ADDRESS/BYTES``: two builds may write it at the same time, and no reader sees half of it.
"""

import contextlib
import shutil
from hashlib import sha256
from pathlib import Path

from triptych.core.atomic_write import write_atomically
from triptych.core.user_folders import cache_folder, make_private

_FOLDER = "fetched"


def address_digest(url: str) -> str:
    """Return the SHA-256 of an address, in hexadecimal."""
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def is_recorded(url: str, data: bytes) -> bool:
    """Whether this user once received ``data`` from ``url``."""
    try:
        return _path(url, data).is_file()
    except OSError:
        return False


def record(url: str, data: bytes) -> None:
    """Record that ``data`` came from ``url``; where it cannot be written, it is fetched again next time."""
    path = _path(url, data)
    with contextlib.suppress(OSError):
        make_private(path.parent)
        write_atomically(path, b"")


def copy_record(cache: Path) -> None:
    """Copy the record into another cache folder, for a build that uses that one.

    Raises ``OSError`` when it cannot be copied.
    """
    own = cache_folder() / _FOLDER
    if own.is_dir():
        make_private(cache)
        shutil.copytree(own, cache / _FOLDER)


def _path(url: str, data: bytes) -> Path:
    """Return the file that records ``data`` of ``url``."""
    return cache_folder() / _FOLDER / address_digest(url) / sha256(data).hexdigest()
