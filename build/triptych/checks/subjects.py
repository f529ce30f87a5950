"""The editions to be judged: found in files and folders, and told apart by what they are."""

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
    """A file to be judged; ``kind`` is by its name, ``looks`` by its first bytes, or "" where unknown."""

    path: Path
    kind: str
    looks: str


def find(paths: tuple[Path, ...]) -> tuple[list[Subject], list[TriptychError]]:
    """Give the editions that paths name, by name, and an error for each path that names none."""
    subjects: dict[Path, Subject] = {}
    errors: list[TriptychError] = []
    for path in paths:
        files = _files(path) if path.is_dir() else [path]
        if not files:
            errors.append(_error(path, "there is no EPUB, PDF or HTML in it"))
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
    """Give the editions below a folder, hidden ones and those in hidden folders left out."""
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(at) / name for name in sorted(names) if not name.startswith("."))
        found += [path for path in files if path.suffix.lower() in KINDS]
    return found


def _subject(path: Path) -> Subject:
    """Look at the first bytes of a file; raises ``OSError`` or ``UsageError`` when it is none to judge."""
    if not path.exists():
        raise _error(path, "there is no such file")
    if not path.is_file():
        raise _error(path, "is no file")
    name = str(path.resolve())  # as judges are told it, a line each
    if len(name.splitlines()) != 1 or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise _error(path, "has a line break in its path, or letters that are no UTF-8")
    if (size := path.stat().st_size) > LARGEST:
        raise _error(path, f"has {size} bytes, at most {LARGEST} are judged")
    with path.open("rb") as file:
        looks = _looks(file.read(1024))
    kind = KINDS.get(path.suffix.lower()) or looks
    if not kind:
        raise _error(path, "is neither EPUB nor PDF nor HTML")
    return Subject(path, kind, looks)


def _looks(head: bytes) -> str:
    """Give what a file looks like; HTML has no mark of its own but an early tag."""
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return kind
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if text.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")) else ""


def _error(path: Path, message: str) -> UsageError:
    """Tell what is wrong with a path."""
    hint = "Name an .epub, .pdf or .html file, or a folder with some."
    return UsageError(message, Place(str(path).encode(errors="replace").decode()), hint)


def by_article(subjects: list[Subject]) -> Iterator[list[Subject]]:
    """Give the editions that lie together under one name, where there are several."""
    groups: dict[tuple[Path, str], list[Subject]] = {}
    for subject in subjects:
        groups.setdefault((subject.path.parent, subject.path.stem), []).append(subject)
    yield from (group for group in groups.values() if len(group) > 1)
