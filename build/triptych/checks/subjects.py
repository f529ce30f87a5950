"""The editions to judge: found in files and folders, with their kind."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from triptych.core.errors import Place, TriptychError, UsageError

KINDS = {".epub": "epub", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html"}
LARGEST = 1024**3
"""The most bytes of an edition that is judged."""

_MARKS = {b"%PDF-": "pdf", b"PK\x03\x04": "epub"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to judge; ``kind`` is by its name, ``looks`` by its first bytes, or "" if unknown."""

    path: Path
    kind: str
    looks: str


def find(paths: tuple[Path, ...]) -> tuple[list[Subject], list[TriptychError]]:
    """Return the editions at some paths, and an error for each path without one."""
    subjects: dict[Path, Subject] = {}
    errors: list[TriptychError] = []
    for path in paths:
        files = _files(path) if path.is_dir() else [path]
        if not files:
            errors.append(_error(path, "the folder has no EPUB, PDF or HTML"))
        for file in files:
            try:
                subjects[file] = _subject(file)
            except OSError as error:
                reason = error.strerror or str(error)
                errors.append(_error(file, f"cannot be read: {reason[:1].lower()}{reason[1:]}"))
            except UsageError as error:
                errors.append(error)
    return list(subjects.values()), errors


def _files(folder: Path) -> list[Path]:
    """Return the editions below a folder, without hidden files and folders."""
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(at) / name for name in sorted(names) if not name.startswith("."))
        found += [path for path in files if path.suffix.lower() in KINDS]
    return found


def _subject(path: Path) -> Subject:
    """Return the file at a path; raises ``OSError`` or ``UsageError`` when it cannot be judged."""
    if not path.exists():
        raise _error(path, "no such file")
    if not path.is_file():
        raise _error(path, "not a file")
    name = str(path.resolve())  # as judges read it, one per line
    if len(name.splitlines()) != 1 or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise _error(path, "its path has a line break, or characters that are not UTF-8")
    if (size := path.stat().st_size) > LARGEST:
        raise _error(path, f"the file has {size} bytes; the limit is {LARGEST}")
    with path.open("rb") as file:
        looks = _looks(file.read(1024))
    kind = KINDS.get(path.suffix.lower()) or looks
    if not kind:
        raise _error(path, "neither EPUB nor PDF nor HTML")
    return Subject(path, kind, looks)


def _looks(head: bytes) -> str:
    """Return the kind of a file by its beginning, or ""; HTML is recognised by an early tag."""
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return kind
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if text.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")) else ""


def _error(path: Path, message: str) -> UsageError:
    """Return the error for a path."""
    hint = "Name an .epub, .pdf or .html file, or a folder with such files."
    return UsageError(message, Place(str(path).encode(errors="replace").decode()), hint)


def by_article(subjects: list[Subject]) -> Iterator[list[Subject]]:
    """Yield the editions with the same folder and name, if there are several."""
    groups: dict[tuple[Path, str], list[Subject]] = {}
    for subject in subjects:
        groups.setdefault((subject.path.parent, subject.path.stem), []).append(subject)
    yield from (group for group in groups.values() if len(group) > 1)
