"""The door to Ace by DAISY, which judges how accessible an EPUB is: many books in one browser."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from triptych.checks import installed
from triptych.checks.verdict import Verdict, impact
from triptych.checks.worker import SECONDS, Worker, running
from triptych.core.errors import Severity

NAME = "Ace"
LEAST = "1.3"
PACKAGE = "@daisy/ace-cli"

_DRIVER = Path(__file__).with_name("ace.js")


def missing() -> list[str]:
    """Name what Ace needs and is not there."""
    lacking = [*installed.lacks_node(), *installed.lacks_chromium()]
    return [*lacking, *installed.lacks_package(PACKAGE, LEAST)]


def version() -> str:
    """Give Ace's version."""
    return installed.package_version(PACKAGE)


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Give Ace running."""
    command = ["node", str(_DRIVER), str(installed.node_package(PACKAGE))]
    extra = {"PUPPETEER_EXECUTABLE_PATH": installed.chromium()}
    return running(NAME, command, extra, seconds)


def judge(worker: Worker, path: Path) -> list[Verdict]:
    """Give what Ace holds against a book; raises ``ToolError`` when it fails."""
    report = worker.ask_json(path)
    if "error" in report:
        message = f"{NAME} cannot read it: {str(report['error'])[:200]}"
        return [Verdict("ace-unread", Severity.ERROR, message)]
    return list(_verdicts(report))


def _verdicts(report: dict[str, Any]) -> Iterator[Verdict]:
    """Read Ace's report: an assertion for each file, in it one for each rule that it fails."""
    for file in report.get("assertions", []):
        part = str(file["earl:testSubject"]["url"])
        for failed in file["assertions"]:
            result, test = failed["earl:result"], failed["earl:test"]
            if result["earl:outcome"] == "pass":
                continue
            told = test.get("help", {})
            yield Verdict(
                code=f"ace-{test['dct:title']}",
                severity=impact(test.get("earl:impact")),
                message=" ".join(str(result["dct:description"]).split()),
                part=part,
                snippet=str(result.get("html") or ""),
                hint=str(told.get("dct:description") or ""),
            )
