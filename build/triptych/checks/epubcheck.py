"""The door to EPUBCheck, the EPUB standard's own judge: many books in one Java process."""

from contextlib import AbstractContextManager
from pathlib import Path

from triptych.checks import installed
from triptych.checks.verdict import Verdict
from triptych.checks.worker import JAVA, SECONDS, Worker, running
from triptych.core.errors import Severity, ToolError

NAME = "EPUBCheck"
LEAST = "5.0"
"""The oldest version that knows EPUB 3.3."""

_DRIVER = Path(__file__).with_name("Epubs.java")
_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "USAGE": Severity.NOTE,
    "INFO": Severity.NOTE,
}


def missing() -> list[str]:
    """Name what EPUBCheck needs and is not there."""
    lacking = installed.lacks_java()
    if not _jar():
        return [*lacking, "epubcheck"]
    return [*lacking, *installed.too_old(NAME, version(), LEAST)]


def version() -> str:
    """Give EPUBCheck's version."""
    return installed.python_version("epubcheck")


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Give EPUBCheck running."""
    command = [*JAVA, "-cp", str(_jar()), str(_DRIVER)]
    return running(NAME, command, seconds=seconds)


def judge(worker: Worker, path: Path) -> list[Verdict]:
    """Give what EPUBCheck holds against a book; raises ``ToolError`` when it fails."""
    report = worker.ask_json(path)
    messages = report.get("messages") if isinstance(report, dict) else None
    if messages is None:
        raise ToolError(f"{NAME} gave no report of it")
    return [_verdict(message) for message in messages]


def _jar() -> Path | None:
    """Give EPUBCheck's own file."""
    return installed.python_file("epubcheck", "epubcheck.jar")


def _verdict(message: dict[str, object]) -> Verdict:
    """Read one message of EPUBCheck's report, with the first of its places."""
    places = message.get("locations")
    first = places[0] if isinstance(places, list) and places else {}
    return Verdict(
        code=f"epubcheck-{str(message['ID']).lower()}",
        severity=_SEVERITIES.get(str(message["severity"]), Severity.WARNING),
        message=str(message["message"]),
        part=str(first.get("path") or ""),
        line=max(int(first.get("line") or 0), 0),
        column=max(int(first.get("column") or 0), 0),
        snippet=str(first.get("context") or ""),
        hint=str(message.get("suggestion") or ""),
    )
