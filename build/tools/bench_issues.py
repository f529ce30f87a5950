"""Large books: processor time and memory by pages, set as one document and bound of parts, and of an edit.

    python build/tools/bench_issues.py --pages 100,250,500,1000 --plot books.svg

Each way is a process of its own, or two, whose processor time is counted, so that work beside it matters
little; time by the clock says something on a quiet machine alone. The book is generated: chapters of about
twelve pages with code, tables, lists, notes and pictures.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import bench_corpus
import bench_cost
import bench_plot

from triptych.cli import start

WORDS = 3000
"""The words of a chapter, which are twelve pages or so."""

_PAGES_A_CHAPTER = 12.0
_ISSUE = """\
---
title: A generated book
author: A. Writer
date: 2026-01-01
lang: en
offprints: no
contents:
{lines}
---
A foreword.
"""

ONE, BOUND, TWO, MEMBERS = "one document", "bound", "bound, two processes", "members alone"
"""The ways in which a book is made; the last makes its chapters by themselves instead."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build costs: processor seconds of all processes, seconds by the clock, MiB of the largest."""

    seconds: float
    clock: float
    most: float
    printed: str = ""


def lay_down(folder: Path, chapters: int) -> Path:
    """Write a book of a number of chapters, and return the file of the issue."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "triptych.toml").write_text("", encoding="utf-8")
    (content / "bands.png").write_bytes(bench_corpus._png(640, 360))  # noqa: SLF001  a tool of ours
    for number in range(chapters):
        text = bench_corpus.article(number, WORDS, "bands.png" if number % 4 == 1 else "")
        _chapter(folder, number).write_text(text, encoding="utf-8")
    lines = "\n".join(f"  - {_chapter(folder, number).name}" for number in range(chapters))
    issue = content / "book.md"
    issue.write_text(_ISSUE.format(lines=lines), encoding="utf-8")
    return issue


def edit(folder: Path, chapter: int, word: str) -> None:
    """Change a word in the text of a chapter."""
    path = _chapter(folder, chapter)
    front, mark, text = path.read_text(encoding="utf-8").partition("---\n\n")
    path.write_text(front + mark + re.sub(r"^\w+", word, text), encoding="utf-8")


def _chapter(folder: Path, number: int) -> Path:
    """Return the file of a chapter."""
    return folder / "content" / f"chapter-{number:03d}.md"


def measured(issue: Path, way: str, formats: str = "pdf", cache: str = "") -> Cost:
    """Return what a build costs, and what it printed."""
    words = [sys.executable, __file__, "--alone", way, "--formats", formats, str(issue)]
    if way == TWO or cache:
        jobs = ["--jobs", "2" if way == TWO else "1"]
        out = str(issue.parents[1] / "out")
        words = [sys.executable, "-m", "triptych", "build", str(issue), "--out", out, *jobs]
        words += ["--formats", formats, *([] if cache else ["--no-cache"])]
    environment = {**os.environ, "TRIPTYCH_CACHE": cache, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start compiles every module
    cost, code, printed = bench_cost.whole(words, environment)
    if code:
        raise subprocess.CalledProcessError(code, words)
    return Cost(cost.used, cost.wall, cost.memory, printed)


def alone(issue: Path, way: str, formats: str) -> None:
    """Make a book in this process, without a cache; print the pages of its PDF."""
    start.prepare()  # what the program does first, or its memory is looked through all the time
    from triptych.core.model import Override  # noqa: PLC0415  only the process that is measured
    from triptych.editions.pdf.binding import bound  # noqa: PLC0415  the same
    from triptych.editions.pdf.binding.part import UnboundError  # noqa: PLC0415  the same
    from triptych.press.orders import Order  # noqa: PLC0415  the same
    from triptych.press.publishing import publish  # noqa: PLC0415  the same
    from triptych.settings.publication import bare, find  # noqa: PLC0415  the same

    def refuse(*_: object) -> None:
        """Refuse to bind."""
        raise UnboundError

    if way == ONE:
        vars(bound)["write_bound"] = refuse
    publication = find(issue) or bare(issue.parents[1])
    files = (issue,) if way != MEMBERS else tuple(sorted(issue.parent.glob("chapter-*.md")))
    wanted = tuple(formats.split(","))
    order = Order(publication, files, wanted, issue.parents[1] / "out", Override())
    for outcome in publish(order):
        if outcome.error:
            raise outcome.error
        print(outcome.editions[-1][0].pages)


def curve(sizes: list[int], ways: list[str], folder: Path) -> dict[str, dict[int, float]]:
    """Print a row for each size and way, and return the MiB of the largest process by way and pages."""
    print("| Pages | Way | Seconds | by the clock | ms a page | MiB | MiB a page |")
    print("|------:|-----|--------:|-------------:|----------:|----:|-----------:|")
    memory: dict[str, dict[int, float]] = {way: {} for way in ways}
    for size in sizes:
        issue = lay_down(folder / f"book-{size}", max(2, round(size / _PAGES_A_CHAPTER)))
        pages = size
        for way in ways:
            cost = measured(issue, way)
            found = [int(line) for line in cost.printed.split() if line.isdigit()]
            pages = found[0] if way in (ONE, BOUND) and found else pages
            cells = [f"{pages}", way, f"{cost.seconds:.1f}", f"{cost.clock:.1f}"]
            cells += [f"{1000 * cost.seconds / pages:.0f}", f"{cost.most:.0f}"]
            print(f"| {' | '.join([*cells, f'{cost.most / pages:.1f}'])} |", flush=True)
            memory[way][pages] = cost.most
    return memory


def edits(size: int, folder: Path) -> None:
    """Print the seconds of a first build, of nothing and of edits, and whether the bytes are right."""
    issue = lay_down(folder / "edits", max(2, round(size / _PAGES_A_CHAPTER)))
    cache = str(folder / "cache")
    for name, word, formats in _EDITS:
        if word:
            edit(issue.parents[1], 1, word)
        seconds = measured(issue, BOUND, formats, cache).seconds
        print(f"{size} pages, {formats}, {name}: {seconds:.1f} s", flush=True)
    known = _digests(issue)
    measured(issue, BOUND, _ALL, str(folder / "fresh"))
    same = "the same" if known == _digests(issue) else "other"
    print(f"Without that cache the editions have {same} bytes.", flush=True)


def _digests(issue: Path) -> dict[str, str]:
    """Return the digest of each edition."""
    editions = (issue.parents[1] / "out" / issue.stem).iterdir()
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in editions}


def shares(size: int, folder: Path) -> None:
    """Print the processor seconds of an issue's PDF and EPUB, and of those of its members alone."""
    issue = lay_down(folder / "shares", max(2, round(size / _PAGES_A_CHAPTER)))
    formats = "epub,pdf"
    whole, parts = (measured(issue, way, formats).seconds for way in (BOUND, MEMBERS))
    print(
        f"{size} pages, {formats}: the issue {whole:.1f} s, its members alone {parts:.1f} s: "
        f"{whole / parts:.2f} ×",
        flush=True,
    )


