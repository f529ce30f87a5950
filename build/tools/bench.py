"""Time complete processes side by side: Triptych, and the tools in common use for the same editions.

    make bench
    make bench POSTS=folder-of-a-site

Every command starts afresh; each is told by the wall's clock, by the processor's time of all its processes,
and by the most memory one of them took. On a busy machine compare the processor's times, and ratios in one
run: seconds differ from machine to machine. Instructions hardly differ; Cachegrind counts them where it is
installed. No test depends on any of it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bench_corpus
import bench_instructions
import bench_machine
import bench_plot
import bench_posts
import bench_ways
from bench_cost import Command, Cost, run
from bench_plot import CALLS
from bench_ways import Sample

INSIDE = Path(__file__).with_name("bench_inside.py")
ALL = "html, epub, pdf"
CORES = os.cpu_count() or 1

Costs = dict[tuple[str, str], Cost]
"""What each way costs for some formats."""


@dataclass(frozen=True)
class Corpus:
    """Articles below a folder and what to call them.

    Of those of ``sample`` each call of another tool is timed; ``unnumbered`` are copies of the articles
    whose settings ask for no page numbers.
    """

    name: str
    files: tuple[Path, ...]
    unnumbered: tuple[Path, ...]
    sample: Sample
    folder: Path
    environment: dict[str, str]

    def made(self, round_: int, formats: str, *, is_numbered: bool = True) -> Cost:
        """Return what Triptych's build of all articles costs, without a cache before."""
        name = f"{round_}-{formats}-{is_numbered}"
        own = {**self.environment, "TRIPTYCH_CACHE": f"{self.folder}-cache-{name}"}
        out = Path(f"{self.folder}-out-{name}")
        options = [] if formats == ALL else ["--formats", formats]
        files = self.files if is_numbered else self.unnumbered
        return run(bench_ways.by_triptych(files, out, *options), own)

    def by(self, commands: Callable[[Sample], list[Command]], at_once: int = 1) -> Cost:
        """Return what another tool costs for all articles, by those of the sample."""
        cost = run(commands(self.sample), self.environment, at_once)
        return cost.times(len(self.files) / len(self.sample.files))


def sampled(
    name: str, source: Path, files: list[Path], environment: dict[str, str], most: int
) -> Corpus:
    """Return the articles of a source folder with a sample of their lengths, and Triptych's pages of it."""
    by_size = sorted(files, key=lambda file: (file.stat().st_size, file.name))
    step = max(len(files) / most, 1.0)
    few = tuple(by_size[int((n + 0.5) * step)] for n in range(int(len(files) / step)))
    out, made, folder = (source.with_name(f"{name}{end}") for end in ("-pages", "-made", ""))
    made.mkdir()
    own = {**environment, "TRIPTYCH_CACHE": str(source.with_name(f"{name}-cache-pages"))}
    run(bench_ways.by_triptych(few, out, "--formats", "html"), own)
    sample = Sample(few, tuple(sorted(out.rglob("*.html"))), made)
    copies = tuple(bench_corpus.unnumbered(source, files))
    return Corpus(name, tuple(files), copies, sample, folder, environment)


def timed(corpus: Corpus, rounds: int) -> Costs:
    """Return what each way costs, from its fastest round.

    Every way has its turn in every round, for a machine that others use is now quicker, now slower; those
    that are timed for interest only have one.
    """
    each = [dict(_round(corpus, number)) for number in range(rounds)]
    return {
        way: min((one[way] for one in each if way in one), key=lambda c: c.wall) for way in each[0]
    }


def _round(corpus: Corpus, number: int) -> Iterator[tuple[tuple[str, str], Cost]]:
    """Yield what each way costs, run once."""
    for formats in (ALL, "html", "epub", "pdf"):
        yield ("**Triptych**", formats), corpus.made(number, formats)
    for formats in ("html", "epub"):
        cost = corpus.made(number, formats, is_numbered=False)
        yield ("Triptych, no page numbers", formats), cost
    calls = [corpus.by(bench_ways.by_pandoc(f".{each}")) for each in ("html", "epub", "pdf")]
    yield (CALLS, ALL), calls[0] + calls[1] + calls[2]
    at_once = corpus.by(bench_ways.by_pandoc(".html", ".epub", ".pdf"), CORES)
    yield (f"pandoc, {CORES} calls at once", ALL), at_once
    for formats, cost in zip(("html", "epub", "pdf"), calls, strict=True):
        yield ("pandoc", formats), cost
    for peer in [] if number else bench_ways.peers():
        if peer.missing:
            continue
        try:
            yield (peer.name, peer.formats), corpus.by(peer.commands)
        except subprocess.CalledProcessError as error:
            program = Path(error.cmd[0]).name
            print(f"{peer.name} ({peer.formats}): failed ({program}, code {error.returncode}).")


