"""A pool of processes that press: each has one article at a time, and its failure concerns that one alone.

Each has pipes of its own, so nobody reads what one leaves incomplete when it is killed.
"""

import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector

from triptych.core import child_process, clock, fork, processor_time
from triptych.core.child_process import ChildGoneError, ChildProcess
from triptych.press import limits
from triptych.press.orders import Result, Task, Work
from triptych.press.press_process import PressProcess

_GRACE = 0.1
"""Seconds in which a process that closed its pipe ends by itself, so that its own exit code is known."""


@dataclass(slots=True)
class _Worker:
    """A process with the task that it presses, and that task's number.

    At the ``deadline`` it must be done, or has waited for processors. ``begun`` and ``seen`` are the
    processor time at the begin of the task and when the deadline was set, at ``looked``.
    """

    process: PressProcess
    number: int = -1
    task: Task | None = None
    deadline: float = 0.0
    begun: float | None = None
    seen: float = 0.0
    looked: float = 0.0


def press(
    tasks: Sequence[tuple[int, Task]],
    work: Work,
    jobs: int,
    seconds: float,
    meanwhile: Callable[[], object] | None = None,
) -> Generator[tuple[int, Result], None, None]:
    """Yield the result of each task with its number, as it is done, by ``jobs`` processes at once.

    The result of a task whose process dies, or that takes longer than ``seconds`` in which it waits for no
    busy processor, is a ``PressError``.
    ``meanwhile`` is done here, once, while the first are pressed. A process without a task lends its
    processor to the others.
    """
    with fork.lending_processors():
        fork.give_processor(jobs - len(tasks))
        yield from _press(tasks, work, jobs, seconds, meanwhile)


def _press(
    tasks: Sequence[tuple[int, Task]],
    work: Work,
    jobs: int,
    seconds: float,
    meanwhile: Callable[[], object] | None,
) -> Generator[tuple[int, Result], None, None]:
    """Yield the results as ``press`` does."""
    left = list(reversed(tasks))
    pool: list[_Worker] = []
    done: list[tuple[int, Result]] = []
    try:
        while left or any(worker.task for worker in pool):
            while left and (worker := _free_worker(pool, jobs)):
                _assign(worker, work, *left.pop(), seconds)
            if meanwhile:
                meanwhile()
                meanwhile = None
            yield from done  # the pool is at work again while these are saved
            done = list(_results(pool, seconds))
            fork.give_processor(len(done) - len(left))
        yield from done
    finally:
        for worker in pool:
            worker.process.child.close()


def _free_worker(pool: list[_Worker], jobs: int) -> _Worker | None:
    """Return a worker without a task, a new one if there may be one more; None when all are busy."""
    idle = next((worker for worker in pool if worker.task is None), None)
    if idle is None and len(pool) < jobs:
        idle = _Worker(PressProcess())
        pool.append(idle)
    return idle


def _assign(worker: _Worker, work: Work, number: int, task: Task, seconds: float) -> None:
    """Send a task to a worker."""
    worker.number, worker.task = number, task
    worker.looked = clock.now()
    worker.deadline = worker.looked + seconds
    worker.begun = _processor_time(worker)
    worker.seen = worker.begun or 0.0
    worker.process.send(work, task)


def _results(pool: list[_Worker], seconds: float) -> Iterator[tuple[int, Result]]:
    """Wait for a worker, and yield the results there are; one that is gone or late leaves the pool."""
    busy = [worker for worker in pool if worker.task]
    rest = min(worker.deadline for worker in busy) - clock.now()
    ready = _wait([worker.process.child for worker in busy], max(0.0, rest))
    for worker in busy:
        task, child = worker.task, worker.process.child
        if task is None or (child not in ready and not _is_late(worker, seconds)):
            continue
        if child in ready:
            result = _result(worker.process, task)
        else:
            child.close()
            result = Result(error=limits.late(task.place, seconds))
        worker.task = None
        if not child.is_running():
            pool.remove(worker)
        yield worker.number, result


def _is_late(worker: _Worker, seconds: float) -> bool:
    """Whether a task has had its time; where processors were busy with other work, it gets the rest."""
    now = clock.now()
    if worker.deadline > now:
        return False
    used = _processor_time(worker)
    if used is None or worker.begun is None:
        return True
    rest = seconds - (used - worker.begun)
    if rest <= 0 or processor_time.hung(used - worker.seen, now - worker.looked):
        return True
    worker.seen, worker.looked = used, now
    worker.deadline = now + max(rest, seconds / 10)
    return False


def _processor_time(worker: _Worker) -> float | None:
    """Return the processor time of a worker, with the helper that may be lent to it; None if unknown."""
    return processor_time.of_all([worker.process.child.pid, *child_process.lent_pids()])


def _result(process: PressProcess, task: Task) -> Result:
    """Return the result that a process sends, or the error that it died."""
    try:
        return process.receive()
    except ChildGoneError:
        return Result(error=limits.dead(task.place, process.child.close(_GRACE), "--jobs"))


def _wait(children: Sequence[ChildProcess], seconds: float) -> list[ChildProcess]:
    """Return the children that have replied or ended, as soon as one has, or none after ``seconds``."""
    if sys.platform == "win32":
        return _wait_by_polling(children, seconds)
    with DefaultSelector() as selector:
        for child in children:
            selector.register(child.replies, EVENT_READ, child)
        return [key.data for key, _ in selector.select(seconds)]


_POLL = 0.01
"""Seconds between two looks at pipes that cannot be waited for."""

if sys.platform == "win32":
    import _winapi
    import msvcrt

    def _wait_by_polling(children: Sequence[ChildProcess], seconds: float) -> list[ChildProcess]:
        """Do what ``_wait`` does where the system cannot wait for several pipes."""
        latest = clock.now() + seconds
        while not (ready := [child for child in children if _has_replied(child)]):
            if clock.now() >= latest:
                break
            time.sleep(_POLL)
        return ready

    def _has_replied(child: ChildProcess) -> bool:
        """Whether there is something to read from a child, or its end."""
        try:
            return _winapi.PeekNamedPipe(msvcrt.get_osfhandle(child.replies.fileno()), 0)[0] > 0
        except OSError:
            return True
