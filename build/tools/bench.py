"""Time complete processes side by side: Triptych, and the tools in common use for the same editions.

Run it by `make bench`. Every command starts afresh; each is told by the wall's clock, by the processor's
time of all its processes, and by the most memory one of them took. On a busy machine compare the
processor's times, and ratios in one run: seconds differ from machine to machine. No test depends on it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import bench_corpus
import bench_plot
import pypandoc

INSIDE = Path(__file__).with_name("bench_inside.py")
SAMPLE = 10
"""The number of articles timed for a corpus where each is a process of its own, at the same cost."""

_ROUNDS = ((1, 5), (100, 3), (sys.maxsize, 1))
"""The number of runs of each way, by the most articles for which it holds."""


@dataclass(frozen=True)
class Cost:
    """The cost of commands: wall-clock seconds, processor seconds, and peak memory in MiB."""

    wall: float
    used: float
    memory: float

    def over(self, articles: int, of: int) -> "Cost":
        """Return the cost of ``count`` articles when ``of`` of them have this cost."""
        share = articles / of
        return Cost(self.wall * share, self.used * share, self.memory)


def run(commands: list[list[str]], environment: dict[str, str], at_once: int = 1) -> Cost:
    """Run commands, a number of them at once; raises when one fails."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        costs = list(threads.map(lambda command: _one(command, environment), commands))
    wall = time.perf_counter() - begin
    return Cost(wall, sum(cost.used for cost in costs), max(cost.memory for cost in costs))


def _one(command: list[str], environment: dict[str, str]) -> Cost:
    """Run one command; raises when it fails."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    used = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - begin, used, usage.ru_maxrss / 1024)


def by_triptych(folder: Path, *options: str) -> list[list[str]]:
    """Return the one command that makes all editions of a folder."""
    return [
        [sys.executable, "-m", "triptych", "build", str(folder), "--out", f"{folder}-out", *options]
    ]


def by_pandoc(files: list[Path], *suffixes: str) -> list[list[str]]:
    """Return the commands in common use: one for each file and format."""
    engine = {".pdf": ["--pdf-engine=weasyprint"], ".html": ["--embed-resources"]}
    whole = [str(pypandoc.get_pandoc_path()), "-s", f"--resource-path={files[0].parent}"]
    return [
        [*whole, *engine.get(suffix, []), str(file), "-o", str(file.with_suffix(suffix))]
        for file in files
        for suffix in suffixes
    ]


def sized(folder: Path, count: int, environment: dict[str, str]) -> dict[str, Cost]:
    """Return the cost of a corpus of ``count`` articles by each way, from its fastest round.

    Every way has its turn in every round, for a machine that others use is now quicker, now slower.
    """
    several = next(rounds for most, rounds in _ROUNDS if count <= most)
    rounds = [_round(folder / f"round-{n}", count, environment) for n in range(several)]
    return {way: min((one[way] for one in rounds), key=lambda c: c.wall) for way in rounds[0]}


def _round(folder: Path, count: int, environment: dict[str, str]) -> dict[str, Cost]:
    """Return the cost of a corpus by each way, run once."""
    own = {**environment, "TRIPTYCH_CACHE": str(folder / f"cache-{count}")}
    corpus = folder / f"corpus-{count}"
    files = bench_corpus.lay_down(corpus, count)
    sample = files[:: max(count // SAMPLE, 1)][:SAMPLE]
    costs = {"Triptych, cold": run(by_triptych(corpus), own)}
    costs["Triptych, nothing changed"] = run(by_triptych(corpus), own)
    with files[count // 2].open("a", encoding="utf-8") as file:
        file.write("\nOne sentence more.\n")
    costs["Triptych, one changed"] = run(by_triptych(corpus), own)
    whole = run(by_pandoc(sample, ".html", ".epub", ".pdf"), environment)
    costs["pandoc, three calls an article"] = whole.over(count, len(sample))
    cores = os.cpu_count() or 1
    at_once = run(by_pandoc(sample, ".html", ".epub", ".pdf"), environment, cores)
    costs[f"pandoc, {cores} calls at once"] = at_once.over(count, len(sample))
    if count == 1:
        costs["pandoc, the PDF alone"] = run(by_pandoc(sample, ".pdf"), environment)
    return costs


def table(count: int, costs: dict[str, Cost]) -> str:
    """Return costs as a Markdown table; the ratio compares processor times with Triptych's."""
    lines = [
        f"| {count} article{'s' * (count > 1)} | wall | processor | an article | memory | ratio |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    base = next(iter(costs.values())).used
    for name, cost in costs.items():
        each = f"{cost.used / count:.3f} s"
        cells = [f"{cost.wall:.2f} s", f"{cost.used:.2f} s", each, f"{cost.memory:.0f} MiB"]
        lines.append(f"| {name} | {' | '.join(cells)} | {cost.used / base:.2f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Time everything, print the tables and draw the plot."""
    parser = argparse.ArgumentParser(description="Time whole runs side by side.")
    parser.add_argument(
        "--sizes", default="1,100,1000", help="articles of each corpus [1,100,1000]"
    )
    parser.add_argument(
        "--words", type=int, default=150_000, help="words of the long work, 0 for none"
    )
    parser.add_argument("--plot", type=Path, help="where to draw cost against size, as SVG")
    typed = parser.parse_args()
    sizes = [int(size) for size in typed.sizes.split(",")]
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"}
    print(f"{os.cpu_count()} processors; pandoc {pypandoc.get_pandoc_version()}.\n", flush=True)
    curves: dict[str, dict[int, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        # In a process of its own: what this one holds would count as its children's memory.
        inside = [sys.executable, str(INSIDE), name, str(SAMPLE), str(typed.words)]
        subprocess.run(inside, env=environment, check=True)
        for count in sizes:
            costs = sized(Path(name), count, environment)
            print(table(count, costs), flush=True)
            for way, cost in costs.items():
                if way in bench_plot.WAYS:
                    curves.setdefault(way, {})[count] = cost.used / count
    if typed.plot:
        typed.plot.write_text(bench_plot.svg(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
