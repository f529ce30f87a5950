"""Outside programs that judge one file after another in one process: a line in, a line out."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import IO, Any

from triptych.core import child_process
from triptych.core.child_process import ChildGoneError, ChildProcess
from triptych.core.errors import ToolError

SECONDS = 120
"""How long a judge may take for one file before it counts as hung."""


_NO_NETWORK = [
    f"-D{name}={value}"
    for kind in ("http.proxy", "https.proxy", "ftp.proxy", "socksProxy")
    for name, value in ((f"{kind}Host", "127.0.0.1"), (f"{kind}Port", "9"))
]
"""Proxies that do not exist, for every kind of connection that Java makes."""

JAVA = (
    "java",
    "-Xss8m",
    "-Xmx1500m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    *_NO_NETWORK,
    "-Dhttp.nonProxyHosts=",
    "-Dftp.nonProxyHosts=",
    "-DsocksNonProxyHosts=",
)
"""Java for judges: bounded in memory, offline, and quick to start rather than to run for long."""

_OFFLINE = [sys.executable, "-I", "-S", str(Path(__file__).with_name("offline.py"))]
"""What runs a judge without a network, where the system can."""


class Worker:
    """A running judge; ``ask`` may be called any number of times."""

    def __init__(self, name: str, child: ChildProcess, errors: IO[str], seconds: float) -> None:
        self._name, self._child, self._errors, self._seconds = name, child, errors, seconds

    @property
    def is_over(self) -> bool:
        """Whether the judge has ended."""
        return not self._child.is_running()

    def ask_json(self, question: Path | str) -> Any:
        """Return the judge's line parsed as JSON; raises ``ToolError`` when it is no JSON."""
        answer = self.ask(question)
        try:
            return json.loads(answer)
        except ValueError:
            message = (
                f"{self._name} printed something other than a report: {answer[:80] or 'nothing'}"
            )
            raise ToolError(message, hint=_DOCTOR) from None

    def ask(self, question: Path | str) -> str:
        """Return the judge's line on a file; raises ``ToolError`` when it ends or hangs."""
        return self.ask_until(question, "")[0]

    def ask_until(self, question: Path | str, end: str) -> list[str]:
        """Return the judge's lines up to the one that is ``end``; "" takes the first alone.

        Raises ``ToolError`` when it ends or hangs.
        """
        if isinstance(question, Path):
            question = question.resolve()
        try:
            with self._child.deadline(self._seconds):
                self._child.send_line(str(question))
                lines = [self._child.receive_line()]
                while end and lines[-1] != end:
                    lines.append(self._child.receive_line())
        except TimeoutError:
            self._child.close()
            hint = "Judge that file alone, raise --seconds, or leave this judge out with --judges."
            message = f"{self._name} did not answer within {self._seconds:g} seconds"
            raise ToolError(message, hint=hint) from None
        except ChildGoneError:
            raise self._ended() from None
        return lines

    def _ended(self) -> ToolError:
        """Return the error that the judge ended, with the last line of its standard error."""
        code = self._child.close()
        self._errors.seek(0)
        lines = [line.strip() for line in self._errors if line.strip()]
        tail = f": {lines[-1][:200]}" if lines else f", with code {code}"
        return ToolError(f"{self._name} ended early{tail}", hint=_DOCTOR)


@contextmanager
def running(
    name: str, command: list[str], extra: Mapping[str, str] | None = None, seconds: float = SECONDS
) -> Iterator[Worker]:
    """Start a judge, and end it afterwards; ``extra`` are environment variables that it needs."""
    with _started(command, extra or {}) as (child, errors):
        try:
            yield Worker(name, child, errors, seconds)
        finally:
            child.close(_GRACE)


def once(name: str, command: list[str], seconds: float) -> tuple[str, str]:
    """Run a program to its end, and return its standard output and standard error.

    Raises ``ToolError`` when it takes longer than ``seconds``.
    """
    with _started(command, {"LC_ALL": "C.UTF-8"}) as (child, errors):
        child.requests.close()
        try:
            with child.deadline(seconds):
                printed = child.replies.read().decode(errors="replace")
        except TimeoutError:
            message = f"{name} did not answer within {seconds:g} seconds"
            raise ToolError(message, hint=_DOCTOR) from None
        errors.seek(0)
        return printed, errors.read()


@contextmanager
def _started(
    command: list[str], extra: Mapping[str, str]
) -> Iterator[tuple[ChildProcess, IO[str]]]:
    """Start a program that ``stop_all`` ends; yields it with the file of its standard error.

    It has the machine's fonts, which the typesetter hides from this process: without any, a browser
    crashes at the first letter that a page does not bring.
    """
    if _stopped.is_set():
        raise ToolError("the check was stopped")
    environment = {key: value for key, value in environ.items() if key != "FONTCONFIG_FILE"}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        child = child_process.start(
            [*_OFFLINE, *command], {**environment, **extra}, errors=errors, has_scratch=False
        )
        _live.add(child)
        try:
            yield child, errors
        finally:
            child.close()
            _live.discard(child)


def no_report(name: str, printed: str, errors: str) -> ToolError:
    """Return the error that a judge printed no report, with the last line of what it printed."""
    lines = (errors.strip() or printed.strip() or "nothing").splitlines()
    return ToolError(f"{name} printed no report, but: {lines[-1][:200]}", hint=_DOCTOR)


def stop_all() -> None:
    """End every judge at once, and start none any more; asking one raises ``ToolError``."""
    _stopped.set()
    for child in list(_live):
        child.kill()


_GRACE = 5
"""Seconds that a judge has to end by itself."""

_DOCTOR = "Run `triptych doctor` to see what it needs."

_stopped = Event()

_live: set[ChildProcess] = set()
"""The programs that run now."""
