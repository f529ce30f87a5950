"""The judges that tests ask: found or reported as missing, started once, and what they object to."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from triptych.checks import ace as ace_judge
from triptych.checks import axe as axe_judge
from triptych.checks import epubcheck as epubcheck_judge
from triptych.checks import nu as nu_judge
from triptych.checks import verapdf as verapdf_engine
from triptych.core.errors import Finding, Severity

Judging = Callable[[list[Path]], dict[str, list[Finding]]]
"""Judges files and returns the objections to each that has any, by the file's name."""


class Judge:
    """The programs that judge editions; with ``CI=true`` a missing one is a failure."""

    def path(self, name: str) -> str:
        """Return the path of a program; skip the test, or fail it in CI, when it is missing."""
        found = shutil.which(name)
        if found is None:
            self.miss(name)
        return found

    def need(self, name: str, lacking: list[str]) -> None:
        """Skip the test, or fail it in CI, when a judge lacks anything."""
        if lacking:
            self.miss(f"{', '.join(lacking)}, for {name},")

    def miss(self, name: str, cure: str = "`make test` installs it") -> NoReturn:
        """Skip the test, or fail it in CI, because a judge is missing; say what to do."""
        message = f"{name} is missing; {cure}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@contextmanager
def start_verapdf(judge: Judge) -> Iterator[verapdf_engine.Engine]:
    """Yield veraPDF's engine, one Java process."""
    if lacking := verapdf_engine.missing():
        judge.miss(f"{lacking}, for veraPDF,")
    with verapdf_engine.engine() as engine:
        yield engine


@contextmanager
def start_epubcheck(judge: Judge) -> Iterator[Judging]:
    """Yield EPUBCheck, one Java process."""
    judge.need("EPUBCheck", epubcheck_judge.missing())
    with epubcheck_judge.start() as worker:
        yield lambda paths: _faults({p.name: epubcheck_judge.judge(worker, p) for p in paths})


@contextmanager
def start_ace(judge: Judge) -> Iterator[Judging]:
    """Yield Ace, one browser."""
    judge.need("Ace", ace_judge.missing())
    with ace_judge.start() as worker:
        yield lambda paths: _faults({p.name: ace_judge.judge(worker, p) for p in paths})


@contextmanager
def start_axe(judge: Judge) -> Iterator[Judging]:
    """Yield axe-core, one browser."""
    judge.need("axe", axe_judge.missing())
    with axe_judge.start() as worker:
        yield lambda paths: _faults({p.name: axe_judge.judge(worker, p) for p in paths})


def start_nu(judge: Judge) -> Judging:
    """Return the Nu HTML checker, one Java process a call; its notes, which are guesses, are left out."""
    judge.need("Nu", nu_judge.missing())
    return lambda paths: _faults({p.name: _grave(v) for p, v in nu_judge.judge(paths).items()})


@contextmanager
def start_browser(judge: Judge) -> Iterator[Browser]:
    """Yield the system's Chromium, headless, with the machine's fonts: it crashes without any."""
    with sync_playwright() as playwright:
        options = ["--disable-quic", "--disable-background-networking", "--disable-gpu"]
        chromium = playwright.chromium.launch(
            executable_path=judge.path("chromium"),
            args=["--no-sandbox", *options],
            env={k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"},
        )
        yield chromium
        chromium.close()


def _grave(verdicts: list[Finding]) -> list[Finding]:
    """Return the verdicts without notes."""
    return [verdict for verdict in verdicts if verdict.severity is not Severity.NOTE]


def _faults(found: dict[str, list[Finding]]) -> dict[str, list[Finding]]:
    """Return the files that have any verdict against them."""
    return {name: verdicts for name, verdicts in found.items() if verdicts}
