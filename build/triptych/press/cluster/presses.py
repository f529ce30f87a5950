"""On a worker of a cluster each thread has a process that presses for it, one article at a time.

Only a process can be ended wherever it is, and one that dies takes its own article with it and not the
worker, whose loss Dask would answer by pressing the same article elsewhere, to the same end. It is a
program of its own: beside threads none may be forked, and a worker is itself a process of the kind that
``multiprocessing`` allows no children. It stays for the next article, and ends with its pipe.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from itertools import count
from typing import IO, Any

from triptych.press import limits
from triptych.press.orders import Result, Task, Work

_BEGIN = (
    "import sys; sys.path[:] = {!r}; from triptych.press.cluster import presses; presses.serve()"
)


class _Press:
    """A process, this end of its pipes, and the folder of its temporary files, which goes with it."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="triptych-", ignore_cleanup_errors=True)
        words = [sys.executable, "-c", _BEGIN.format(sys.path)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def is_there(self) -> bool:
        """Tell whether the process waits for an article."""
        return self._process.poll() is None

    def press(self, work: Work, task: Task, seconds: float) -> Result:
        """Press an article, or tell what ended that; raises what kept it from being begun."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), stop)
        timer.daemon = True
        timer.start()
        try:
            answer, is_last = self._ask(pickle.dumps((work, task)))
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.end()
            fault = limits.late(task.place, seconds)
            if not late.is_set():
                fault = limits.dead(task.place, code, "--nthreads to the worker")
            return Result(error=fault)
        finally:
            timer.cancel()
            timer.join()
        if is_last or late.is_set():
            self.end()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _ask(self, question: bytes) -> tuple[Result | Exception, bool]:
        """Send what is to be pressed, and wait for what comes of it."""
        pickle.dump((self._scratch.name, question), _pipe(self._process.stdin))
        _pipe(self._process.stdin).flush()
        answer: tuple[Result | Exception, bool] = pickle.load(_pipe(self._process.stdout))  # noqa: S301  from our own process
        return answer

    def end(self) -> int:
        """End the process at once, with its files; gives how it ended, which may be on its own."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.1)  # one that has closed its pipe is about to end
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not sent yet is for nobody
                _pipe(pipe).close()
        self._scratch.cleanup()
        return code


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """Give a pipe, which is there because it was asked for."""
    if pipe is None:
        raise EOFError
    return pipe


_of_thread = threading.local()


def press(work: Work, task: Task, seconds: float) -> Result:
    """Press an article in the process of this thread, and a fresh one where that is no more."""
    own: _Press | None = getattr(_of_thread, "press", None)
    if own is None or not own.is_there():
        own = _of_thread.press = _Press()
    return own.press(work, task, seconds)


def serve() -> None:
    """Be that process: press what comes, until nothing comes any more; what it prints is no answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the worker
    with os.fdopen(os.dup(1), "wb") as answers, contextlib.suppress(EOFError, OSError):
        os.dup2(2, 1)
        for number in count(1):
            tempfile.tempdir, question = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own worker
            answer = _answer(question)
            is_last = limits.is_reached(number)
            pickle.dump((answer, is_last), answers)
            answers.flush()
            if is_last:
                return


def _answer(question: bytes) -> Any:
    """Give what came of pressing, or what kept it from being begun, such as a package that is not there."""
    try:
        work, task = pickle.loads(question)  # noqa: S301  the same
        return work(task)
    except Exception as error:  # noqa: BLE001  told at home
        return error
