"""Measure the preview in Chromium: from a save to each panel, the first screen, memory, and places.

    python build/tools/bench_desk.py [--saves 30] [--many 1000] [--no-places] [ARTICLE…]

Without articles it takes the sample and the showcase of ``content/``. It works on a copy, and prints load
and cores, for on a busy machine each number of seconds is larger. The last lines are a table in Markdown.

“Cold” means that the preview has no cache at all; its modules are compiled, and what follows from the
installation alone is computed, as ``make`` does it once. A panel shows a save when what is visible in it
is of that revision.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
ARTICLES = ("content/pakistan-washington/index.md", "content/showcase/index.md")
PANELS = {"html": "web", "epub": "e-reader", "pdf": "paper"}
PATIENCE = 120.0
SHORT = 0.1
REST = 2.0
"""Seconds of quiet before memory is measured: the processes collect garbage when nothing is asked."""


READY = """(() => {
  const d = window.desk
  const panels = d?.report ? [d.web, d.reader, d.paper] : []
  const isAlike = panels.length && panels.every(p => p.revision === d.report.revision)
  return isAlike && Object.values(d.report.finals).length === 3
    && Object.values(d.report.finals).every(f => f.revision === d.report.revision)
    && d.web.document.querySelector('[data-triptych-b]') ? d.report.revision : 0
})()"""

WEB = "window.desk?.web.revision ?? 0"

MARKS = """performance.getEntriesByType('mark').map(m => [m.name, performance.timeOrigin + m.startTime])"""


def main() -> None:
    """Measure each article, memory and places, and print all that was found as a table."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--many", type=int, default=1000, help="saves before memory is measured")
    parser.add_argument("--no-places", action="store_true", help="leave out the places of blocks")
    parser.add_argument("articles", nargs="*", default=ARTICLES)
    typed = parser.parse_args()
    load = os.getloadavg()[0]
    rows: list[tuple[str, list[str]]] = []
    with tempfile.TemporaryDirectory() as compiled:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        subprocess.run([sys.executable, "-m", "triptych.cli.set_up"], check=True)
        with copied() as folder, started(folder, typed.articles[0]) as (_, page, _):
            shown(page)  # the modules are compiled by then
        columns = [measure(article, typed.saves) for article in typed.articles]
        rows += [(name, [column[name] for column in columns]) for name in columns[0]]
        if typed.many:
            cells = [memory_after(article, typed.many) for article in typed.articles]
            rows.append((f"memory after {_names(steps_of(typed.many))} saves", cells))
    if not typed.no_places:
        print("places of all blocks …", flush=True)
        rows += places()
    cores = os.cpu_count()
    print(f"\n{cores} cores, load {load:.1f} before and {os.getloadavg()[0]:.1f} after;")
    print(f"median (95th percentile) of {typed.saves} saves\n")
    print(f"| | {' | '.join(Path(each).parent.name for each in typed.articles)} |")
    print(f"|---|{'---|' * len(typed.articles)}")
    for name, cells in rows:
        print(f"| {name} | {' | '.join(cells)} |")


