"""Child processes: a pipe to each and a pipe from it, a time limit, and nothing left when one ends.

A child ends with its requests: it reads their end when this process goes, however it goes. A message
is a pickled value, a line of text, or a line with the length of the bytes that follow.
"""

import contextlib
import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO, Protocol, cast
from weakref import WeakSet

from triptych.core import clock

_POLL = 0.01
"""Seconds between two looks at something that the system gives no way to wait for."""


class ChildGoneError(Exception):
    """The child has ended, or its reply is incomplete."""


class Process(Protocol):
    """A process that was started here, as ``subprocess.Popen`` presents it."""

    pid: int
    returncode: int | Any

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal; None while the process runs."""

    def wait(self) -> int:
        """Wait for the end of the process, and return the exit code."""

    def send_signal(self, number: int, /) -> None:
        """Send a signal, unless the process has ended."""


class ChildProcess:
    """A running child; ``requests`` leads to it, ``replies`` from it."""

    def __init__(
        self,
        process: Process,
        requests: BinaryIO,
        replies: BinaryIO,
        scratch: TemporaryDirectory[str] | None,
        *,
        leads_group: bool,
    ) -> None:
        self.requests, self.replies, self._leads_group = requests, replies, leads_group
        self._process, self._scratch = process, scratch
        self._is_closed, self._exit_code = False, 0
        _children.add(self)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether the child has not ended."""
        return not self._is_closed and self._process.poll() is None

    def send(self, value: object) -> None:
        """Send a value; that a child is gone is noticed when its reply is read."""
        with contextlib.suppress(OSError, ValueError):
            write_value(self.requests, value)

    def receive(self) -> Any:
        """Return the next value; raises ``ChildGoneError`` when there is none."""
        with _gone_when_incomplete():
            return pickle.load(self.replies)  # noqa: S301  from our own process

    def has_reply(self) -> bool:
        """Whether a reply comes, or an end; where the system cannot say so, it counts as there.

        Only between replies: of what was read beyond the last one the system knows nothing.
        """
        return sys.platform == "win32" or bool(select.select([self.replies], [], [], 0)[0])

    def send_line(self, text: str) -> None:
        """Send a line; that a child is gone is noticed when its reply is read."""
        self._write(f"{text}\n".encode(errors="replace"))

    def receive_line(self) -> str:
        """Return the next line without its end; raises ``ChildGoneError`` when it is incomplete."""
        with _gone_when_incomplete():
            line = self.replies.readline()
        if not line.endswith(b"\n"):
            raise ChildGoneError
        return line.decode(errors="replace").rstrip("\r\n")

    def send_block(self, word: str, data: bytes) -> None:
        """Send ``data`` after a line with a word and the number of bytes."""
        self._write(f"{word} {len(data)}\n".encode() + data)

    def receive_block(self) -> tuple[str, bytes]:
        """Return a word and the bytes after it; raises ``ChildGoneError`` when they are incomplete."""
        word, _, length = self.receive_line().partition(" ")
        with _gone_when_incomplete():
            data = self.replies.read(int(length))
        if len(data) < int(length):
            raise ChildGoneError
        return word, data

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Kill the child after ``seconds`` of what is done within; raises ``TimeoutError`` then."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        except ChildGoneError:
            if not late.is_set():
                raise
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            raise TimeoutError

    def kill(self) -> None:
        """Kill the child, with all that it started where it is a program."""
        with contextlib.suppress(OSError):
            if self._leads_group and sys.platform != "win32":
                os.killpg(self.pid, _KILL)
            else:
                self._process.send_signal(_KILL)

    def close(self, grace: float = 0.0) -> int:
        """End the child, remove its scratch folder, and return its exit code.

        With ``grace`` it is killed only when it has not ended by itself, that many seconds after its
        requests ended and then again after SIGTERM.
        """
        if not self._is_closed:
            if grace:
                _close(self.requests)
                if not self._ends_within(grace):
                    self._process.send_signal(signal.SIGTERM)
                    self._ends_within(grace)
            self.kill()
            self._exit_code = self._process.wait()
            _close(self.requests)
            _close(self.replies)
            self.remove_scratch()
            self._is_closed = True
        return self._exit_code

    def remove_scratch(self) -> None:
        """Remove the folder of the child's temporary files."""
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _write(self, data: bytes) -> None:
        """Write bytes to the child."""
        with contextlib.suppress(OSError, ValueError):
            self.requests.write(data)
            self.requests.flush()

    def _ends_within(self, seconds: float) -> bool:
        """Whether the child ends within so many seconds; returns as soon as it has."""
        latest = clock.now() + seconds
        while self._process.poll() is None:
            if clock.now() >= latest:
                return False
            time.sleep(_POLL)
        return True

    def _forget(self) -> None:
        """Leave the child to the process that this one was forked from.

        With a copy of its pipe held open it would outlive that process.
        """
        _close(self.requests)
        _close(self.replies)
        self._process.returncode = 0  # not ours to wait for
        if self._scratch is not None:
            self._scratch._finalizer.detach()  # type: ignore[attr-defined]  # noqa: SLF001  its parent's folder
        self._scratch, self._is_closed = None, True


_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

_children: WeakSet[ChildProcess] = WeakSet()
_lent: WeakSet[ChildProcess] = WeakSet()


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    errors: IO[Any] | int | None = None,
    has_scratch: bool = True,
) -> ChildProcess:
    """Start a program in a process group of its own; raises ``OSError`` when it cannot be started.

    ``errors`` is where its standard error goes. A scratch folder is where it makes temporary files.
    """
    from subprocess import PIPE, Popen  # noqa: PLC0415  slow to load, and a fork needs none of it

    scratch = scratch_folder() if has_scratch else None
    own = {"TMPDIR": scratch.name} if scratch else {}
    try:
        process = Popen(
            command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            env={**environment, **own},
            start_new_session=True,
        )
    except OSError:
        if scratch:
            scratch.cleanup()
        raise
    requests, replies = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    return ChildProcess(process, requests, replies, scratch, leads_group=True)


def values_from(pipe: BinaryIO) -> Iterator[Any]:
    """Yield each value that is sent through a pipe, until its other end is closed."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            yield pickle.load(pipe)  # noqa: S301  from the process that started this one


def write_value(pipe: BinaryIO, value: object) -> None:
    """Send a value through a pipe; raises ``OSError`` when nobody reads it."""
    pickle.dump(value, pipe)
    pipe.flush()


def scratch_folder() -> TemporaryDirectory[str]:
    """Return a new folder for the temporary files of a child."""
    return TemporaryDirectory(prefix="triptych-", ignore_cleanup_errors=True)


@contextlib.contextmanager
def _gone_when_incomplete() -> Iterator[None]:
    """Raise ``ChildGoneError`` for all that reading from a pipe raises at an incomplete message."""
    try:
        yield
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        raise ChildGoneError from None


def _close(pipe: BinaryIO) -> None:
    """Close a pipe; what was not sent yet is for nobody."""
    with contextlib.suppress(OSError, ValueError):
        pipe.close()


@contextlib.contextmanager
def lending(child: ChildProcess) -> Iterator[None]:
    """Allow processes that are forked within to talk to a child of this one, which still ends it."""
    _lent.add(child)
    try:
        yield
    finally:
        _lent.discard(child)


def lent_pids() -> list[int]:
    """Return the numbers of the children that are lent to processes forked from this one."""
    return [child.pid for child in _lent]


def _forget_all() -> None:
    """Forget, in a forked process, the children of the process that it was forked from, but lent ones."""
    for child in set(_children) - set(_lent):
        child._forget()  # noqa: SLF001  the other half of this module
    _children.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
