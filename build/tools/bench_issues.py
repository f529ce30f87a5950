"""Large books: processor time and memory by pages, set as one document and bound of parts, and of an edit.

    python build/tools/bench_issues.py --pages 100,250,500,1000

Each way is a process of its own, or two, whose processor time is counted, so that work beside it matters
little. The book is generated: chapters of about ten pages with code, tables, lists, notes and pictures.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import bench_corpus

WORDS = 3000
"""The words of a chapter, which are ten pages or so."""

_PAGES_A_CHAPTER = 10.5
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


def measured(issue: Path, way: str, formats: str, cache: str = "") -> tuple[float, float, str]:
    """Return the processor seconds of a build, the MiB of its largest process, and what it printed."""
    words = [sys.executable, __file__, "--alone", way, "--formats", formats, str(issue)]
    if way == TWO or cache:
        jobs = ["--jobs", "2" if way == TWO else "1"]
        out = str(issue.parents[1] / "out")
        words = [sys.executable, "-m", "triptych", "build", str(issue), "--out", out, *jobs]
        words += ["--formats", formats, *([] if cache else ["--no-cache"])]
    environment = {**os.environ, "TRIPTYCH_CACHE": cache, "PYTHONHASHSEED": "0"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        printed = process.communicate()[0]
        most = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    seconds = most.ru_utime + most.ru_stime - before.ru_utime - before.ru_stime
    return seconds, most.ru_maxrss / 1024, printed


def alone(issue: Path, way: str, formats: str) -> None:
    """Make a book in this process, without a cache; print the pages of its PDF."""
    from triptych.core.model import Override  # noqa: PLC0415  only the process that is measured
    from triptych.editions.pdf import edition  # noqa: PLC0415  the same
    from triptych.editions.pdf.binding.part import UnboundError  # noqa: PLC0415  the same
    from triptych.press.orders import Order  # noqa: PLC0415  the same
    from triptych.press.publishing import publish  # noqa: PLC0415  the same
    from triptych.settings.publication import bare, find  # noqa: PLC0415  the same

    def refuse(*_: object) -> None:
        """Refuse to bind."""
        raise UnboundError

    if way == ONE:
        vars(edition)["write_bound"] = refuse
    publication = find(issue) or bare(issue.parents[1])
    files = (issue,) if way != MEMBERS else tuple(sorted(issue.parent.glob("chapter-*.md")))
    wanted = tuple(formats.split(","))
    order = Order(publication, files, wanted, issue.parents[1] / "out", Override())
    for outcome in publish(order):
        if outcome.error:
            raise outcome.error
        print(outcome.editions[-1][0].pages)


def curve(sizes: list[int], ways: list[str], folder: Path) -> None:
    """Print a row for each size and way: pages, processor seconds, MiB of the largest process."""
    print("| Pages | Way | Seconds | ms a page | MiB | MiB a page |")
    print("|------:|-----|--------:|----------:|----:|-----------:|")
    for size in sizes:
        issue = lay_down(folder / f"book-{size}", max(2, round(size / _PAGES_A_CHAPTER)))
        pages = size
        for way in ways:
            seconds, most, printed = _in_child(issue, way)
            found = [int(line) for line in printed.split() if line.isdigit()]
            pages = found[0] if way in (ONE, BOUND) and found else pages
            cells = [f"{pages}", way, f"{seconds:.1f}", f"{1000 * seconds / pages:.0f}"]
            print(f"| {' | '.join([*cells, f'{most:.0f}', f'{most / pages:.1f}'])} |", flush=True)


def _in_child(issue: Path, way: str) -> tuple[float, float, str]:
    """Return what ``measured`` does, in a process of its own: peaks of earlier ones do not count."""
    words = [sys.executable, __file__, "--measure", way, str(issue)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    seconds, most, printed = done.stdout.split("\n", maxsplit=2)
    return float(seconds), float(most), printed


def edits(size: int, folder: Path) -> None:
    """Print the processor seconds of a first build of all editions, of nothing, and of one edit."""
    issue = lay_down(folder / "edits", max(2, round(size / _PAGES_A_CHAPTER)))
    cache, formats = str(folder / "cache"), "html,epub,pdf"
    for name, word in (("first", ""), ("nothing changed", ""), *_EDITS):
        if word:
            edit(issue.parents[1], 1, word)
        seconds = measured(issue, BOUND, formats, cache)[0]
        print(f"{size} pages, all editions, {name}: {seconds:.1f} s", flush=True)


_EDITS = (("a word", "Some"), ("another word", "Other"), ("ten more pages", "Many " * WORDS))


def main() -> None:
    """Print the curve, and what an edit costs; or make one book for it."""
    parser = argparse.ArgumentParser(description="Time large books.")
    parser.add_argument("--pages", default="100,250,500")
    parser.add_argument("--ways", default=f"{ONE}|{BOUND}|{TWO}")
    parser.add_argument("--edit", type=int, default=500, help="pages of the book that is edited")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--formats", default="pdf")
    parser.add_argument("issue", type=Path, nargs="?", help=argparse.SUPPRESS)
    typed = parser.parse_args()
    if typed.alone:
        alone(typed.issue, typed.alone, typed.formats)
        return
    if typed.measure:
        print(*measured(typed.issue, typed.measure, typed.formats), sep="\n")
        return
    with tempfile.TemporaryDirectory() as name:
        if typed.edit:
            edits(typed.edit, Path(name))
        if typed.pages:
            curve([int(size) for size in typed.pages.split(",")], typed.ways.split("|"), Path(name))


if __name__ == "__main__":
    main()
