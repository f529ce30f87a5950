"""EPUBCheck, the EPUB standard's own judge: many books in one Java process."""

from contextlib import AbstractContextManager
from pathlib import Path

from triptych.checks import installed
from triptych.checks.worker import JAVA, SECONDS, Worker, running
from triptych.core.errors import Finding, Place, Severity, ToolError

NAME = "EPUBCheck"
LEAST = "5.0"
"""The oldest version for EPUB 3.3."""

_DRIVER = Path(__file__).with_name("Epubs.java")
_STATEMENTS = frozenset(["CSS-028"])
"""Messages that only say what a book uses: that it embeds fonts."""

_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "USAGE": Severity.NOTE,
    "INFO": Severity.NOTE,
}


def missing() -> list[str]:
    """Return what EPUBCheck needs and is not installed."""
    lacking = installed.lacks_java()
    if not _jar():
        return [*lacking, "epubcheck"]
    return [*lacking, *installed.too_old(NAME, version(), LEAST)]


def version() -> str:
    """Return the version of EPUBCheck, or ""."""
    return installed.python_version("epubcheck")


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Start EPUBCheck; a file may take ``seconds``."""
    command = [*JAVA, "-cp", str(_jar()), str(_DRIVER)]
    return running(NAME, command, seconds=seconds)


def judge(worker: Worker, path: Path) -> list[Finding]:
    """Return what EPUBCheck finds in a book; raises ``ToolError`` when it fails."""
    report = worker.ask_json(path)
    messages = report.get("messages") if isinstance(report, dict) else None
    if messages is None:
        raise ToolError(f"{NAME} printed no report")
    return [_finding(message) for message in messages if message.get("ID") not in _STATEMENTS]


def _jar() -> Path | None:
    """Return the jar of EPUBCheck, or None."""
    return installed.python_file("epubcheck", "epubcheck.jar")


def _finding(message: dict[str, object]) -> Finding:
    """Return one message of EPUBCheck's report as a finding, at the first of its places."""
    places = message.get("locations")
    first = places[0] if isinstance(places, list) and places else {}
    return Finding(
        code=f"epubcheck-{str(message['ID']).lower()}",
        severity=_SEVERITIES.get(str(message["severity"]), Severity.WARNING),
        message=str(message["message"]),
        place=Place(
            str(first.get("path") or ""),
            max(int(first.get("line") or 0), 0),
            max(int(first.get("column") or 0), 0),
        ),
        hint=str(message.get("suggestion") or ""),
        snippet=str(first.get("context") or ""),
    )
