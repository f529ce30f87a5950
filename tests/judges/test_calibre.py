"""Calibre takes every EPUB without complaint: many readers keep and convert their books with it.

It is judged where it is installed (``apt-get install --no-install-recommends calibre``), and by it alone.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from own_content import covering_or_all, press_content
from pressing import ROOT, Once
from triptych.core import zip_archive

pytestmark = pytest.mark.skipif(not shutil.which("ebook-convert"), reason="no calibre here")

COMPLAINT = re.compile(
    r"warn|error|traceback|fail|invalid|not found|could not|unable|ignor|missing|unknown|corrupt",
    re.IGNORECASE,
)
"""What a line has in it that is not just a step of the work."""


def run(*words: str | Path) -> str:
    """Return all that a program of calibre's prints; raises ``CalledProcessError`` where it fails."""
    done = subprocess.run(
        [*map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    return done.stdout


def complaints(printed: str) -> list[str]:
    """Return the lines that complain; those of the chapters that it detects are the book's own words."""
    lines = [line for line in printed.splitlines() if "Detected chapter:" not in line]
    return [line for line in lines if COMPLAINT.search(line)]


@dataclass(frozen=True, slots=True)
class Book:
    """A book on disc: what its package file says, and how many texts are in it."""

    path: Path
    title: str
    authors: list[str]
    texts: int


def books(once: Once, folder: Path, *, is_all: bool) -> Iterator[Book]:
    """Yield the books of the content, and where all are wanted those of the cases."""
    cases = [path for path in (ROOT / "tests/cases").iterdir() if not path.name.endswith("-error")]
    more = (each for case in sorted(cases) if is_all for each in once.press_all(case / "in"))
    for number, pressed in enumerate(chain(press_content(once, is_all=is_all), more)):
        data = pressed.of("epub").data
        path = folder / f"{number}.epub"
        path.write_bytes(data)
        files = zip_archive.unpack(data)
        package = etree.fromstring(files["EPUB/content.opf"])
        yield Book(
            path,
            str(package.findtext(f".//{{{DUBLIN_CORE}}}title")),
            [str(each.text) for each in package.iter(f"{{{DUBLIN_CORE}}}creator")],
            sum(name.startswith("EPUB/text/") for name in files),
        )


DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
"""The vocabulary of the metadata of a book."""


@covering_or_all
def test_calibre_reads_what_a_book_says_of_itself(
    once: Once, tmp_path: Path, *, is_all: bool
) -> None:
    """Its title, and its authors."""
    for book in books(once, tmp_path, is_all=is_all):
        printed = run("ebook-meta", book.path)
        said = " ".join(printed.split())
        assert f"Title : {' '.join(book.title.split())}" in said
        assert all(name in said for name in book.authors)
        plain = printed.partition("Comments")[0].replace(book.title, "")
        if not book.authors:  # of whom calibre says something all the same
            plain = re.sub(r"Author\(s\) *: Unknown", "", plain)
        assert complaints(plain) == []


@pytest.mark.sweep
@covering_or_all
def test_calibre_converts_a_book(once: Once, tmp_path: Path, *, is_all: bool) -> None:
    """Issues by themselves, and everything in the wider sweep, with the words of their text."""
    found = list(books(once, tmp_path, is_all=is_all))
    chosen = found if is_all else [book for book in found if book.texts > TEXTS]
    assert chosen
    for book in chosen:
        text = book.path.with_suffix(".txt")
        assert complaints(run("ebook-convert", book.path, text)) == []
        words = " ".join(text.read_text(encoding="utf-8").split())
        assert words
        if book.texts > TEXTS:
            assert book.title.split()[0] in words
            assert len(words) > TEXTS * 100


TEXTS = 5
"""The most texts of a book that is no issue."""
