"""One build of very many articles, monitored: its pace and memory from start to end.

    python build/tools/bench_large.py 10000 --plot memory.svg

Corpora of a hundred articles are built before and after it, for its pace to be held to theirs. Memory is
what the system counts for a process, with its share of what several hold together (Linux, ``Pss``).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import bench_corpus
import bench_memory
import bench_plot

TENTHS = 10
FEW = 100
STOPPED = 130
"""The exit code of a build that was interrupted."""

PAUSE = 5.0
"""Seconds between two samples, fewer at the start; a sample costs time itself."""


@dataclass(frozen=True)
class Look:
    """A sample: elapsed seconds, articles done, MiB of all processes and of the largest."""

    seconds: float
    done: int
    all: float
    one: float


def watched(folder: Path, environment: dict[str, str]) -> list[Look]:
    """Build a folder and sample it until it is done; raises when the build fails."""
    out = Path(f"{folder}-out")
    words = [sys.executable, "-m", "triptych", "build", str(folder), "--out", str(out)]
    begin = time.perf_counter()
    looks = []
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as build:
        try:
            while build.poll() is None:
                each = [bench_memory.share(process) for process in _family(build.pid)]
                done = sum(1 for _ in os.scandir(out)) if out.is_dir() else 0
                seconds = time.perf_counter() - begin
                looks.append(Look(seconds, done, sum(each), max(each, default=0)))
                time.sleep(PAUSE if done > FEW else PAUSE / 5)
        except KeyboardInterrupt:  # what was seen until then is told
            build.wait()
            return looks
    if build.returncode == STOPPED:  # Ctrl-C reached it first
        return looks
    if build.returncode:
        raise subprocess.CalledProcessError(build.returncode, words)
    seconds, done = time.perf_counter() - begin, sum(1 for _ in os.scandir(out))
    return [*looks, Look(seconds, done, looks[-1].all, looks[-1].one)]


def _family(process: int) -> list[int]:
    """Return a process and all its descendants."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [process, *(each for child in told.split() for each in _family(int(child)))]


def table(looks: list[Look]) -> str:
    """Return the pace and peak memory of each tenth of the articles."""
    lines = [
        "| Articles | Seconds | Articles a second | All processes | The largest |",
        "|---------:|--------:|------------------:|--------------:|------------:|",
    ]
    most = looks[-1].done
    before = looks[0]
    for tenth in range(1, TENTHS + 1):
        span = [look for look in looks if before.done < look.done <= most * tenth / TENTHS]
        if not span:
            continue
        last = span[-1]
        pace = (last.done - before.done) / (last.seconds - before.seconds)
        whole, one = max(look.all for look in span), max(look.one for look in span)
        cells = [f"{last.done:,}", f"{last.seconds:,.0f}", f"{pace:.2f}"]
        lines.append(f"| {' | '.join([*cells, f'{whole:.0f} MiB', f'{one:.0f} MiB'])} |")
        before = last
    return "\n".join(lines) + "\n"


def main() -> None:
    """Build few articles, very many, and few again; print the samples and plot the memory."""
    parser = argparse.ArgumentParser(description="Watch one build of very many articles.")
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("--plot", type=Path, help="where to draw memory against articles, as SVG")
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for number, count in enumerate((FEW, typed.articles, FEW)):
            corpus = Path(name) / f"corpus-{number}"
            bench_corpus.lay_down(corpus, count)
            looks = watched(corpus, {**os.environ, "TRIPTYCH_CACHE": f"{corpus}-cache"})
            each = looks[-1].seconds / looks[-1].done
            print(f"{looks[-1].done:,} articles: {each:.4f} s an article\n", flush=True)
            if count == typed.articles:
                print(table(looks), flush=True)
                if typed.plot:
                    typed.plot.write_text(bench_plot.memory(looks), encoding="utf-8")


if __name__ == "__main__":
    main()
