"""A second process for an article that is built alone, started once it is known that pages are laid out.

Most of such a build is loading, and most of the rest is the layout of pages. So while the press loads
and reads the article, its helper loads the typesetter and sets a trial page; then it makes the PDF while
the press makes the other editions. Whatever it does not answer, the press does itself.
"""

import contextlib
import gc
import os
import select
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, Protocol

from triptych.core import child_process, clock, dependencies, findings, fork
from triptych.core.child_process import ChildProcess
from triptych.core.dependencies import Dependencies
from triptych.core.errors import Finding, InternalError, TriptychError

if sys.platform == "linux":
    import fcntl

_PIPE = 1 << 20
"""The bytes that a pipe holds, so that nobody waits for a helper that is still loading (fcntl(2))."""


class Skill(Protocol):
    """What a helper can do, as a module."""

    def prepare(self, is_asked: Callable[[], bool], /) -> None:
        """Load and try what is needed, until somebody asks; whatever it raises is ignored."""

    def assist(self, question: Any, /) -> Any:
        """Return the answer to a question."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to a question, with what was read and found for it and the seconds of each step."""

    value: Any = None
    error: Exception | None = None
    dependencies: Dependencies = field(default_factory=Dependencies)
    times: dict[str, float] = field(default_factory=dict[str, float])
    findings: list[Finding] = field(default_factory=list[Finding])


class HelperProcess:
    """A process that answers questions, one at a time, in order."""

    def __init__(self, child: ChildProcess) -> None:
        self._child = child
        self.processes = 1
        """Between how many processes it may share its work, itself included."""

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """Lend the helper to a process that is forked within, which finds it by ``borrowed``."""
        _borrowed.append(self)
        try:
            with child_process.lending(self._child):
                yield
        finally:
            _borrowed.clear()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._child.pid

    def ask(self, question: object) -> None:
        """Send a question; that the helper is gone is noticed when its answer is read."""
        self._child.send(question)

    def answer(self) -> Any:
        """Wait for the answer; raises ``ChildGoneError``, and what the answer itself raised."""
        answer: _Answer = self._child.receive()
        for (kind, name), state in answer.dependencies.items():
            dependencies.record(kind, name, state)
        clock.count(answer.times)
        for finding in answer.findings:
            findings.report(finding)
        if answer.error:
            raise answer.error
        return answer.value

    def end(self) -> None:
        """End the process at once."""
        self._child.close()


_borrowed: list[HelperProcess] = []
"""The helper that is lent, in the process that lends it and in the one that was forked then."""


def borrowed() -> HelperProcess | None:
    """Return the helper that the process lends that this one was forked from, or None."""
    return _borrowed[0] if _borrowed else None


@contextlib.contextmanager
def started(load: Callable[[], Skill], *, is_wanted: bool) -> Iterator[HelperProcess | None]:
    """Start a process that loads a skill, prepares it and answers questions, and end it afterwards.

    Yields None where it is not wanted, or where the system has no second processor for it, no fork,
    or no room.
    """
    helper = None
    if is_wanted and fork.can_fork() and len(os.sched_getaffinity(0)) > 1:
        with contextlib.suppress(OSError):
            child = fork.fork(partial(_serve, load))
            _widen(child.requests.fileno())
            helper = HelperProcess(child)
    try:
        yield helper
    finally:
        if helper:
            helper.end()


def _widen(pipe: int) -> None:
    """Make a pipe hold more bytes, where the system allows it."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _serve(load: Callable[[], Skill], requests: BinaryIO, replies: BinaryIO) -> None:
    """Prepare a skill, and answer each question until there is none; nothing of it is printed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w", encoding="utf-8")
    gc.disable()  # it lives for one article
    skill = load()
    with contextlib.suppress(Exception):  # the question raises it again, for who asks
        skill.prepare(lambda: bool(select.select([requests], [], [], 0)[0]))
    for question in child_process.values_from(requests):
        child_process.write_value(replies, _answer(skill, question))


def _answer(skill: Skill, question: object) -> _Answer:
    """Return the answer to one question; a fault of our own names the line that raised it."""
    with (
        dependencies.recording() as recorded,
        clock.timed() as times,
        findings.collecting() as found,
    ):
        try:
            return _Answer(skill.assist(question), None, recorded, times, found)
        except (TriptychError, RecursionError) as error:
            return _Answer(None, error, recorded, times, found)
        except Exception as fault:  # noqa: BLE001  raised where the question came from
            return _Answer(None, InternalError.of(fault), recorded, times, found)