def table(corpus: Corpus, costs: Costs) -> str:
    """Return costs as a Markdown table; the ratios are to Triptych's for the same formats."""
    lines = [
        f"| {corpus.name}: made by | formats | wall | processor | memory | × wall | × processor |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for (name, formats), cost in costs.items():
        base = costs["**Triptych**", formats]
        cells = [f"{cost.wall:.1f} s", f"{cost.used:.1f} s", f"{cost.memory:.0f} MiB"]
        cells += [f"{cost.wall / base.wall:.2f}", f"{cost.used / base.used:.2f}"]
        lines.append(f"| {name} | {formats} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def again(folder: Path, count: int, environment: dict[str, str]) -> Costs:
    """Return what Triptych costs for a corpus at first, with nothing changed and with one changed."""
    own = {**environment, "TRIPTYCH_CACHE": str(folder / f"cache-again-{count}")}
    corpus = folder / f"again-{count}"
    files = bench_corpus.lay_down(corpus, count)
    build = bench_ways.by_triptych((corpus,), folder / f"again-{count}-out")
    costs = {
        (bench_plot.COLD, ALL): run(build, own),
        ("Triptych, nothing changed", ALL): run(build, own),
    }
    with files[count // 2].open("a", encoding="utf-8") as file:
        file.write("\nOne sentence more.\n")
    costs[bench_plot.CHANGED, ALL] = run(build, own)
    return costs


def main() -> None:
    """Time everything, print the tables and draw the plot."""
    options = _options()
    beside = Path(sys.executable).parent
    path = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, **bench_ways.ENVIRONMENT}
    environment.pop("TRIPTYCH_NO_CACHE", None)
    print(bench_machine.described(), flush=True)
    curves: dict[str, dict[int, float]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # In a process of its own: what this one holds would count as its children's memory.
        inside = [sys.executable, str(INSIDE), place, str(options.sample), str(options.words)]
        subprocess.run(inside, env=environment, check=True)
        for count in map(int, options.sizes.split(",")):
            source = folder / f"corpus-{count}"
            files = bench_corpus.lay_down(source, count)
            corpus = sampled(_articles(count), source, files, environment, options.sample)
            costs = timed(corpus, 3 if count == 1 else options.rounds)
            print(table(corpus, costs), flush=True)
            curves.setdefault(CALLS, {})[count] = costs[CALLS, ALL].used / count
            for (way, _), cost in again(folder, count, environment).items():
                print(f"{way}: {cost.wall:.2f} s, {cost.used:.2f} s of the processor.", flush=True)
                if way in bench_plot.WAYS:
                    curves.setdefault(way, {})[count] = cost.used / count
            print()
        if options.posts:
            source = folder / "posts"
            files = bench_posts.readable(options.posts, source, environment)
            name = f"{len(files)} real posts"
            corpus = sampled(name, source, files, environment, options.sample)
            print(table(corpus, timed(corpus, options.rounds)), flush=True)
        for peer in bench_ways.peers():
            if peer.missing:
                print(f"{peer.name} ({peer.formats}): not installed ({peer.missing}).")
        print(bench_instructions.counted(folder, environment), flush=True)
    if options.plot:
        options.plot.write_text(bench_plot.svg(curves), encoding="utf-8")


def _articles(count: int) -> str:
    """Return the name of a generated corpus."""
    return f"{count} generated article{'s' * (count > 1)}"


def _options() -> argparse.Namespace:
    """Return what was typed."""
    parser = argparse.ArgumentParser(description="Time complete runs side by side.")
    parser.add_argument("--sizes", default="1,100", help="articles of each corpus [1,100]")
    parser.add_argument(
        "--rounds", type=int, default=2, help="rounds, of which the best counts [2]"
    )
    parser.add_argument("--sample", type=int, default=10, help="articles for other tools [10]")
    parser.add_argument("--posts", type=Path, help="a folder of published posts, timed as well")
    parser.add_argument("--words", type=int, default=0, help="words of a long work, 0 for none [0]")
    parser.add_argument("--plot", type=Path, help="where to draw cost against size, as SVG")
    return parser.parse_args()


if __name__ == "__main__":
    main()
