"""Files that appear complete or not at all: each is written beside its place, and then renamed.

The only place where a temporary file beside another is named. Its name cannot be guessed, and it is
made anew (``O_EXCL``, ``O_NOFOLLOW``), so that nobody who may write there can lead it elsewhere.
"""

import os
import tempfile
from pathlib import Path

_MASK = os.umask(0o077)
os.umask(_MASK)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file, of which a reader sees the earlier bytes or the new ones, but no mixture.

    Raises ``OSError``, with the earlier file unchanged, when it cannot be written.
    """
    part = write_beside(path, data)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_beside(path: Path, data: bytes, *, is_lasting: bool = False) -> Path:
    """Write a new file in the folder of ``path``, and return its path; nobody else writes it.

    A lasting one is on the disc itself when this returns. Raises ``OSError``, and leaves no file, when
    it cannot be written.
    """
    number, name = tempfile.mkstemp(".part", ".", path.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            if is_lasting:
                os.fsync(number)
        part.chmod(0o666 & ~_MASK)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part
