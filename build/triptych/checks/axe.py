"""axe-core, which judges the accessibility of a page in a real browser: wide, dark and narrow."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from triptych.checks import ace, installed
from triptych.checks.worker import SECONDS, Worker, running
from triptych.core.errors import Finding, Place, Severity

NAME = "axe"
LEAST = "4.8"
PACKAGE = "axe-core"

_DRIVER = Path(__file__).with_name("axe.js")


def missing() -> list[str]:
    """Return what axe-core needs and is not installed; puppeteer, which drives the browser, is Ace's."""
    return [*ace.missing(), *installed.lacks_package(PACKAGE, LEAST)]


def version() -> str:
    """Return the version of axe-core, or ""."""
    return installed.package_version(PACKAGE)


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Start axe-core in a browser; a file may take ``seconds``."""
    axe, puppeteer = installed.node_package(PACKAGE), installed.node_package(ace.PACKAGE)
    command = ["node", str(_DRIVER), f"{axe}/axe.min.js", str(puppeteer)]
    extra = {"PUPPETEER_EXECUTABLE_PATH": installed.chromium()}
    return running(NAME, command, extra, seconds)


def judge(worker: Worker, path: Path) -> list[Finding]:
    """Return what axe-core finds in a page, each element once per rule.

    Raises ``ToolError`` when it fails.
    """
    found = worker.ask_json(path)
    if isinstance(found, dict):
        message = f"{NAME} cannot open it: {str(found['error'])[:200]}"
        return [Finding("axe-unread", Severity.ERROR, message, Place(""))]
    findings: dict[tuple[str, str], Finding] = {}
    for violation in found:
        for node in violation["nodes"]:
            findings.setdefault((violation["id"], node["target"]), _finding(violation, node))
    return list(findings.values())


def _finding(violation: dict[str, Any], node: dict[str, Any]) -> Finding:
    """Return the finding on one element that fails one rule."""
    view = "" if violation["view"] == "wide" else f" (on a {violation['view']} screen)"
    return Finding(
        code=f"axe-{violation['id']}",
        severity=ace.severity_of(violation["impact"]),
        message=f"{violation['help']}{view}",
        place=Place(""),
        hint=_advice(str(node["why"] or "")),
        snippet=str(node["html"]),
    )


def _advice(why: str) -> str:
    """Return the first remedy that axe-core lists, one per line below "Fix any of …"."""
    lines = [line.strip() for line in why.splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith("Fix a")), "")
