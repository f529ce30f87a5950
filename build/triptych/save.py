"""The only place that writes to disc: all files of an article or none, and never half a file."""

import contextlib
import errno
import os
from pathlib import Path

from triptych.errors import OutputError, Place
from triptych.model import Artifact

_REASONS = {
    errno.ENOSPC: "the disc is full",
    errno.EDQUOT: "the disc quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the disc is read-only",
}


def prepare(out: Path) -> None:
    """Make the output folder; raises ``OutputError`` when nothing can be written there."""
    probe = out / f".triptych-{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _failure(error, out) from None


def save(artifacts: list[Artifact], folder: Path) -> list[Path]:
    """Write an article's editions into ``folder``, and give their paths.

    All are first written whole beside their places; only then do they take them, one rename each.
    Raises ``OutputError``, with the earlier editions as they were, when one cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            part = folder / f".{artifact.name}.{os.getpid()}.part"
            staged.append((part, folder / artifact.name))
            _write(part, artifact.data)
        _exchange(staged)
    except OSError as error:
        raise _failure(error, folder) from None
    finally:
        for part, _ in staged:
            part.unlink(missing_ok=True)
    return [target for _, target in staged]


def write_new(files: dict[Path, str]) -> None:
    """Write text files that must not exist yet, with their folders.

    Raises ``OutputError`` when one exists already, before any is written, or cannot be written.
    """
    for path in files:
        if path.exists():
            message = "is there already and is not overwritten"
            raise OutputError(message, Place(str(path)), "Choose another name.")
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise _failure(error, next(iter(files)).parent) from None


def _write(path: Path, data: bytes) -> None:
    """Write a file down to the disc itself."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _exchange(staged: list[tuple[Path, Path]]) -> None:
    """Put every staged file in its place, and all earlier ones back when one does not go."""
    kept: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for part, target in staged:
            if target.exists():
                old = part.with_suffix(".old")
                old.unlink(missing_ok=True)
                os.link(target, old)
                kept.append((old, target))
            part.replace(target)
            done.append(target)
    except BaseException:
        for target in done:
            target.unlink(missing_ok=True)
        for old, target in kept:
            with contextlib.suppress(OSError):
                old.replace(target)
        raise
    finally:
        for old, _ in kept:
            old.unlink(missing_ok=True)


def _failure(error: OSError, folder: Path) -> OutputError:
    """Tell why nothing can be written, and what to do."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    message = f"the editions cannot be written: {reason}"
    return OutputError(message, Place(str(folder)), "Name another folder with --out, or make room.")
