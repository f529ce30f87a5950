"""From a place in an edition back to the line of the source that it was made from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from triptych.checks.own.findings import Facts
from triptych.checks.verdict import Verdict, plain
from triptych.core import findings
from triptych.core.errors import Finding, Place, TriptychError
from triptych.core.model import Override
from triptych.settings.publication import Publication, find
from triptych.sources import discover, manuscripts

_ATTRIBUTES = re.compile(r"""\b(alt|title|src|href|id)=["']([^"']+)["']""")
_TAGS = re.compile(r"<[^>]*>")
_LENGTHS = (160, 60, 25, 12, 6)
"""How many letters of a text are looked for, the longest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an edition was made from: the text by its lines, and what is told of its front matter."""

    path: str
    text: str = field(repr=False)
    front: tuple[Finding, ...] = ()


@cache
def _around(folder: Path) -> Publication | None:
    """Give the publication that a folder lies in; None when there is none, or none that can be read."""
    try:
        return find(folder)
    except TriptychError:
        return None


@cache
def _by_slug(root: Path) -> dict[str, Source]:
    """Give the publication's articles by the name of their editions."""
    publication = _around(root)
    if publication is None:
        return {}
    found: dict[str, Source] = {}
    try:
        files = discover.articles(publication.content)
    except TriptychError:
        return {}
    for file in files:
        try:
            with findings.collecting() as found_there:
                manuscript = manuscripts.read(file, publication, Override())
        except TriptychError:
            continue
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        found[manuscript.meta.slug] = Source(manuscript.place, text, tuple(found_there))
    return found


def publication_of(path: Path) -> Publication | None:
    """Give the publication that an edition lies in."""
    return _around(path.resolve().parent)


def source_of(path: Path, beside: dict[Path, Facts]) -> Source | None:
    """Give what an edition was made from.

    It is an article of the publication around it, by its name, else what the PDF of that name carries.
    """
    publication = publication_of(path)
    known = _by_slug(publication.root).get(path.stem) if publication else None
    if known:
        return known
    for other, facts in beside.items():
        name, text = facts.source
        if name and other.stem == path.stem and other.parent == path.parent:
            return Source(f"{discover.display_path(other)}#{plain(name)}", text)
    return None


def place(source: Source, verdict: Verdict) -> Place:
    """Give the line of the source that a verdict is about; the file alone when it cannot be found."""
    letters, lines = _letters(source.text)
    for needle in _needles(verdict.snippet):
        at = letters.find(needle)
        if at >= 0:
            return Place(source.path, lines[at])
    return Place(source.path)


def _needles(snippet: str) -> Iterator[str]:
    """Give what to look for in the source: what the attributes say, then the text, ever less of it."""
    named = dict(_ATTRIBUTES.findall(snippet))
    for name in ("alt", "src", "href", "title"):
        said = named.get(name, "")
        if said.startswith("data:"):
            continue
        if name in ("src", "href"):
            said = re.sub(r"^(#|.*/)", "", said)
        if len(letters := _plain(said)) >= _LENGTHS[-1]:
            yield letters
    text = _plain(_TAGS.sub(" ", snippet))
    for length in _LENGTHS:
        if len(text) >= length:
            yield text[:length]
    if len(letters := _plain(named.get("id", ""))) >= _LENGTHS[-1]:
        yield letters


def _plain(text: str) -> str:
    """Give the letters and digits alone, for marks are other in the source than in an edition."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _letters(text: str) -> tuple[str, list[int]]:
    """Give the letters and digits of a source, and the line of each."""
    letters, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        found = _plain(line)
        letters.append(found)
        lines += [number] * len(found)
    return "".join(letters), lines
