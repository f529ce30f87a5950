"""Processes that press: each holds one article at a time, and none but that one fails with it.

Each has a pipe of its own, so what one leaves half written when it is killed is read by nobody. They
end with their pipe: when this process goes, however it goes, so do they.
"""

import contextlib
import multiprocessing
import signal
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import UnpicklingError

from triptych import clock
from triptych.errors import Place, PressError
from triptych.orders import Result, Task, Work

if sys.platform != "win32":
    import resource

_TASKS = 500
"""After how many articles a process makes room for a fresh one."""

_MEMORY = 1024**3
"""From how many bytes of memory on it does so too."""

_STOPS = (signal.SIGINT, signal.SIGTERM)
_KIND = "fork" if sys.platform == "linux" else "spawn"
"""How a process begins: as a copy of this one, with all it has loaded, where the system bears that."""


@dataclass(slots=True)
class _Worker:
    """A process with this end of its pipe, the task it holds, and when that must be done."""

    process: BaseProcess
    pipe: "Connection[tuple[int, Task], tuple[int, Result, bool]]"
    number: int = -1
    task: Task | None = None
    deadline: float = 0.0


def press(
    tasks: Sequence[tuple[int, Task]], work: Work, jobs: int, seconds: float
) -> Generator[tuple[int, Result], None, None]:
    """Give the result of each task with its number, as it is done, by ``jobs`` processes at once.

    A task whose process dies, or that takes longer than ``seconds``, has a ``PressError``.
    """
    left = list(reversed(tasks))
    crew: list[_Worker] = []
    with tempfile.TemporaryDirectory(prefix="triptych-", ignore_cleanup_errors=True) as scratch:
        within = partial(_within, scratch, work)
        try:
            while left or any(worker.task for worker in crew):
                while left and (worker := _free(crew, within, jobs)):
                    _hand(worker, *left.pop(), seconds)
                yield from _received(crew, seconds)
        finally:
            for worker in crew:
                _end(worker)


def _within(scratch: str, work: Work, task: Task) -> Result:
    """Press with temporary files in a folder of this run's, which goes however a process ends."""
    tempfile.tempdir = scratch
    return work(task)


def _free(crew: list[_Worker], work: Work, jobs: int) -> _Worker | None:
    """Give a process that holds nothing, a new one if there may be one more; None when all are busy."""
    idle = next((worker for worker in crew if worker.task is None), None)
    if idle is None and len(crew) < jobs:
        idle = _begin(work, [worker.pipe for worker in crew])
        crew.append(idle)
    return idle


def _begin(work: Work, others: list[Connection]) -> _Worker:
    """Begin a process; the signals to end wait until it has said how it takes them."""
    context = multiprocessing.get_context(_KIND)
    here, there = context.Pipe()
    inherited = [here, *others] if _KIND == "fork" else []
    held = (there, work, inherited)
    process = context.Process(target=_serve, args=held, daemon=True)  # type: ignore[attr-defined]  # every kind has it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS) if _KIND == "fork" else None
    try:
        process.start()
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    there.close()
    return _Worker(process, here)


def _serve(pipe: Connection, work: Work, inherited: list[Connection]) -> None:
    """Press what comes, until nothing comes any more; the terminal's Ctrl-C is for the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _KIND == "fork":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    for other in inherited:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        for count in range(1, _TASKS + 1):
            number, task = pipe.recv()
            result = work(task)
            is_last = count == _TASKS or _memory() > _MEMORY
            pipe.send((number, result, is_last))
            if is_last:
                return


def _memory() -> int:
    """Give the most bytes that this process has held in memory; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _hand(worker: _Worker, number: int, task: Task, seconds: float) -> None:
    """Hand a task to a process; if that is gone already, ``_received`` finds it so."""
    worker.number, worker.task, worker.deadline = number, task, clock.now() + seconds
    with contextlib.suppress(OSError):
        worker.pipe.send((number, task))


def _received(crew: list[_Worker], seconds: float) -> Iterator[tuple[int, Result]]:
    """Wait for a process, and give what came; one that is gone or late leaves the crew."""
    busy = [worker for worker in crew if worker.task]
    rest = min(worker.deadline for worker in busy) - clock.now()
    ready = wait([worker.pipe for worker in busy], timeout=max(0.0, rest))
    for worker in busy:
        task, number = worker.task, worker.number
        if task is None or (worker.pipe not in ready and worker.deadline > clock.now()):
            continue
        result, is_last = _result(worker, task) if worker.pipe in ready else (None, True)
        worker.task = None
        if is_last:
            crew.remove(worker)
            _end(worker)
        yield number, result or Result(error=_late(task, seconds))


def _result(worker: _Worker, task: Task) -> tuple[Result, bool]:
    """Give what a process sends, and whether it ends; one that sends nothing whole is dead."""
    try:
        _, result, is_last = worker.pipe.recv()
    except (EOFError, OSError, UnpicklingError):
        _end(worker)
        return Result(error=_dead(task, worker.process.exitcode)), True
    return result, is_last


def _late(task: Task, seconds: float) -> PressError:
    """Tell that an article takes too long."""
    message = f"pressing it takes longer than {seconds:g} seconds"
    hint = "Part the article, or give it more time with --time-limit."
    return PressError(message, Place(task.place), hint)


def _dead(task: Task, code: int | None) -> PressError:
    """Tell that a process died."""
    how = f"signal {-code}" if code and code < 0 else f"code {code}"
    message = f"the process that pressed it ended before it was done ({how})"
    hint = "Memory may have run out: give fewer --jobs, or smaller pictures."
    return PressError(message, Place(task.place), hint)


def _end(worker: _Worker) -> None:
    """End a process at once; it writes no file but in the run's own folder."""
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
