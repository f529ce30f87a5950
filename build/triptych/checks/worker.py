"""Outside programs that judge file after file in one process, one line in and one line out."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from os import environ
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Timer
from typing import IO

from triptych.errors import ToolError

SECONDS = 120
"""How long a judge may take for one file before it counts as hung."""


class Worker:
    """A running judge; ``ask`` may be called any number of times."""

    def __init__(
        self, process: subprocess.Popen[str], told: IO[str], name: str, seconds: float
    ) -> None:
        self._process = process
        self._told = told
        self._name = name
        self._seconds = seconds

    def ask(self, path: Path) -> str:
        """Give the judge's line on a file; raises ``ToolError`` when it ends or hangs."""
        give, take = self._process.stdin, self._process.stdout
        if give is None or take is None:
            raise AssertionError("a judge is started with pipes")
        late = Event()
        timer = Timer(self._seconds, self._give_up, (late,))
        timer.start()
        try:
            give.write(f"{path}\n")
            give.flush()
            answer = take.readline()
        except OSError:
            answer = ""
        finally:
            timer.cancel()
        if not answer.endswith("\n"):
            raise self._ended(hung=late.is_set())
        return answer.rstrip("\n")

    def _give_up(self, late: Event) -> None:
        """End a judge that takes too long."""
        late.set()
        self._process.terminate()

    def _ended(self, *, hung: bool) -> ToolError:
        """Tell how the judge ended, with the last line that it complained in."""
        if hung:
            hint = "Judge that file alone, or leave this judge out with --own."
            return ToolError(f"{self._name} gave no answer in {self._seconds:g} seconds", hint=hint)
        code = self._process.wait()
        self._told.seek(0)
        lines = [line.strip() for line in self._told if line.strip()]
        tail = f": {lines[-1][:200]}" if lines else f", with code {code}"
        message = f"{self._name} ended before it was done{tail}"
        return ToolError(message, hint="`triptych doctor` tells what it stands on.")


@contextmanager
def running(
    name: str, command: list[str], extra: Mapping[str, str] | None = None, seconds: float = SECONDS
) -> Iterator[Worker]:
    """Give a judge that runs, and end it; ``extra`` are variables that it needs.

    It sees the machine's fonts, which the typesetter hides from this process: a browser without any
    crashes at the first letter that a page does not bring.
    """
    pipe = subprocess.PIPE
    machine = {key: value for key, value in environ.items() if key != "FONTCONFIG_FILE"}
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
            env={**machine, **(extra or {})},
        ) as process,
    ):
        try:
            yield Worker(process, told, name, seconds)
        finally:
            _end(process)


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
        process.kill()


_GRACE = 5
"""Seconds that a judge has to end by itself."""
