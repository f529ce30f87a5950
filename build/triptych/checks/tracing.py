"""From a place in an edition back to the line of its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from triptych.checks.own.judgement import Facts
from triptych.core import findings
from triptych.core.errors import Finding, Place, TriptychError
from triptych.core.model import Override
from triptych.settings.publication import Publication, find
from triptych.sources import discover, manuscripts
from triptych.sources.naming import Name, output_folders

_ATTRIBUTES = re.compile(r"""\b(alt|title|src|href|id)=["']([^"']+)["']""")
_TAGS = re.compile(r"<[^>]*>")
_LENGTHS = (160, 60, 25, 12, 6)
"""How many letters of a text are searched for, the longest first."""

_LONGEST = 1000
"""The most characters of a text from an edition or a judge that are printed."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an edition: its path, its text, and the findings on its front matter."""

    path: str
    text: str = field(repr=False)
    front: tuple[Finding, ...] = ()


@cache
def _around(folder: Path) -> Publication | None:
    """Return the publication around a folder; None when there is none, or it is unreadable."""
    try:
        return find(folder)
    except TriptychError:
        return None


@cache
def _by_folder(root: Path) -> dict[str, Source]:
    """Return the articles of a publication by the folder of their editions, such as ``guide/params``."""
    publication = _around(root)
    if publication is None:
        return {}
    found: dict[Path, Source] = {}
    names: dict[Path, Name] = {}
    try:
        files = discover.articles(publication.content, publication.root)
    except TriptychError:
        return {}
    for file in files:
        try:
            with findings.collecting() as found_there:
                manuscript = manuscripts.read(file, publication, Override())
        except TriptychError:
            continue
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        found[file] = Source(manuscript.place, text, tuple(found_there))
        names[file] = Name(manuscript.meta.slug, ("slug",) in manuscript.key_lines)
    return {folder: found[file] for file, folder in output_folders(names, publication).items()}


def _known_source(path: Path) -> Source | None:
    """Return the article that the publication around an edition has in its folder, or of its name alone."""
    publication = publication_of(path)
    if not publication:
        return None
    known = {f: s for f, s in _by_folder(publication.root).items() if f.split("/")[-1] == path.stem}
    home = f"/{path.resolve().parent.as_posix()}"
    within = [folder for folder in known if home.endswith(f"/{folder}")]
    if within:
        return known[max(within, key=len)]
    return next(iter(known.values())) if len(known) == 1 else None


def publication_of(path: Path) -> Publication | None:
    """Return the publication around an edition, or None."""
    return _around(path.resolve().parent)


def source_of(path: Path, beside: dict[Path, Facts]) -> Source | None:
    """Return the source of an edition, or None.

    It is the article of its name in the publication around it, else the source that the PDF of
    its name contains.
    """
    if known := _known_source(path):
        return known
    for other, facts in beside.items():
        name, text = facts.source
        if name and other.stem == path.stem and other.parent == path.parent:
            return Source(f"{discover.display_path(other)}#{printable(name)}", text)
    return None


def locate(source: Source, snippet: str) -> Place:
    """Return the line of the source that a snippet of its edition comes from; line 0 if not found."""
    letters, lines = _letters(source.text)
    for needle in _needles(snippet):
        at = letters.find(needle)
        if at >= 0:
            return Place(source.path, lines[at])
    return Place(source.path)


def printable(text: str) -> str:
    """Return the beginning of a text from an edition or a judge, without terminal control codes."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST])


def _needles(snippet: str) -> Iterator[str]:
    """Yield what to search the source for: values of attributes, then shorter and shorter texts."""
    named = dict(_ATTRIBUTES.findall(snippet))
    for name in ("alt", "src", "href", "title"):
        value = named.get(name, "")
        if value.startswith("data:"):
            continue
        if name in ("src", "href"):
            value = re.sub(r"^(#|.*/)", "", value)
        if len(letters := _plain(value)) >= _LENGTHS[-1]:
            yield letters
    text = _plain(_TAGS.sub(" ", snippet))
    for length in _LENGTHS:
        if len(text) >= length:
            yield text[:length]
    if len(letters := _plain(named.get("id", ""))) >= _LENGTHS[-1]:
        yield letters


def _plain(text: str) -> str:
    """Return the letters and digits of a text, since markup differs between source and edition."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a source, and the line of each."""
    letters, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        found = _plain(line)
        letters.append(found)
        lines += [number] * len(found)
    return "".join(letters), lines
