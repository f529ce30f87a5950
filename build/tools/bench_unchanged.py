"""What a build costs that has nothing to make, or one article, by the number of articles.

    python build/tools/bench_unchanged.py 1000 10000 50000
    python build/tools/bench_unchanged.py 1000 10000 50000 --keep FOLDER --plot unchanged.svg

One publication grows from size to size. At each it is built until it is complete, which is the most of the
run; then it is built again with nothing changed and with one article changed, in turn. The articles are
short and their edition is HTML: what is measured is how many there are. With ``--keep`` the publication
stays in a folder, and another run makes of it only what has changed since. Where strace is installed, the
system calls of an unchanged build are counted; those of an article are what a size has more than the one
before it.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import bench_plot
from bench_cost import Cost, run

ROUNDS = 5
ARTICLE = """---
title: Article {0}
date: 2025-01-01
---
The text of article {0}.
"""
SETTINGS = 'title = "Unchanged"\nformats = ["html"]\n'
UNCHANGED, CHANGED = "nothing changed", "one changed"
HEAD = (
    "Articles",
    "New ones, processor",
    "Unchanged, clock",
    "processor",
    "One changed, clock",
    "processor",
    "Memory",
    "System calls",
    "an article",
)


class Publication:
    """A publication of generated articles in a folder, with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._content = folder, folder / "content"
        self._content.mkdir(parents=True, exist_ok=True)
        (folder / "triptych.toml").write_text(SETTINGS, encoding="utf-8")
        self._environment = {**os.environ, "TRIPTYCH_CACHE": str(folder / "cache")}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        words = [sys.executable, "-m", "triptych", "build", str(folder)]
        self._command = [*words, "--out", str(folder / "out")]

    def resize(self, count: int) -> None:
        """Write the articles that it lacks, and remove those that it has too many of."""
        there = {file.name for file in self._content.iterdir()}
        wanted = {f"article-{number:06}.md": number for number in range(count)}
        for name in sorted(wanted.keys() - there):  # one that was kept stays as it is
            (self._content / name).write_text(ARTICLE.format(wanted[name]), encoding="utf-8")
        for name in there - wanted.keys():
            (self._content / name).unlink()

    def build(self) -> Cost:
        """Build it; raises when that fails."""
        return run([self._command], self._environment)

    def calls(self) -> int:
        """Return the system calls of a build; 0 where strace is not installed."""
        if not shutil.which("strace"):
            return 0
        counts = self._folder / "calls"
        words = ["strace", "--follow-forks", "--summary-only", "--summary-columns=calls,name"]
        subprocess.run(
            [*words, f"--output={counts}", *self._command],
            env=self._environment,
            check=True,
            capture_output=True,
        )
        return int(counts.read_text(encoding="utf-8").splitlines()[-1].split()[0])

    def change(self, number: int) -> None:
        """Change an article, as no build before has seen it."""
        file = self._content / f"article-{number:06}.md"
        size = file.stat().st_size
        with file.open("a", encoding="utf-8") as text:
            text.write(f"\nAdded to {size} bytes.\n")


@dataclass(frozen=True)
class Size:
    """What builds of one number of articles cost: of the new ones, and in the rounds of each kind."""

    count: int
    first: Cost
    unchanged: list[Cost]
    changed: list[Cost]
    calls: int

    def row(self, before: "Size | None") -> str:
        """Return the line of the table: the medians of the rounds."""
        cells = [f"{self.count:,}", f"{self.first.used:,.1f} s"]
        for costs in (self.unchanged, self.changed):
            cells += [f"{statistics.median(c.wall for c in costs):.2f} s", f"{used(costs):.2f} s"]
        cells.append(f"{max(cost.memory for cost in self.unchanged):.0f} MiB")
        cells.append(f"{self.calls:,}" if self.calls else "–")
        more = (self.calls - before.calls) / (self.count - before.count) if before else 0.0
        cells.append(f"{more:.2f}" if more else "–")
        return f"| {' | '.join(cells)} |"


def used(costs: list[Cost]) -> float:
    """Return the median of the processor seconds."""
    return statistics.median(cost.used for cost in costs)


def measure(publication: Publication, count: int) -> Size:
    """Measure one number of articles."""
    publication.resize(count)
    first = publication.build()
    publication.build()  # which knows the files by their stamps
    unchanged, changed = [], []
    for _ in range(ROUNDS):
        unchanged.append(publication.build())
        publication.change(count // 2)
        changed.append(publication.build())
    publication.build()
    return Size(count, first, unchanged, changed, publication.calls())


def main() -> None:
    """Print the table, a line as soon as it is measured, and draw the plot."""
    parser = argparse.ArgumentParser(description="Time builds that have next to nothing to make.")
    parser.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--keep", type=Path, help="a folder in which the publication stays")
    parser.add_argument("--plot", type=Path, help="where to draw cost against size, as SVG")
    typed = parser.parse_args()
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", flush=True)
    print(f"| {' | '.join(HEAD)} |\n|{'------:|' * len(HEAD)}")
    sizes: list[Size] = []
    with tempfile.TemporaryDirectory() as name:
        publication = Publication(typed.keep or Path(name) / "publication")
        for count in sorted(typed.counts):
            sizes.append(measure(publication, count))
            print(sizes[-1].row(sizes[-2] if len(sizes) > 1 else None), flush=True)
    if typed.plot:
        curves = {
            CHANGED: {size.count: used(size.changed) for size in sizes},
            UNCHANGED: {size.count: used(size.unchanged) for size in sizes},
        }
        typed.plot.write_text(bench_plot.by_articles(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