_ALL = "html,epub,pdf"
_EDITS = (
    ("at first", "", _ALL),
    ("nothing changed", "", _ALL),
    ("a word", "Some", "pdf"),
    ("another word", "Other", _ALL),
    ("ten more pages", "Many " * WORDS, _ALL),
    ("a word after them", "Last", _ALL),
)
"""What is done to a book, one after the other, and the formats that are ordered."""


def main() -> None:
    """Print the curve, and what an edit costs; or make one book for it."""
    parser = argparse.ArgumentParser(description="Time large books.")
    parser.add_argument("--pages", default="100,250,500")
    parser.add_argument("--ways", default=f"{ONE}|{BOUND}|{TWO}")
    parser.add_argument("--edit", type=int, default=500, help="pages of the book that is edited")
    parser.add_argument(
        "--shares", type=int, default=100, help="pages of the book beside its members"
    )
    parser.add_argument("--plot", type=Path, help="an SVG of the memory by pages")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--formats", default="pdf")
    parser.add_argument("issue", type=Path, nargs="?", help=argparse.SUPPRESS)
    typed = parser.parse_args()
    if typed.alone:
        alone(typed.issue, typed.alone, typed.formats)
        return
    with tempfile.TemporaryDirectory() as name:
        if typed.edit:
            edits(typed.edit, Path(name))
        if typed.pages:
            sizes = [int(size) for size in typed.pages.split(",")]
            memory = curve(sizes, typed.ways.split("|"), Path(name))
            if typed.plot:
                shown = {way: memory[way] for way in (ONE, BOUND) if way in memory}
                typed.plot.write_text(bench_plot.by_pages(shown), encoding="utf-8")
        if typed.shares:
            shares(typed.shares, Path(name))


if __name__ == "__main__":
    main()
