"""Time whole processes side by side: Triptych, and what people use today for the same editions.

Run it by `make bench`. Every command starts afresh and is timed by its wall clock; the commands
take turns, so that a busy moment of the machine falls on all of them. Compare ratios: seconds
differ from machine to machine. No test depends on any of it.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypandoc

SAMPLE = Path("content/pakistan-washington")
WORDS = [
    "the",
    "river",
    "ran",
    "slow",
    "under",
    "ice",
    "and",
    "nobody",
    "on",
    "either",
    "bank",
    "could",
]
COUNT = 10


@dataclass(frozen=True)
class Runner:
    """A way to get editions of one source: its name, what it makes, and its commands in order."""

    name: str
    makes: str
    commands: list[list[str]]
    seconds: list[float] = field(default_factory=list)


def article(number: int) -> str:
    """Give a generated article of about 750 words with headings, lists, quotations and a table."""
    parts = [
        f"---\ntitle: Generated article {number}\ndate: 2025-01-{number + 1:02d}\nlang: en\n---"
    ]
    for section in range(5):
        parts.append(f"## Section {section + 1}")
        for paragraph in range(2):
            start = number + 3 * section + 5 * paragraph
            words = [WORDS[(start + n * (paragraph + 2)) % len(WORDS)] for n in range(64)]
            parts.append(" ".join(words).capitalize() + f", said *number {start}*.")
        parts.append("- one thing\n- another thing\n- a third")
    parts.append("> A sentence that somebody else had written before.")
    parts.append("| Year | Level |\n|------|-------|\n| 2023 | 2.10 m |\n| 2024 | 1.85 m |")
    return "\n\n".join(parts) + "\n"


def sources(folder: Path) -> Iterator[tuple[str, Path, list[Path]]]:
    """Lay down what is pressed: the sample article, then ten generated ones."""
    shutil.copytree(SAMPLE, folder / "sample")
    yield "The sample article", folder / "sample", [folder / "sample" / "index.md"]
    generated = folder / "generated"
    generated.mkdir()
    files = [generated / f"article-{number:02d}.md" for number in range(COUNT)]
    for number, file in enumerate(files):
        file.write_text(article(number), encoding="utf-8")
    yield f"{COUNT} generated articles", generated, files


def runners(folder: Path, files: list[Path]) -> list[Runner]:
    """Give every way that is timed."""
    here = [sys.executable, "-m", "triptych", "build", str(folder), "--out", str(folder / "out")]
    pandoc = str(pypandoc.get_pandoc_path())
    plain = [pandoc, "--standalone", "--from", "markdown", f"--resource-path={folder}"]

    def by_pandoc(suffix: str, *more: str) -> list[list[str]]:
        return [[*plain, *more, str(f), "-o", str(f.with_suffix(suffix))] for f in files]

    html, epub = by_pandoc(".html", "--embed-resources"), by_pandoc(".epub")
    pdf = by_pandoc(".pdf", "--pdf-engine=weasyprint")
    return [
        Runner("Triptych", "HTML, EPUB, PDF", [here]),
        Runner("pandoc with WeasyPrint", "HTML, EPUB, PDF", [*html, *epub, *pdf]),
        Runner("Triptych", "HTML", [[*here, "--formats", "html"]]),
        Runner("pandoc", "HTML", html),
        Runner("Triptych", "EPUB", [[*here, "--formats", "epub"]]),
        Runner("pandoc", "EPUB", epub),
        Runner("Triptych", "PDF", [[*here, "--formats", "pdf"]]),
        Runner("pandoc with WeasyPrint", "PDF", pdf),
    ]


def run(runner: Runner, environment: dict[str, str]) -> None:
    """Run a way once and note its seconds; raises when one of its commands fails."""
    begin = time.perf_counter()
    for command in runner.commands:
        subprocess.run(command, env=environment, check=True, capture_output=True)
    runner.seconds.append(time.perf_counter() - begin)


def table(title: str, timed: list[Runner]) -> str:
    """Give the measures as Markdown; the ratio compares a way's median with Triptych's."""
    lines = [
        f"### {title}",
        "",
        "| what makes it | editions | least | median | most | ratio |",
        "|---|---|--:|--:|--:|--:|",
    ]
    base: dict[str, float] = {}
    for runner in timed:
        median = statistics.median(runner.seconds)
        ratio = median / base.setdefault(runner.makes, median)
        least, most = min(runner.seconds), max(runner.seconds)
        cells = [f"{least:.2f} s", f"{median:.2f} s", f"{most:.2f} s", f"{ratio:.2f}"]
        lines.append(f"| {runner.name} | {runner.makes} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Time everything and print one table a source."""
    parser = argparse.ArgumentParser(description="Time whole runs side by side.")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run [5]")
    runs = parser.parse_args().runs
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"}
    print(
        f"Whole processes, wall clock, {runs} runs each; pandoc {pypandoc.get_pandoc_version()}.\n"
    )
    with tempfile.TemporaryDirectory() as name:
        for title, folder, files in sources(Path(name)):
            ways = runners(folder, files)
            for _ in range(runs):
                for runner in ways:
                    run(runner, environment)
            print(table(title, ways), flush=True)


if __name__ == "__main__":
    main()
