"""Files that appear complete or not at all: each is written beside its place, and then renamed."""

import itertools
import os
from pathlib import Path

_numbers = itertools.count()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file, of which a reader sees the earlier bytes or the new ones, but no mixture.

    Raises ``OSError``, with the earlier file unchanged, when it cannot be written.
    """
    part = part_beside(path)
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def part_beside(path: Path) -> Path:
    """Return a path in the folder of ``path`` that nobody else writes, in this process or another."""
    return path.with_name(f".{os.getpid()}-{next(_numbers)}.part")
