"""What every test may ask for: the judges, and the switch that writes expectations anew."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from queue import Queue
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from pressing import Once
from triptych.checks import ace as ace_judge
from triptych.checks import axe as axe_judge
from triptych.checks import epubcheck as epubcheck_judge
from triptych.checks import nu as nu_judge
from triptych.checks import verapdf as verapdf_engine
from triptych.checks.verdict import Verdict
from triptych.checks.worker import Worker
from triptych.core.errors import Severity

os.environ["TRIPTYCH_NO_CACHE"] = "1"  # what a test builds, it builds; tests of the cache say so
gc.set_threshold(50_000)  # as the program does


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--update-cases``, which writes what cases give into ``expected/``."""
    parser.addoption("--update-cases", action="store_true", help="write expected/ anew")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Give what presses the content and the cases once a run, for all its processes."""
    own = tmp_path_factory.getbasetemp()
    return Once((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once")


@pytest.fixture(scope="session")
def judge() -> "Judge":
    """Give the finder of outside judges."""
    return Judge()


@pytest.fixture(scope="session")
def verapdf(judge: "Judge") -> Iterator[verapdf_engine.Engine]:
    """Give veraPDF's engine, one Java process for the whole session."""
    if lacking := verapdf_engine.missing():
        judge.miss(f"{lacking}, for veraPDF,")
    with verapdf_engine.engine() as engine:
        yield engine


Judging = Callable[[list[Path]], dict[str, list[Verdict]]]
"""Judges files, and gives what is held against those that are not faultless, by name."""


@pytest.fixture(scope="session")
def epubcheck(judge: "Judge") -> Iterator[Judging]:
    """Give EPUBCheck, one Java process for the whole session."""
    judge.need("EPUBCheck", epubcheck_judge.missing())
    with epubcheck_judge.start() as worker:
        yield lambda paths: _faults({p.name: epubcheck_judge.judge(worker, p) for p in paths})


@pytest.fixture(scope="session")
def ace(judge: "Judge") -> Iterator[Judging]:
    """Give Ace, three browsers for the whole session."""
    judge.need("Ace", ace_judge.missing())
    with _several(ace_judge.start, ace_judge.judge) as judging:
        yield judging


@pytest.fixture(scope="session")
def axe(judge: "Judge") -> Iterator[Judging]:
    """Give axe-core, three browsers for the whole session."""
    judge.need("axe", axe_judge.missing())
    with _several(axe_judge.start, axe_judge.judge) as judging:
        yield judging


@contextmanager
def _several(
    start: Callable[[], AbstractContextManager[Worker]],
    judge: Callable[[Worker, Path], list[Verdict]],
) -> Iterator[Judging]:
    """Give a judge with three of its workers at once, for they wait more than they work."""
    free: Queue[Worker] = Queue()

    def one(path: Path) -> list[Verdict]:
        worker = free.get()
        try:
            return judge(worker, path)
        finally:
            free.put(worker)

    with ExitStack() as stack, ThreadPoolExecutor(3) as threads:
        for _ in range(3):
            free.put(stack.enter_context(start()))
        yield lambda paths: _faults(
            {p.name: v for p, v in zip(paths, threads.map(one, paths), strict=True)}
        )


@pytest.fixture(scope="session")
def nu(judge: "Judge") -> Judging:
    """Give the Nu HTML checker, one Java process a call."""
    judge.need("Nu", nu_judge.missing())
    return lambda paths: _faults({p.name: _grave(v) for p, v in nu_judge.judge(paths).items()})


@pytest.fixture(scope="session")
def browser(judge: "Judge") -> Iterator[Browser]:
    """Give the system's Chromium, headless, with the machine's fonts: without any it crashes."""
    with sync_playwright() as playwright:
        options = ["--disable-quic", "--disable-background-networking", "--disable-gpu"]
        chromium = playwright.chromium.launch(
            executable_path=judge.path("chromium"),
            args=["--no-sandbox", *options],
            env={k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"},
        )
        yield chromium
        chromium.close()


def _grave(verdicts: list[Verdict]) -> list[Verdict]:
    """Leave out notes, which are guesses."""
    return [verdict for verdict in verdicts if verdict.severity is not Severity.NOTE]


def _faults(found: dict[str, list[Verdict]]) -> dict[str, list[Verdict]]:
    """Give the files that something is held against."""
    return {name: verdicts for name, verdicts in found.items() if verdicts}


@pytest.fixture
def disc(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Give what makes a disc of so many kB; where no disc may be mounted, the test is skipped.

    What a disc that refuses does is tested without one too: ``test_a_file_size_limit_leaves…`` for
    editions, ``test_a_cache_that_cannot_be_written…`` for the cache.
    """
    mounted: list[Path] = []

    def make(size: int) -> Path:
        place = tmp_path / f"disc-{len(mounted)}"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this process may not mount a disc; a refusing one is tested without")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)


class Judge:
    """Finds programs that rule on editions; with ``CI=true`` a missing one is a failure."""

    def path(self, name: str) -> str:
        """Give the path of a program; skips the test, or fails it in CI, when it is missing."""
        found = shutil.which(name)
        if found is None:
            self.miss(name)
        return found

    def need(self, name: str, lacking: list[str]) -> None:
        """Miss a judge when it lacks anything."""
        if lacking:
            self.miss(f"{', '.join(lacking)}, for {name},")

    def miss(self, name: str) -> NoReturn:
        """Skip the test, or fail it in CI, for want of a judge."""
        message = f"{name} is not installed; `make test` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
