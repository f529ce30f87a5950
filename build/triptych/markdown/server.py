"""Pandoc kept open: to start it takes longer than most texts do, so one process serves text after text.

What it gives is what a process of its own would give, to the byte. What it cannot give it does not
explain: whoever asks runs pandoc on that text alone, and that run's word counts.
"""

import os
import subprocess
import tempfile
import threading
from importlib.util import find_spec
from multiprocessing.util import Finalize
from pathlib import Path
from typing import IO, Any

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # each use asks for it first

_SCRIPT = Path(__file__).with_name("server.lua")
_NOWHERE = {"HOME": os.devnull, "XDG_DATA_HOME": os.devnull, "APPDATA": os.devnull}
"""Where a user's own ``init.lua`` would be, which must not reach an edition."""


OWN_PROGRAM = "PYPANDOC_PANDOC"
"""The variable that names a pandoc of the user's own."""


def bundled() -> Path | None:
    """Give the program that the package ``pypandoc-binary`` brings; None where it brings none."""
    spec = find_spec("pypandoc")
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else Path()
    return next((p for name in ("pandoc", "pandoc.exe") if (p := folder / name).is_file()), None)


class PandocServer:
    """A pandoc process, which one thread at a time may ask; a forked process starts its own."""

    def __init__(self, command: list[str], options: list[str]) -> None:
        self._command = [*command, "lua", str(_SCRIPT), *options]
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._is_ready, self._is_of_use = False, True
        self._lock = threading.Lock()
        Finalize(None, self.close, exitpriority=0)  # multiprocessing ends workers without atexit
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._leave)

    def begin(self) -> None:
        """Start the process if there is none, and do not wait for it."""
        if self._process is None and self._is_of_use:
            try:
                self._scratch = tempfile.TemporaryDirectory(prefix="triptych-")
                self._process = subprocess.Popen(
                    self._command,
                    bufsize=0,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **_NOWHERE, "TMPDIR": self._scratch.name},
                )
            except OSError:
                self._is_of_use = False

    def ask(self, verb: str, text: str, seconds: int) -> str | None:
        """Give what a verb makes of ``text``; None when it must be asked of a process of its own.

        Raises ``TimeoutError`` when it is not done after so many seconds.
        """
        with self._lock:
            self.begin()
            process = self._process
            if process is None:
                return None
            is_late = threading.Event()

            def stop() -> None:
                is_late.set()
                process.kill()

            timer = threading.Timer(seconds, stop)
            timer.start()
            is_whole = False
            try:
                answer = self._exchange(process, verb, text, seconds)
                is_whole = True
            except (OSError, EOFError, ValueError):
                if is_late.is_set():
                    raise TimeoutError from None
                return None
            finally:
                timer.cancel()
                if not is_whole:
                    self.close()
            return answer

    def close(self) -> None:
        """End the process; the next question starts another."""
        process, self._process, self._is_ready = self._process, None, False
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                _pipe(pipe).close()
            process.wait()
        self._tidy()

    def _tidy(self) -> None:
        """Take away the folder that pandoc makes for what is typed to it, before it may open none."""
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _exchange(
        self, process: "subprocess.Popen[bytes]", verb: str, text: str, seconds: int
    ) -> str | None:
        """Put one question and give its answer; raises ``OSError`` when the process is gone."""
        asked, answers = _pipe(process.stdin), _pipe(process.stdout)
        if not self._is_ready:
            self._is_of_use = False  # one that never begins is not started a second time
            _line(answers)
            self._is_ready = self._is_of_use = True
            self._tidy()
        _confine(process.pid, seconds)
        data = text.encode()
        _put(asked, f"{verb} {len(data)}\n".encode() + data)
        word, length = _line(answers).split()
        answer = _take(answers, int(length)).decode()
        return answer if word == "ok" else None

    def _leave(self) -> None:
        """Let go, in a forked process, of its parent's: with the pipes held open it would outlive it."""
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                _pipe(pipe).close()
            self._process.returncode = 0  # it is not this process's to wait for
        if self._scratch is not None:
            self._scratch._finalizer.detach()  # type: ignore[attr-defined]  # noqa: SLF001  its parent's folder
            self._scratch = None
        self._process, self._is_ready, self._lock = None, False, threading.Lock()


def _confine(pid: int, seconds: int) -> None:
    """Take from a process the right to open a file or a socket, and let it end if nobody else ends it.

    Only Linux lets one process bound another; elsewhere pandoc's sandbox and its pure writers must do.
    """
    if hasattr(resource, "prlimit"):
        no_more = (0, 0)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, no_more)
        used = _seconds_used(pid)
        _, most = resource.prlimit(pid, resource.RLIMIT_CPU)
        resource.prlimit(pid, resource.RLIMIT_CPU, (used + seconds + 1, most))


def _seconds_used(pid: int) -> int:
    """Give the processor time that a process has used (proc(5), ``stat``, fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) // os.sysconf("SC_CLK_TCK")


def _pipe(pipe: IO[Any] | None) -> IO[bytes]:
    """Give a pipe that was asked for when the process was started."""
    assert pipe is not None  # noqa: S101  Popen gives each that it is told to
    return pipe


def _put(pipe: IO[bytes], data: bytes) -> None:
    """Write all of ``data``."""
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _take(pipe: IO[bytes], length: int) -> bytes:
    """Read so many bytes; raises ``EOFError`` when there are not as many."""
    parts: list[bytes] = []
    while length:
        part = pipe.read(min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _line(pipe: IO[bytes]) -> str:
    """Read a short line without its end; raises ``EOFError`` when it is not whole."""
    line = bytearray()
    while not line.endswith(b"\n"):
        line += _take(pipe, 1)
    return line.decode().rstrip()
