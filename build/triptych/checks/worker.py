"""Outside programs that judge file after file in one process, one line in and one line out."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from os import environ
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Timer
from typing import IO, Any

from triptych.core.errors import ToolError

SECONDS = 120
"""How long a judge may take for one file before it counts as hung."""


JAVA = ("java", "-Xss8m", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Java for judges: bounded in memory, and quick to start rather than to run for long."""


class Worker:
    """A running judge; ``ask`` may be called any number of times."""

    def __init__(
        self, process: subprocess.Popen[str], told: IO[str], name: str, seconds: float
    ) -> None:
        self._process = process
        self._told = told
        self._name = name
        self._seconds = seconds

    @property
    def is_over(self) -> bool:
        """Tell whether the judge has ended."""
        return self._process.poll() is not None

    def ask_json(self, question: Path | str) -> Any:
        """Give the judge's line as it reads in JSON; raises ``ToolError`` when it is none."""
        answer = self.ask(question)
        try:
            return json.loads(answer)
        except ValueError:
            message = f"{self._name} gave what is no report: {answer[:80] or 'nothing'}"
            raise ToolError(message, hint=_DOCTOR) from None

    def ask(self, question: Path | str) -> str:
        """Give the judge's line on a file; raises ``ToolError`` when it ends or hangs."""
        return self.ask_until(question, "")[0]

    def ask_until(self, question: Path | str, end: str) -> list[str]:
        """Give the judge's lines down to the one that says ``end``; "" takes the first alone."""
        if isinstance(question, Path):
            question = question.resolve()
        give, take = self._process.stdin, self._process.stdout
        if give is None or take is None:
            raise AssertionError("a judge is started with pipes")
        late = Event()
        timer = Timer(self._seconds, self._give_up, (late,))
        timer.start()
        try:
            give.write(f"{question}\n")
            give.flush()
            lines = [take.readline()]
            while end and lines[-1].endswith("\n") and lines[-1] != f"{end}\n":
                lines.append(take.readline())
        except OSError:
            lines = [""]
        finally:
            timer.cancel()
        if not lines[-1].endswith("\n"):
            raise self._ended(hung=late.is_set())
        return [line.rstrip("\n") for line in lines]

    def _give_up(self, late: Event) -> None:
        """End a judge that takes too long."""
        late.set()
        _kill(self._process)

    def _ended(self, *, hung: bool) -> ToolError:
        """Tell how the judge ended, with the last line that it complained in."""
        _kill(self._process)
        code = self._process.wait()
        if hung:
            hint = "Judge that file alone, give it more --seconds, or leave this judge out by --judges."
            return ToolError(f"{self._name} gave no answer in {self._seconds:g} seconds", hint=hint)
        self._told.seek(0)
        lines = [line.strip() for line in self._told if line.strip()]
        tail = f": {lines[-1][:200]}" if lines else f", with code {code}"
        message = f"{self._name} ended before it was done{tail}"
        return ToolError(message, hint=_DOCTOR)


@contextmanager
def running(
    name: str, command: list[str], extra: Mapping[str, str] | None = None, seconds: float = SECONDS
) -> Iterator[Worker]:
    """Give a judge that runs, and end it; ``extra`` are variables that it needs."""
    _refuse_stopped()
    pipe = subprocess.PIPE
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as told,
        subprocess.Popen(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=told,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**_machine(), **(extra or {})},
            start_new_session=True,
        ) as process,
    ):
        _live.add(process)
        try:
            yield Worker(process, told, name, seconds)
        finally:
            _end(process)
            _live.discard(process)


def once(name: str, command: list[str], seconds: float) -> tuple[str, str]:
    """Run a program to its end, and give what it printed and what it complained in.

    Raises ``ToolError`` when it takes longer than ``seconds``.
    """
    _refuse_stopped()
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**_machine(), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    ) as process:
        _live.add(process)
        try:
            return process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            message = f"{name} gave no answer in {seconds:g} seconds"
            raise ToolError(message, hint=_DOCTOR) from None
        finally:
            _kill(process)
            _live.discard(process)


def no_report(name: str, printed: str, told: str) -> ToolError:
    """Tell that a judge gave no report that can be read, with the last line of what it gave."""
    lines = (told.strip() or printed.strip() or "nothing").splitlines()
    return ToolError(f"{name} gave no report, but: {lines[-1][:200]}", hint=_DOCTOR)


def _machine() -> dict[str, str]:
    """Give the environment with the machine's fonts, which the typesetter hides from this process.

    A browser without any crashes at the first letter that a page does not bring.
    """
    return {key: value for key, value in environ.items() if key != "FONTCONFIG_FILE"}


def stop_all() -> None:
    """End every judge at once, so that whoever waits for one is told; none is started any more."""
    _stopped.set()
    for process in list(_live):
        _kill(process)


def _refuse_stopped() -> None:
    """Raise ``ToolError`` when all was stopped."""
    if _stopped.is_set():
        raise ToolError("it was stopped")


def _kill(process: subprocess.Popen[str]) -> None:
    """End a program by force, with all that it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: subprocess.Popen[str]) -> None:
    """End a judge: by its closed input, which lets it close what it has opened, else by force."""
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    _kill(process)


_GRACE = 5
"""Seconds that a judge has to end by itself."""

_DOCTOR = "`triptych doctor` tells what it stands on."

_stopped = Event()

_live: set[subprocess.Popen[str]] = set()
"""The programs that run now."""
