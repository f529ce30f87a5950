"""Whole documents: front matter, blocks and notes, made from a name alone, and the files beside them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image

from generated import blocks, tables
from generated.draft import Choose, Draft, Promise
from generated.words import SCRIPTS

_PAPERS = ("", "A4", "A5", "Letter")
_TITLES = ("Law", "Law and a rather long title that will need two lines of its banner")
_WORKS = """
@book{first99, author = {One, Ann}, title = {A First Work}, year = 1999, publisher = {Press}}
@article{second01, author = {Two, Bo and Three, Cy},
  title = {Of {LaTeX} and Œuvres}, journal = {P}, year = 2001}
@online{third05, author = {Four, Di}, title = {On a Line}, year = 2005,
  url = {https://example.org/a/long/address/of-a/work.html}}
"""


@dataclass(frozen=True, slots=True)
class Generated:
    """A document as Markdown, what its editions must hold, and whether it prints its contents."""

    text: str
    promise: Promise
    has_contents: bool


def document(name: str) -> Generated:
    """Return the document of a name such as ``ur-7``: a language and any number; it is always the same."""
    lang, _, _ = name.rpartition("-")
    return _write(lang, Chance(name).choose)


class Chance:
    """Numbers that look like chance and are the same on every machine: hashes of a name and a count."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0

    def choose(self, among: int) -> int:
        """Return the next number, from nought to less than ``among``."""
        self._count += 1
        digest = sha256(f"{self._name} {self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % among


def _write(lang: str, choose: Choose) -> Generated:
    """Write one document: front matter first, for its words are read first."""
    others = [other for other in SCRIPTS if other != lang]
    guests = tuple(others[choose(len(others))] for _ in range(2))
    draft = Draft(lang, choose, guests)
    with draft.standing("front"):
        front, last = _front(draft)
    every = (*blocks.BLOCKS, *tables.BLOCKS)
    body = [draft.one_of(every)(draft) for _ in range(2 + draft.choose(3))]
    if last:
        last += f"    bio: {draft.words()}\n"
    has_contents = draft.chance(4)
    front += last + f"toc: {str(has_contents).lower()}\n"
    if draft.cited:
        front += "bibliography: works.bib\n"
    text = "\n\n".join([*body, *draft.definitions])
    return Generated(f"---\n{front}---\n\n{text}\n", draft.promise(), has_contents)


def _front(draft: Draft) -> tuple[str, str]:
    """Return front matter, and the author's, whose words stand at the end."""
    front = f"title: {draft.one_of(_TITLES)}\nlang: {draft.lang}\ndate: 2025-03-01\n"
    if draft.chance(3):
        front += f"subtitle: {draft.words()}\n"
    if draft.chance(3):
        front += f"standfirst: {draft.words()}\n"
    if paper := draft.one_of(_PAPERS):
        front += f"paper: {paper}\n"
    for key, values in (
        ("text_size", (9, 12, 15)),
        ("print_urls", ("true",)),
        ("dropcap", ("true",)),
    ):
        if draft.chance(4):
            front += f"{key}: {draft.one_of(values)}\n"
    draft.numbers_sections = draft.chance(3)
    front += f"number_sections: {str(draft.numbers_sections).lower()}\n"
    return front, "author:\n  - name: Law Giver\n" if draft.chance(4) else ""


def lay_down(generated: Generated, folder: Path) -> Path:
    """Write a document and its files into a folder, and give the path of its Markdown."""
    for number, size in enumerate(generated.promise.pictures):
        colour = (number * 40 % 255, 90, 200 - number * 20 % 200)
        Image.new("RGB", size, colour).save(folder / f"p{number}.png")
    if "bibliography:" in generated.text:
        (folder / "works.bib").write_text(_WORKS, encoding="utf-8")
    path = folder / "law.md"
    path.write_text(generated.text, encoding="utf-8", newline="")
    return path
