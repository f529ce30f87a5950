"""Ace by DAISY, which judges the accessibility of an EPUB: many books in one browser."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from triptych.checks import installed
from triptych.checks.worker import SECONDS, Worker, running
from triptych.core.errors import Finding, Place, Severity

NAME = "Ace"
LEAST = "1.3"
PACKAGE = "@daisy/ace-cli"

_DRIVER = Path(__file__).with_name("ace.js")


def missing() -> list[str]:
    """Return what Ace needs and is not installed."""
    lacking = [*installed.lacks_node(), *installed.lacks_chromium()]
    return [*lacking, *installed.lacks_package(PACKAGE, LEAST)]


def version() -> str:
    """Return the version of Ace, or ""."""
    return installed.package_version(PACKAGE)


def severity_of(impact: str | None) -> Severity:
    """Return the severity of an impact of axe-core: critical, serious, moderate or minor."""
    return Severity.ERROR if impact in ("critical", "serious") else Severity.WARNING


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Start Ace; a file may take ``seconds``."""
    command = ["node", str(_DRIVER), str(installed.node_package(PACKAGE))]
    extra = {"PUPPETEER_EXECUTABLE_PATH": installed.chromium()}
    return running(NAME, command, extra, seconds)


def judge(worker: Worker, path: Path) -> list[Finding]:
    """Return what Ace finds in a book; raises ``ToolError`` when it fails."""
    report = worker.ask_json(path)
    if "error" in report:
        message = f"{NAME} cannot read it: {str(report['error'])[:200]}"
        return [Finding("ace-unread", Severity.ERROR, message, Place(""))]
    return list(_findings(report))


def _findings(report: dict[str, Any]) -> Iterator[Finding]:
    """Yield the findings of Ace's report: an assertion per file, and in it one per failed rule."""
    for file in report.get("assertions", []):
        part = str(file["earl:testSubject"]["url"])
        for failed in file["assertions"]:
            result, test = failed["earl:result"], failed["earl:test"]
            if result["earl:outcome"] == "pass":
                continue
            advice = test.get("help", {})
            yield Finding(
                code=f"ace-{test['dct:title']}",
                severity=severity_of(test.get("earl:impact")),
                message=" ".join(str(result["dct:description"]).split()),
                place=Place(part),
                hint=str(advice.get("dct:description") or ""),
                snippet=str(result.get("html") or ""),
            )
