"""Processes that press: each holds one article at a time, and none but that one fails with it.

Each has a pipe of its own, so what one leaves half written when it is killed is read by nobody. They
end with their pipe: when this process goes, however it goes, so do they.
"""

import contextlib
import itertools
import multiprocessing
import signal
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import UnpicklingError

from triptych.core import clock
from triptych.press import limits
from triptych.press.orders import Result, Task, Work

_STOPS = (signal.SIGINT, signal.SIGTERM)


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
    pool: list[_Worker] = []
    done: list[tuple[int, Result]] = []
    with tempfile.TemporaryDirectory(prefix="triptych-", ignore_cleanup_errors=True) as scratch:
        within = partial(_within, scratch, work)
        try:
            while left or any(worker.task for worker in pool):
                while left and (worker := _free(pool, within, jobs)):
                    _hand(worker, *left.pop(), seconds)
                yield from done  # the pool is at work again while these are saved
                done = list(_received(pool, seconds))
            yield from done
        finally:
            for worker in pool:
                _end(worker)


def _within(scratch: str, work: Work, task: Task) -> Result:
    """Press with temporary files in a folder of this run's, which goes however a process ends."""
    tempfile.tempdir = scratch
    return work(task)


def _free(pool: list[_Worker], work: Work, jobs: int) -> _Worker | None:
    """Give a process that holds nothing, a new one if there may be one more; None when all are busy."""
    idle = next((worker for worker in pool if worker.task is None), None)
    if idle is None and len(pool) < jobs:
        idle = _begin(work, [worker.pipe for worker in pool])
        pool.append(idle)
    return idle


def _is_forked() -> bool:
    """Tell whether a process begins as a copy of this one, with all it has loaded.

    Only where the system bears it and no thread runs: what a thread holds, a copy would hold for ever.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(work: Work, others: list[Connection]) -> _Worker:
    """Begin a process; the signals to end wait until it has said how it takes them."""
    is_forked = _is_forked()
    context = multiprocessing.get_context("fork" if is_forked else "spawn")
    here, there = context.Pipe()
    inherited = [here, *others] if is_forked else None
    held = (there, work, inherited)
    process = context.Process(target=_serve, args=held, daemon=True)  # type: ignore[attr-defined]  # every kind has it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS) if is_forked else None
    try:
        process.start()
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    there.close()
    return _Worker(process, here)


def _serve(pipe: Connection, work: Work, inherited: list[Connection] | None) -> None:
    """Press what comes, until nothing comes any more; the terminal's Ctrl-C is for the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if inherited is not None:  # a copy of the other end
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        for other in inherited:
            other.close()
    with contextlib.suppress(EOFError, OSError):
        for count in itertools.count(1):
            number, task = pipe.recv()
            result = work(task)
            is_last = limits.is_reached(count)
            pipe.send((number, result, is_last))
            if is_last:
                return


def _hand(worker: _Worker, number: int, task: Task, seconds: float) -> None:
    """Hand a task to a process; if that is gone already, ``_received`` finds it so."""
    worker.number, worker.task, worker.deadline = number, task, clock.now() + seconds
    with contextlib.suppress(OSError):
        worker.pipe.send((number, task))


def _received(pool: list[_Worker], seconds: float) -> Iterator[tuple[int, Result]]:
    """Wait for a process, and give what came; one that is gone or late leaves the pool."""
    busy = [worker for worker in pool if worker.task]
    rest = min(worker.deadline for worker in busy) - clock.now()
    ready = wait([worker.pipe for worker in busy], timeout=max(0.0, rest))
    for worker in busy:
        task, number = worker.task, worker.number
        if task is None or (worker.pipe not in ready and worker.deadline > clock.now()):
            continue
        result, is_last = _result(worker, task) if worker.pipe in ready else (None, True)
        worker.task = None
        if is_last:
            pool.remove(worker)
            _end(worker)
        yield number, result or Result(error=limits.late(task.place, seconds))


def _result(worker: _Worker, task: Task) -> tuple[Result, bool]:
    """Give what a process sends, and whether it ends; one that sends nothing whole is dead."""
    try:
        _, result, is_last = worker.pipe.recv()
    except (EOFError, OSError, UnpicklingError):
        _end(worker)
        return Result(error=limits.dead(task.place, worker.process.exitcode, "--jobs")), True
    return result, is_last


def _end(worker: _Worker) -> None:
    """End a process at once; it writes no file but in the run's own folder."""
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
