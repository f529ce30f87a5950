"""The file that was probably meant by a name that no file has."""

import os
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from triptych.core import dependencies

MOST = 20_000
"""The most files of a publication that are looked at."""

_CLOSE = 0.75
"""How alike two names must be, from 0 to 1."""

_SKIPPED = {"__pycache__", "node_modules", "out"}
_TYPES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}


def nearest_file(root: Path, folder: Path, name: str) -> str:
    """Return the file of the publication closest to ``name``, as an article in ``folder`` names it, or "".

    In this order: the same path below another folder, such as ``static/``; the same name elsewhere; another
    type of picture of that name; a name that is alike in the same folder. Case and the forms of Unicode
    do not count.
    """
    wanted = PurePosixPath(_folded(name.lstrip("/")))
    parts = [part for part in wanted.parts if part not in ("..", ".")]
    if not parts or "\0" in name:
        return ""
    start = root if name.startswith("/") else folder
    home = PurePosixPath(os.path.normpath(start.resolve() / name.lstrip("/"))).parent
    ranked = (
        (rank, len(path.parts), str(path))
        for path in _files(root.resolve())
        if (rank := _rank(path, parts, home, root.resolve())) is not None
    )
    best = min(ranked, default=None)
    return _as_named(best[2], root.resolve(), folder.resolve()) if best else ""


def names_state(root: Path) -> str:
    """Return the state of the names of all files that ``nearest_file`` looks at."""
    names = "\0".join(map(str, _files(root.resolve())))
    return dependencies.state_of(names.encode("utf-8", "surrogateescape"))


def _rank(
    path: PurePosixPath, parts: list[str], home: PurePosixPath, root: Path
) -> tuple[int, float] | None:
    """Return how far a file is from the one that was named, the closest first; None is too far."""
    own = [_folded(part) for part in path.parts]
    is_home = root / path.parent == Path(home)
    if own[-len(parts) :] == parts:
        return 0, 0 if is_home else 1
    if own[-1] == parts[-1]:
        return 1, 0 if is_home else 1
    ours, theirs = PurePosixPath(own[-1]), PurePosixPath(parts[-1])
    if ours.stem == theirs.stem and {ours.suffix, theirs.suffix} <= _TYPES:
        return 2, 0 if is_home else 1
    likeness = SequenceMatcher(None, own[-1], parts[-1]).ratio() if is_home else 0
    return (3, 1 - likeness) if likeness >= _CLOSE else None


def _files(root: Path) -> Iterator[PurePosixPath]:
    """Yield the files of a publication by their path from its root, in order; links are not followed."""
    seen = 0
    for at, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in _SKIPPED and not f.startswith("."))
        for name in sorted(names):
            seen += 1
            if seen > MOST:
                return
            yield PurePosixPath(Path(at, name).relative_to(root).as_posix())


def _folded(name: str) -> str:
    """Return a name without what differs between systems: case and the form of Unicode."""
    return unicodedata.normalize("NFC", name).casefold()


def _as_named(path: str, root: Path, folder: Path) -> str:
    """Return a file as an article names it: from its own folder, else from the publication's."""
    own = os.path.relpath(root / path, folder)
    return f"/{path}" if own.startswith(os.pardir) else Path(own).as_posix()
