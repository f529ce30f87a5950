"""Fixtures and options of every test.

Whatever starts a judge or presses whole articles is imported by the fixture that needs it, so that the
unit tests load neither a browser, nor Hypothesis, nor the typesetter.
"""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from judging import Judge, Judging
    from pressing import Once
    from triptych.checks.verapdf import Engine

os.environ["TRIPTYCH_NO_CACHE"] = "1"  # a test builds what it checks; tests of the cache turn it on
gc.set_threshold(50_000)  # as a process of the program that presses many articles

# With bytecode, and what the program caches beside it, a build takes half the time, as for users.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``, which writes the results of the cases into ``expected/``."""
    parser.addoption("--update-cases", action="store_true", help="rewrite expected/")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> "Once":
    """Return what presses the content and the cases once a run, for all its processes."""
    from pressing import Once  # noqa: PLC0415  loads the whole program

    own = tmp_path_factory.getbasetemp()
    return Once((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once")


@pytest.fixture(scope="session")
def judge() -> "Judge":
    """Return the finder of outside judges."""
    from judging import Judge  # noqa: PLC0415  loads Playwright

    return Judge()


@pytest.fixture(scope="session")
def verapdf(judge: "Judge") -> Iterator["Engine"]:
    """Yield veraPDF's engine, one Java process for the whole session."""
    from judging import start_verapdf  # noqa: PLC0415  loads Playwright

    with start_verapdf(judge) as engine:
        yield engine


@pytest.fixture(scope="session")
def epubcheck(judge: "Judge") -> Iterator["Judging"]:
    """Yield EPUBCheck, one Java process for the whole session."""
    from judging import start_epubcheck  # noqa: PLC0415  loads Playwright

    with start_epubcheck(judge) as judging:
        yield judging


@pytest.fixture(scope="session")
def ace(judge: "Judge") -> Iterator["Judging"]:
    """Yield Ace, one browser for the whole session."""
    from judging import start_ace  # noqa: PLC0415  loads Playwright

    with start_ace(judge) as judging:
        yield judging


@pytest.fixture(scope="session")
def axe(judge: "Judge") -> Iterator["Judging"]:
    """Yield axe-core, one browser for the whole session."""
    from judging import start_axe  # noqa: PLC0415  loads Playwright

    with start_axe(judge) as judging:
        yield judging


@pytest.fixture(scope="session")
def nu(judge: "Judge") -> "Judging":
    """Return the Nu HTML checker, one Java process a call."""
    from judging import start_nu  # noqa: PLC0415  loads Playwright

    return start_nu(judge)


@pytest.fixture(scope="session")
def browser(judge: "Judge") -> Iterator["Browser"]:
    """Yield the system's Chromium, headless, for the whole session."""
    from judging import start_browser  # noqa: PLC0415  loads Playwright

    with start_browser(judge) as chromium:
        yield chromium


@pytest.fixture
def disc(judge: "Judge", tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Yield what mounts a disc of a size in kB; where none may be mounted, a judge is missing.

    What happens on a disc that refuses is tested without one too: ``test_a_file_size_limit_leaves…``
    for editions, ``test_a_cache_that_cannot_be_written…`` for the cache.
    """
    mounted: list[Path] = []

    def make(size: int) -> Path:
        place = tmp_path / f"disc-{len(mounted)}"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            judge.miss("a disc that this process may mount", "run the tests as root")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def forkable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow this process to fork, though libraries of earlier tests left threads that wait for work.

    fsspec and distributed each keep one to the end of the process; waiting, it holds no lock.
    """
    monkeypatch.setattr(threading, "active_count", lambda: 1)
