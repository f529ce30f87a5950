"""Cached files that prove that they are complete and lie under their own key.

A file begins with the SHA-256 of its key and its data. One that was truncated, altered or renamed
counts as absent.
"""

from hashlib import sha256
from pathlib import Path

from triptych.core.atomic_write import write_atomically

_LENGTH = 32
"""The bytes of a SHA-256."""


def read_sealed(path: Path, key: str) -> bytes | None:
    """Return the data that ``write_sealed`` wrote under a key; None when it is not there and complete."""
    try:
        sealed = path.read_bytes()
    except OSError:
        return None
    data = sealed[_LENGTH:]
    return data if sealed[:_LENGTH] == _seal(key, data) else None


def write_sealed(path: Path, key: str, data: bytes) -> None:
    """Write data under a key; raises ``OSError`` when it cannot be written."""
    write_atomically(path, _seal(key, data) + data)


def _seal(key: str, data: bytes) -> bytes:
    """Return the digest of a key and its data."""
    return sha256(key.encode() + data).digest()
