"""A child process that begins as a copy of this one, with all that it has loaded."""

import gc
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, NoReturn, cast

from triptych.core.child_process import ChildProcess, scratch_folder

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def can_fork() -> bool:
    """Whether a child may begin as a copy of this process, with all that it has loaded.

    Only on Linux, and while no other thread runs: a lock that one holds would never open in the copy.
    """
    return sys.platform == "linux" and threading.active_count() == 1


_shared: list[int] = []


@contextmanager
def sharing(processes: int) -> Iterator[None]:
    """Allow what is done within to be shared between ``processes``, this one included."""
    _shared.append(processes)
    try:
        yield
    finally:
        _shared.pop()


def shares() -> int:
    """Return between how many processes work may be shared; 1 where nobody said so."""
    return _shared[-1] if _shared else 1


_free: list[tuple[int, int]] = []


@contextmanager
def lending_processors() -> Iterator[None]:
    """Allow processes that are forked within to use processors that others no longer need.

    A processor is a byte in a pipe that all of them inherit, so that one is given to nobody twice.
    """
    if sys.platform != "linux":
        yield
        return
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    _free.append(ends)
    try:
        yield
    finally:
        _free.remove(ends)
        for end in ends:
            os.close(end)


_MOST = 4096
"""The most processors offered at once: a pipe takes as many bytes, and no machine has more."""


def give_processor(count: int = 1) -> None:
    """Offer processors to whoever asks first, where processors are lent; never waits."""
    if _free and count > 0:
        with suppress(BlockingIOError):  # more are free than anybody can use
            os.write(_free[-1][1], bytes(min(count, _MOST)))


def take_processor() -> bool:
    """Take a processor that is free, if there is one; it is to be given back."""
    try:
        return bool(_free) and bool(os.read(_free[-1][0], 1))
    except BlockingIOError:
        return False


def fork(serve: Callable[[BinaryIO, BinaryIO], None]) -> ChildProcess:
    """Start a copy of this process that runs ``serve`` on its requests and replies, and then ends.

    No signal reaches it before it is ready for them. Raises ``OSError`` when there is no room for it.
    """
    scratch = scratch_folder()
    ends: list[int] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
    try:
        ends += [*os.pipe(), *os.pipe()]
        pid = os.fork()
        if pid == 0:
            tempfile.tempdir = scratch.name
            _run_forked(serve, ends)
    except OSError:
        for end in ends:
            os.close(end)
        scratch.cleanup()
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(ends[0])
    os.close(ends[3])
    requests, replies = os.fdopen(ends[1], "wb"), os.fdopen(ends[2], "rb")
    return ChildProcess(_ForkedProcess(pid), requests, replies, scratch, leads_group=False)


def _run_forked(serve: Callable[[BinaryIO, BinaryIO], None], ends: Sequence[int]) -> NoReturn:
    """Serve in the copy, to which the terminal's Ctrl-C does not apply, and end it."""
    code = 1
    gc.freeze()  # to look through what came with the copy would find nothing, and make a second of it
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP_SIGNALS)
        os.close(ends[1])
        os.close(ends[2])
        with os.fdopen(ends[0], "rb") as requests, os.fdopen(ends[3], "wb") as replies:
            serve(requests, replies)
        code = 0
    except BaseException:  # noqa: BLE001  printed as Python does for a process that it ends
        traceback.print_exc()
    finally:
        os._exit(code)


class _ForkedProcess:
    """A copy of this process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | Any = None

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal; None while the process runs."""
        return self._wait(os.WNOHANG)

    def wait(self) -> int:
        """Wait for the end of the process, and return the exit code."""
        return cast("int", self._wait(0))

    def _wait(self, options: int) -> int | None:
        """Return the exit code, if there is one; ``options`` are those of waitpid(2)."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def send_signal(self, number: int, /) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)
