"""The only module that writes editions to disc: all files of an article or none, and only complete ones."""

import contextlib
import errno
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from triptych.core import links
from triptych.core.atomic_write import write_beside
from triptych.core.errors import OutputError, Place
from triptych.core.model import Artifact

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_REASONS = {
    errno.ENOSPC: "the disc is full",
    errno.EDQUOT: "the disc quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the disc is read-only",
    errno.ENOENT: "no folder can be made there",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where the file belongs",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ENAMETOOLONG: "the name is too long",
}


def prepare(out: Path, root: Path) -> None:
    """Make the output folder of the publication ``root``.

    Raises ``OutputError`` when nothing can be written there, or when it is in the publication by its name
    and a link leads it elsewhere.
    """
    refuse_link_outside(out, root)
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_beside(out / "probe", b"").unlink()
    except OSError as error:
        raise _failure(error, out) from None


def save(artifacts: list[Artifact], folder: Path, out: Path | None = None) -> list[Path]:
    """Write an article's editions into ``folder``, which is below ``out``, and return their paths.

    All are first written beside their places, and then renamed.
    Raises ``OutputError``, with the earlier editions as they were, when one cannot be written.
    """
    with undisturbed():
        return _save(artifacts, folder, out or folder.parent)


def _save(artifacts: list[Artifact], folder: Path, out: Path) -> list[Path]:
    """Write an article's editions as ``save`` says."""
    staged: list[tuple[Path, Path]] = []
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        _refuse_link(folder, out)
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_link(folder, out)
        for artifact in artifacts:
            target = folder / artifact.name
            staged.append((write_beside(target, artifact.data, is_lasting=True), target))
        _exchange(staged)
    except OSError as error:
        raise _failure(error, folder) from None
    finally:
        for part, _ in staged:
            with contextlib.suppress(OSError):  # it is in its place, or its name was too long
                part.unlink()
        with contextlib.suppress(OSError):
            for place in made:
                place.rmdir()  # which a folder with editions refuses
    return [target for _, target in staged]


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Delay SIGINT and SIGTERM until all files are in place, which is a moment."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = {n: signal.signal(n, lambda number, _: waiting.append(number)) for n in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for first in waiting[:1]:
            signal.raise_signal(first)


def remove(editions: Mapping[str, str], out: Path) -> tuple[int, int]:
    """Remove recorded editions, and folders they alone were in; return how many, and how many are left.

    ``editions`` are SHA-256 digests by path below ``out``. A file that is another one by now is left, and
    so is one that a link leads to. Raises ``OutputError`` when one cannot be removed.
    """
    removed = left = 0
    for name, digest in editions.items():
        path = out / name
        if not path.is_file():
            continue
        top = out.resolve()
        is_here = path.resolve() == top / name and (top / name).is_relative_to(top)
        if not is_here or sha256(path.read_bytes()).hexdigest() != digest:
            left += 1
            continue
        try:
            path.unlink()
        except OSError as error:
            raise _failure(error, path) from None
        removed += 1
        _remove_empty(path.parent, out)
    return removed, left


def _remove_empty(folder: Path, out: Path) -> None:
    """Remove a folder, and those around it below ``out``, while they are empty."""
    with contextlib.suppress(OSError):  # a folder with anything in it refuses
        while folder.is_relative_to(out) and folder != out:
            folder.rmdir()
            folder = folder.parent


def refuse_link_outside(out: Path, root: Path) -> None:
    """Raise ``OutputError`` when the output folder is in the publication only by its name."""
    if links.leads_outside(out, root):
        message = "the output folder is outside the publication: a link leads there"
        raise OutputError(message, Place(str(out)), "Name the folder itself with --out.")


def _refuse_link(folder: Path, out: Path) -> None:
    """Raise ``OutputError`` when a folder below ``out`` is a link, for it may lead anywhere."""
    for place in (folder, *folder.parents):
        if place == out:
            break
        if place.is_symlink():
            message = "the folder of the editions is a link"
            raise OutputError(message, Place(str(place)), "Remove the link.")


def _exchange(staged: list[tuple[Path, Path]]) -> None:
    """Move every staged file to its place, and restore all earlier ones when one cannot be moved."""
    saved: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for part, target in staged:
            if target.exists():
                saved[target] = part.with_suffix(".old")
                _link_or_copy(target, saved[target])
            done.append(target)
            part.replace(target)
    except BaseException:
        for target in done:
            if target in saved:
                saved[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        for old in saved.values():
            old.unlink(missing_ok=True)


def _link_or_copy(target: Path, old: Path) -> None:
    """Link a file to a second name, or copy it where the file system has no links."""
    old.unlink(missing_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(target))
    try:
        os.link(target, old, follow_symlinks=False)
    except OSError:
        shutil.copyfile(target, old)


def reason_of(error: OSError) -> str:
    """Return in plain words why something cannot be written."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def _failure(error: OSError, folder: Path) -> OutputError:
    """Return the error that says why nothing can be written, and what to do."""
    message = f"cannot write the editions: {reason_of(error)}"
    is_ours = error.filename is None or str(error.filename).endswith((".part", ".old"))
    place = folder if is_ours or ".triptych-" in str(error.filename) else error.filename
    return OutputError(
        message, Place(str(place)), "Use another folder with --out, or free some space."
    )