@contextmanager
def copied() -> Iterator[Path]:
    """Yield a copy of the publication, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "publication")
        shutil.copytree(ROOT / "content", copy / "content")
        (copy / "triptych.toml").write_text('title = "P"\nlang = "en"\n', encoding="utf-8")
        yield copy


def measure(article: str, saves: int) -> dict[str, str]:
    """Return what one article takes, as cells: its first screen, and each panel after saves."""
    cells: dict[str, str] = {}
    with copied() as folder:
        for kind in ("cold", "cached"):
            with started(folder, article) as (process, page, begun):
                shown(page)
                for name, at in first_shown(page, begun).items():
                    cells[f"first screen, {kind}: {name}"] = f"{at:.2f} s"
                if kind == "cold":
                    time.sleep(4)  # what is settled is cached
                    continue
                before = processor_time(process.pid)
                for name, found in save_often(folder / article, page, saves).items():
                    found.sort()
                    late = found[max(0, int(len(found) * 0.95) - 1)]
                    cells[f"save → {PANELS[name]}"] = (
                        f"{statistics.median(found):.2f} s ({late:.2f})"
                    )
                used = (processor_time(process.pid) - before) / max(saves, 1)
                cells["processor time of a save, without Chromium"] = f"{used:.2f} s"
                cells[f"memory after {saves} saves"] = f"{memory(process.pid) / 1e6:.0f} MB"
    for name, cell in cells.items():
        print(f"{article}, {name}: {cell}", flush=True)
    return cells


def memory_after(article: str, many: int) -> str:
    """Return the memory of all processes after many saves, as a cell.

    Each waits until the web page shows the one before, a tenth of a second at most: what is not shown by
    then is left out by the preview, as in a burst. How many revisions were shown is printed.
    """
    found = list[str]()
    with copied() as folder, started(folder, article) as (process, page, _):
        shown(page)
        text, middle = halves(folder / article)
        for number in range(1, many + 1):
            before = page.evaluate(WEB)
            write(folder / article, text, middle, number)
            latest = time.monotonic() + SHORT
            while page.evaluate(WEB) == before and time.monotonic() < latest:
                time.sleep(0.01)
            if number in steps_of(many):
                shown(page, page.evaluate(WEB) - 1)  # what came last is settled
                time.sleep(REST)
                found.append(f"{memory(process.pid) / 1e6:.0f}")
                print(f"{article}, memory after {number} saves: {found[-1]} MB", flush=True)
        print(f"{article}: {page.evaluate(WEB)} revisions were shown", flush=True)
    return f"{_names(found)} MB"


def steps_of(many: int) -> list[int]:
    """Return the numbers of saves after which memory is measured."""
    return sorted({max(many // 10, 1), max(many // 2, 1), many})


def _names(values: Sequence[object]) -> str:
    """Return values with commas between them."""
    return ", ".join(map(str, values))


def places() -> list[tuple[str, list[str]]]:
    """Return how many blocks of all articles have a place on paper and the right line, as rows."""
    from bench_desk_places import measure_all  # noqa: PLC0415  it loads all of the program

    found = measure_all(ROOT / "content", os.cpu_count() or 1)
    for lost in found.lost:
        print(f"not on paper: {lost}")
    placed, right = found.placed / found.blocks, found.right / max(found.judged, 1)
    return [
        ("blocks on paper", [f"{placed:.2%} of {found.blocks}"]),
        ("blocks with a line", [f"{found.lined / found.blocks:.2%}"]),
        ("right line, where CommonMark can judge", [f"{right:.2%} of {found.judged}"]),
    ]


def first_shown(page: Page, begun: float) -> dict[str, float]:
    """Return when each panel was first shown, in seconds from the start."""
    first: dict[str, float] = {}
    for name, at in page.evaluate(MARKS):
        first.setdefault(PANELS[name.split()[0]], at / 1000 - begun)
    return first


@contextmanager
def started(folder: Path, article: str) -> Iterator[tuple["subprocess.Popen[str]", Page, float]]:
    """Start the preview and a browser on it; the browser is there already when the time begins."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        command = [sys.executable, "-m", "triptych", "preview", article, "--port", "0"]
        own = {**os.environ, "TRIPTYCH_CACHE": str(folder.parent / "cache")}
        own.pop("TRIPTYCH_NO_CACHE", None)
        begun = time.time()  # noqa: TID251  compared with the browser's clock
        process = subprocess.Popen(command, cwd=folder, env=own, stdout=subprocess.PIPE, text=True)
        found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
        if not found:
            sys.exit("the preview did not start")
        page.goto(found[0])
        yield process, page, begun
        process.terminate()
        process.wait()
        browser.close()


def shown(page: Page, after: int = 0) -> float:
    """Wait until all panels show a revision after this one; return the time."""
    latest = time.monotonic() + PATIENCE
    while not page.evaluate(READY) > after:
        if time.monotonic() > latest:
            sys.exit("a panel was not shown")
        time.sleep(0.1)  # to ask more often takes time from what is measured
    return time.time()  # noqa: TID251  the same


def halves(path: Path) -> tuple[str, int]:
    """Return the text of an article, and a place between words of a paragraph in the middle of it."""
    text = path.read_text(encoding="utf-8")
    lines = re.finditer(r"(?m)^[A-Z][^|\n]*[^:|\n]$", text)
    places = [
        m.start() + n.end() for m in lines for n in re.finditer(r"[a-z,] (?=[a-z]+ [a-z]+)", m[0])
    ]
    return text, min(places, key=lambda at: abs(at - len(text) // 2))


def write(path: Path, text: str, middle: int, number: int) -> float:
    """Save an article with another word in the middle; return the time."""
    saved = time.time()  # noqa: TID251  compared with the browser's clock
    path.write_text(f"{text[:middle]}word{number} {text[middle:]}", encoding="utf-8")
    return saved


def save_often(path: Path, page: Page, saves: int) -> dict[str, list[float]]:
    """Save words in the middle of an article; return the seconds to each panel."""
    text, middle = halves(path)
    found: dict[str, list[float]] = {name: [] for name in PANELS}
    for number in range(saves):
        revision = int(page.evaluate(READY))
        page.evaluate("performance.clearMarks()")
        saved = write(path, text, middle, number)
        shown(page, revision)
        seen: dict[str, float] = {}
        for name, at in page.evaluate(MARKS):
            kind, _, shot = name.partition(" ")
            if int(shot) == revision + 1:
                seen.setdefault(kind, at / 1000 - saved)
        for kind, seconds in seen.items():
            found[kind].append(seconds)
        time.sleep(0.1)
    return found


def processor_time(pid: int) -> float:
    """Return the seconds of processor time of a process and those below it (proc(5), stat)."""
    total = 0
    for number in [pid, *_below(pid)]:
        with suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Return the bytes of a process and those below it, shared ones counted in parts (proc(5), Pss)."""
    total = 0
    for number in [pid, *_below(pid)]:
        try:
            text = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        found: Any = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        total += int(found[1]) * 1024
    return total


def _below(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, and theirs."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for number in task.read_text(encoding="ascii").split():
            yield int(number)
            yield from _below(int(number))


if __name__ == "__main__":
    main()
