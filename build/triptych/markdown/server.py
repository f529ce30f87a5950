"""A pandoc that stays open: its start takes longer than most texts, so one process serves them all.

It returns what a separate pandoc would return, to the byte. Where it fails it does not say why: the
caller then runs pandoc on that text alone, and that result counts.
"""

import atexit
import os
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL
from typing import TypeAlias

from triptych.core import child_process, processor_time
from triptych.core.child_process import ChildGoneError, ChildProcess

_SCRIPT = Path(__file__).with_name("server.lua")
_NOWHERE = {"HOME": os.devnull, "XDG_DATA_HOME": os.devnull, "APPDATA": os.devnull}
"""Where a user's own ``init.lua`` would be, which must not reach an edition."""


OWN_PROGRAM = "PYPANDOC_PANDOC"
"""The variable that names a pandoc of the user's own."""


def bundled() -> Path | None:
    """Return the program of the package ``pypandoc-binary``; None where it has none."""
    spec = find_spec("pypandoc")
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else Path()
    return next((p for name in ("pandoc", "pandoc.exe") if (p := folder / name).is_file()), None)


Step: TypeAlias = Callable[[str], object]
"""Something to be done while pandoc reads a text, which it is given."""


class PandocServer:
    """A pandoc process, which one thread at a time may ask; a forked process starts its own."""

    def __init__(self, command: list[str], options: list[str]) -> None:
        self._command = [*command, "lua", str(_SCRIPT), *options]
        self._child: ChildProcess | None = None
        self._is_ready, self._is_of_use = False, True
        self._lock = threading.Lock()
        self.meanwhile = list[Step]()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._start_over)

    def begin(self) -> None:
        """Start the process if there is none, and do not wait for it."""
        if self._child is None and self._is_of_use:
            try:
                environment = {**os.environ, **_NOWHERE}
                self._child = child_process.start(self._command, environment, errors=DEVNULL)
            except OSError:
                self._is_of_use = False

    def ask(self, verb: str, text: str, seconds: int) -> str | None:
        """Return what a verb makes of ``text``; None when pandoc must be run on that text alone.

        It is None too after half of ``seconds`` of processor time: when a computer stalls, the time is
        charged to whichever process was running, and two in a row are hardly ever hit.
        Raises ``TimeoutError`` when there is no answer in a time that suffices on a very busy computer.
        """
        with self._lock:
            self.begin()
            if self._child is None:
                return None
            is_complete = False
            try:
                with self._child.deadline(processor_time.patience(seconds)):
                    answer = self._exchange(self._child, verb, text, seconds)
                    is_complete = True
            except TimeoutError:
                raise
            except (ChildGoneError, OSError, ValueError):
                return None
            finally:
                if not is_complete:
                    self.close()
            return answer

    def close(self) -> None:
        """End the process; the next question starts another."""
        child, self._child, self._is_ready = self._child, None, False
        if child is not None:
            child.close()

    def _exchange(self, child: ChildProcess, verb: str, text: str, seconds: int) -> str | None:
        """Send one question and return the answer; raises ``ChildGoneError`` when the process is gone."""
        if not self._is_ready:
            self._is_of_use = False  # one that never begins is not started a second time
            self._use_time(child, text)
            child.receive_line()
            self._is_ready = self._is_of_use = True
            child.remove_scratch()  # pandoc's folder for standard input, while it may still open files
        processor_time.forbid_files(child.pid)
        processor_time.limit(child.pid, max(1, seconds // 2))
        child.send_block(verb, text.encode())
        self._use_time(child, text)
        word, answer = child.receive_block()
        return answer.decode() if word == "ok" else None

    def _use_time(self, child: ChildProcess, text: str) -> None:
        """Do what is to be done while an answer is waited for."""
        while self.meanwhile and not child.has_reply():
            self.meanwhile.pop(0)(text)

    def _start_over(self) -> None:
        """Begin without a process, as a forked process does too: its parent's is not its own."""
        self._child, self._is_ready, self._lock = None, False, threading.Lock()
