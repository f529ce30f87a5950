"""Find the articles of a publication and read them: front matter apart, text as it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from triptych import origin, reads
from triptych.errors import ConflictError, Finding, Place, SourceError, UsageError
from triptych.model import Manuscript, Override
from triptych.settings import fields, front_matter, resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Publication, bare, find

_PASSED_OVER = {"readme.md", "_index.md"}
_SUFFIXES = {".md", ".markdown"}
_WIDE = "utf-16"

LIMIT = 32 * 1024 * 1024
"""The most bytes that an article's own file may have."""


def locate(paths: tuple[Path, ...], here: Path) -> tuple[Publication, list[Path]]:
    """Give the publication that ``paths`` belong to, and the article files they name.

    Without paths it is the publication around ``here``. Raises ``UsageError`` when there is none,
    and ``SourceError`` for a path that names no article.
    """
    publication = find(paths[0] if paths else here)
    if not paths:
        publication = publication or (bare(here) if (here / "content").is_dir() else None)
        if publication is None:
            hint = "Name an article, or make a folder content/ with one in it."
            raise UsageError("there is no publication here", Place(str(here)), hint)
        return publication, articles(publication.content)
    for path in paths:
        if not path.exists():
            raise SourceError("there is no such file", Place(str(path)), _nearby(path))
    root = paths[0] if paths[0].is_dir() else paths[0].parent
    publication = publication or bare(root)
    found = [file for path in paths for file in _under(path, publication)]
    return publication, list(dict.fromkeys(found))


def articles(folder: Path) -> list[Path]:
    """Give the article files under ``folder`` by name; raises ``UsageError`` when there are none."""
    hint = "An article is a file SLUG.md, or a folder SLUG/ with index.md."
    place = Place(shown(folder))
    if not folder.is_dir():
        raise UsageError("there is no such folder of articles", place, hint)
    try:
        found = sorted(_walk(folder))
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        raise SourceError(message, place, "Check the path and its rights.") from None
    if not found:
        raise UsageError("there is no article in this folder", place, hint)
    return found


def read(
    path: Path, publication: Publication, override: Override, place: str = ""
) -> tuple[Manuscript, FrontMatter, list[Finding]]:
    """Read one article, with its front matter as typed and what it should know.

    ``place`` is the file as the user knows it, where that is not its path from the current folder.
    Raises ``SourceError`` with file and line for anything that cannot be read.
    """
    place = place or shown(path)
    data = _load(path, place)
    reads.note(reads.ARTICLE, "", reads.state_of(data))
    source = _decode(data, place)
    parts = front_matter.split(source, place)
    front, findings = front_matter.read(parts, place)
    if not parts.text.strip():
        raise SourceError(
            "the article has no text", Place(place), "Write it below the front matter."
        )
    stem = path.parent.resolve().name if path.stem == "index" else path.stem
    meta = resolve.metadata(front, publication.settings, override, stem, parts.text)
    look = resolve.look(front, publication.settings, override, len(parts.text.split()))
    root, files = publication.root, origin.of_article(path, data, publication)
    manuscript = Manuscript(path, place, root, parts.text, parts.first_line, meta, look, files)
    if override.allow_remote or publication.settings.allow_remote:
        manuscript = replace(manuscript, allow_remote=True)
    return manuscript, front, [*findings, *resolve.complaints(front, place)]


def refuse_twins(named: Iterable[tuple[str, str]]) -> None:
    """Raise ``ConflictError`` when two articles have one slug, also where only letter case differs.

    Each is named by its slug and its place.
    """
    seen: dict[str, str] = {}
    for slug, place in named:
        twin = seen.setdefault(slug.casefold(), place)
        if twin is not place:
            message = f"the slug “{slug}” is that of {twin} too"
            raise ConflictError(message, Place(place), "Give one of them another `slug:`.")


def shown(path: Path) -> str:
    """Give ``path`` as a user reads it best: from the current folder where it lies below."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def _load(path: Path, place: str) -> bytes:
    """Give an article's file as it is; raises ``SourceError`` when there is nothing to be read."""
    try:
        if (size := path.stat().st_size) > LIMIT:
            message = f"the file has {size} bytes, at most {LIMIT} are read"
            raise SourceError(message, Place(place), "Part it into several articles.")
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(message, Place(place), "Check the path and its rights.") from None
    if not data.strip():
        raise SourceError("the file is empty", Place(place), "Write the article first.")
    return data


def _decode(data: bytes, place: str) -> str:
    """Read UTF-8, with or without byte order mark, any line ends."""
    try:
        text = _narrow(data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        tail = f"; {error.reason}" if error.encoding == _WIDE else ""
        message = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}{tail}"
        raise SourceError(message, Place(place, line), "Save the file as UTF-8.") from None
    return re.sub(r"\r\n?", "\n", text)


def _narrow(data: bytes) -> bytes:
    """Give ``data``; raises ``UnicodeDecodeError`` when its marks or its zeros say UTF-16 or UTF-32."""
    zeros = data.count(0)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros * 4 > len(data):
        start = data.index(0) if data[0] < 0xFE else 0
        raise UnicodeDecodeError(_WIDE, data, start, start + 1, "the file looks like UTF-16")
    return data


def _walk(folder: Path) -> Iterator[Path]:
    """Give the article files below ``folder``; a folder with index.md is one article."""
    if (folder / "index.md").is_file():
        yield folder / "index.md"
        return
    for path in folder.iterdir():
        if path.name.startswith(("_", ".")) or path.name.lower() in _PASSED_OVER:
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path


def _under(path: Path, publication: Publication) -> list[Path]:
    """Give the article files that a path of the command line means."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        hint = "Name a file SLUG.md, or a folder with articles."
        raise SourceError("is neither a file nor a folder", Place(shown(path)), hint)
    is_whole = path.resolve() == publication.root.resolve()
    return articles(publication.content if is_whole and publication.content.is_dir() else path)


def _nearby(path: Path) -> str:
    """Give the file that was probably meant."""
    siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    meant = fields.nearest(path.name, siblings)
    return f"Did you mean {path.parent / meant}?" if meant else "Check the path."
