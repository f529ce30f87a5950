"""What a build costs that has nothing to make, or one article, by the number of articles.

    python build/tools/bench_unchanged.py 1000 10000 50000

Each size is built once, which is the most of the run; then it is built again with nothing changed and with
one article changed, in turn. The articles are short and their edition is HTML: what is measured is how
many there are.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

import bench_corpus
from bench_cost import Cost, run

WORDS = 120
ROUNDS = 5
SETTINGS = 'title = "Unchanged"\nformats = ["html"]\n'


class Publication:
    """A publication of generated articles, with a cache of its own."""

    def __init__(self, folder: Path, count: int) -> None:
        content = folder / "content"
        content.mkdir(parents=True)
        (folder / "triptych.toml").write_text(SETTINGS, encoding="utf-8")
        for number in range(count):
            text = bench_corpus.article(number, WORDS)
            (content / f"article-{number:06}.md").write_text(text, encoding="utf-8")
        self._folder = folder
        self._middle = content / f"article-{count // 2:06}.md"
        self._environment = {**os.environ, "TRIPTYCH_CACHE": str(folder / "cache")}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def build(self) -> Cost:
        """Build it; raises when that fails."""
        words = [sys.executable, "-m", "triptych", "build", str(self._folder)]
        return run([[*words, "--out", str(self._folder / "out")]], self._environment)

    def change(self, number: int) -> None:
        """Change the article in the middle."""
        with self._middle.open("a", encoding="utf-8") as file:
            file.write(f"\nAdded in round {number}.\n")


def measure(count: int) -> list[str]:
    """Return a line of the table for a number of articles: the medians of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        publication = Publication(Path(name) / "publication", count)
        first = publication.build()
        unchanged, changed = [], []
        for number in range(ROUNDS):
            unchanged.append(publication.build())
            publication.change(number)
            changed.append(publication.build())
    cells = [f"{count:,}", f"{first.used:,.1f} s", *_cells(unchanged), *_cells(changed)]
    return [*cells, f"{max(cost.memory for cost in unchanged):.0f} MiB"]


def _cells(costs: list[Cost]) -> list[str]:
    """Return the medians by the clock and of the processor."""
    wall = statistics.median(cost.wall for cost in costs)
    used = statistics.median(cost.used for cost in costs)
    return [f"{wall:.2f} s", f"{used:.2f} s"]


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser(description="Time builds that have next to nothing to make.")
    parser.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000])
    typed = parser.parse_args()
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", flush=True)
    print(
        "| Articles | First, processor | Unchanged, clock | processor "
        "| One changed, clock | processor | Memory |"
    )
    print(f"|{'------:|' * 7}")
    for count in typed.counts:
        print(f"| {' | '.join(measure(count))} |", flush=True)


if __name__ == "__main__":
    main()
