"""A press process for each thread of a cluster's worker.

Only a process can be ended at any point, and one that dies costs its own article alone. If the worker
died, Dask would press the same article on another, with the same end.
"""

import threading

from triptych.core.child_process import ChildGoneError
from triptych.press import limits
from triptych.press.orders import Result, Task, Work
from triptych.press.press_process import PressProcess

_of_thread = threading.local()

_GRACE = 0.1
"""Seconds in which a process that closed its pipe ends by itself, so that its own exit code is known."""


def press(work: Work, task: Task, seconds: float) -> Result:
    """Return the result of a task, pressed in the process of this thread, or in a new one if that ended.

    Raises whatever prevented the start of the work.
    """
    process: PressProcess | None = getattr(_of_thread, "process", None)
    if process is None or not process.child.is_running():
        process = _of_thread.process = PressProcess()
    try:
        with process.child.deadline(seconds):
            process.send(work, task)
            return process.receive()
    except TimeoutError:
        process.child.close()
        return Result(error=limits.late(task.place, seconds))
    except ChildGoneError:
        code = process.child.close(_GRACE)
        return Result(error=limits.dead(task.place, code, "the worker's --nthreads"))
