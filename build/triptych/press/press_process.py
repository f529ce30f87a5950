"""A child process that presses articles, one at a time, with all that it loads for the first.

At home it is forked where that is possible. Beside threads, as on a worker of a cluster, it is a
program of its own: none may be forked there, and a Dask worker may not use ``multiprocessing``.
"""

import gc
import os
import pickle
import sys
from itertools import count
from typing import Any, BinaryIO

from triptych.core import child_process, fork
from triptych.press import limits
from triptych.press.orders import Result, Task, Work

_PROGRAM = (
    "import sys; sys.path[:] = {!r}; from triptych.core import precompiled; precompiled.use(); "
    "from triptych.press import press_process; press_process.main()"
)
_NO_PLUGINS = {"PYDANTIC_DISABLE_PLUGINS": "1"}
"""Pydantic would read the entry points of every installed package to find plugins; none is for us."""


_OBJECTS = 50_000
"""The new objects between two runs of the garbage collector: what five articles leave."""


class PressProcess:
    """A press in a process of its own."""

    def __init__(self) -> None:
        if fork.can_fork():
            self.child = fork.fork(_serve)
        else:
            command = [sys.executable, "-c", _PROGRAM.format(sys.path)]
            self.child = child_process.start(command, {**_NO_PLUGINS, **os.environ})

    def send(self, work: Work, task: Task) -> None:
        """Send a task; that the process is gone is noticed when its result is received."""
        self.child.send(pickle.dumps((work, task)))

    def receive(self) -> Result:
        """Return the result of the task, and close the process when that was its last.

        Raises ``ChildGoneError`` when the process died, and whatever prevented the start of the work.
        """
        answer, is_last = self.child.receive()
        if is_last:
            self.child.close()
        if isinstance(answer, Exception):
            raise answer
        result: Result = answer
        return result


def main() -> None:
    """Run the program: press each task from standard input; what the work prints is no reply."""
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)
        _serve(sys.stdin.buffer, replies)


def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Press each task that comes, until there is none, or the process should make room for another.

    Garbage is collected once there is a further task, for the end of the process frees it sooner.
    """
    gc.disable()
    for number, request in zip(count(1), child_process.values_from(requests), strict=False):
        if number > 1:
            _collect_garbage()
        answer = _answer(request)
        is_last = limits.is_reached(number)
        child_process.write_value(replies, (answer, is_last))
        if is_last:
            return


def _collect_garbage() -> None:
    """Collect garbage where there may be much of it, and the older the objects the less often."""
    young, middle, old = gc.get_count()
    if young > _OBJECTS:
        _, middles, olds = gc.get_threshold()
        gc.collect(2 if middle >= middles and old >= olds else 1 if middle >= middles else 0)


def _answer(request: bytes) -> Any:
    """Return the result of a task, or what prevented the start of the work, such as a missing package."""
    try:
        work, task = pickle.loads(request)  # noqa: S301  from the process that started this one
        return work(task)
    except Exception as error:  # noqa: BLE001  raised where the task came from
        return error
