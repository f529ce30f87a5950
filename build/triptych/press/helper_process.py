"""A second process for an article that is built alone, begun before this one has loaded anything.

Most of what such a build takes is loading, and the setting of pages is most of the rest; so while this
process reads the article, its helper loads the typesetter, tries it, and then sets the pages while this
one makes the other editions. It ends with its pipe, as the processes of ``crew.py`` do; whatever it
does not answer, this process does itself.
"""

import contextlib
import gc
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, NoReturn

from triptych.core import clock, dependencies, findings
from triptych.core.dependencies import Dependencies
from triptych.core.errors import Finding, InternalError, TriptychError

if sys.platform == "linux":
    import fcntl

_PIPE = 1 << 20
"""The bytes that may wait for a helper that is still loading, so that nobody waits for it (fcntl(2))."""

_STOPS = (signal.SIGINT, signal.SIGTERM)


class HelperGoneError(Exception):
    """The helper is no more, or never was."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a question, what was read and found meanwhile, and the seconds that each step took."""

    value: Any = None
    error: Exception | None = None
    dependencies: Dependencies = field(default_factory=Dependencies)
    times: dict[str, float] = field(default_factory=dict[str, float])
    findings: list[Finding] = field(default_factory=list[Finding])


class HelperProcess:
    """A process that answers questions, one at a time, in order."""

    def __init__(self, pid: int, questions: BinaryIO, answers: BinaryIO) -> None:
        self.pid, self._questions, self._answers = pid, questions, answers
        self._is_ended = False
        self.meanwhile: Callable[[], object] | None = None
        """What this process does before it waits for an answer."""

    def ask(self, question: object) -> None:
        """Put a question; a helper that is gone is found to be so when it should answer."""
        with contextlib.suppress(OSError, ValueError):
            pickle.dump(question, self._questions)
            self._questions.flush()

    def answer(self) -> Any:
        """Wait for the answer; raises ``GoneError``, and what the answer itself would have raised."""
        if self.meanwhile:
            self.meanwhile()
        try:
            answer: _Answer = pickle.load(self._answers)  # noqa: S301  from our own process
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            raise HelperGoneError from None
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
        for pipe in (self._questions, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
        if not self._is_ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._is_ended = True


@contextlib.contextmanager
def started(module: str, *, is_wanted: bool) -> Iterator[HelperProcess | None]:
    """Give a process that answers by a module's ``assist``, once it is done with its ``prepare``.

    It ends with what is done within, and so does the folder of its temporary files. None where nobody
    wants one, or where the system has no second processor for it, no fork, or no room.
    """
    with contextlib.ExitStack() as stack:
        helper = None
        if is_wanted and _is_of_use():
            with contextlib.suppress(OSError):
                folder = tempfile.TemporaryDirectory(prefix="triptych-", ignore_cleanup_errors=True)
                helper = _begin(module, stack.enter_context(folder))
                stack.callback(helper.end)
        yield helper


def _is_of_use() -> bool:
    """Tell whether a copy of this process can be had, and runs beside it."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _begin(module: str, scratch: str) -> HelperProcess:
    """Begin the process, which knows how it takes signals before any reaches it."""
    to_helper, from_helper = os.pipe(), os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        pid = os.fork()
        if pid == 0:
            tempfile.tempdir = scratch
            _live(module, to_helper, from_helper)
    except OSError:
        for end in (*to_helper, *from_helper):
            os.close(end)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(to_helper[0])
    os.close(from_helper[1])
    _widen(to_helper[1])
    return HelperProcess(pid, os.fdopen(to_helper[1], "wb"), os.fdopen(from_helper[0], "rb"))


def _widen(pipe: int) -> None:
    """Let more bytes wait in a pipe; where the system gives no more, they are waited for."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _live(module: str, to_helper: tuple[int, int], from_helper: tuple[int, int]) -> NoReturn:
    """Be the helper, until nothing is asked any more; what it would print is nobody's."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        os.close(to_helper[1])
        os.close(from_helper[0])
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        sys.stdout = sys.stderr = os.fdopen(nowhere, "w", encoding="utf-8")
        gc.disable()  # it lives for one article
        with os.fdopen(to_helper[0], "rb") as questions, os.fdopen(from_helper[1], "wb") as answers:
            able = import_module(module)
            with contextlib.suppress(Exception):  # whatever it is, it is told to who asks
                able.prepare()
            _serve(able.assist, questions, answers)
    finally:
        os._exit(0)


def _serve(assist: Callable[[Any], Any], questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer what is asked, until nothing is asked any more."""
    while True:
        question = pickle.load(questions)  # noqa: S301  the same
        pickle.dump(_answered(assist, question), answers)
        answers.flush()


def _answered(assist: Callable[[Any], Any], question: object) -> _Answer:
    """Give the answer to one question; a fault of our own keeps the place where it is."""
    with (
        dependencies.recording() as recorded,
        clock.timed() as times,
        findings.collecting() as found,
    ):
        try:
            return _Answer(assist(question), None, recorded, times, found)
        except (TriptychError, RecursionError) as error:
            return _Answer(None, error, recorded, times, found)
        except Exception as fault:  # noqa: BLE001  told by whoever asked
            return _Answer(None, InternalError.of(fault), recorded, times, found)
