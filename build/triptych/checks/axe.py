"""The door to axe-core, which judges how accessible a page is: wide, dark and narrow, in a real browser."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from triptych.checks import ace, installed
from triptych.checks.verdict import Verdict, impact
from triptych.checks.worker import SECONDS, Worker, running
from triptych.core.errors import Severity

NAME = "axe"
LEAST = "4.8"
PACKAGE = "axe-core"

_DRIVER = Path(__file__).with_name("axe.js")


def missing() -> list[str]:
    """Name what axe-core needs and is not there; puppeteer, which drives the browser, is Ace's."""
    return [*ace.missing(), *installed.lacks_package(PACKAGE, LEAST)]


def version() -> str:
    """Give axe-core's version."""
    return installed.package_version(PACKAGE)


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Give axe-core ready in a running browser."""
    axe, puppeteer = installed.node_package(PACKAGE), installed.node_package(ace.PACKAGE)
    command = ["node", str(_DRIVER), f"{axe}/axe.min.js", str(puppeteer)]
    extra = {"PUPPETEER_EXECUTABLE_PATH": installed.chromium()}
    return running(NAME, command, extra, seconds)


def judge(worker: Worker, path: Path) -> list[Verdict]:
    """Give what axe-core holds against a page, each element once a rule.

    Raises ``ToolError`` when it fails.
    """
    found = worker.ask_json(path)
    if isinstance(found, dict):
        message = f"{NAME} cannot open it: {str(found['error'])[:200]}"
        return [Verdict("axe-unread", Severity.ERROR, message)]
    told: dict[tuple[str, str], Verdict] = {}
    for violation in found:
        for node in violation["nodes"]:
            told.setdefault((violation["id"], node["target"]), _verdict(violation, node))
    return list(told.values())


def _verdict(violation: dict[str, Any], node: dict[str, Any]) -> Verdict:
    """Read one element that fails one rule."""
    view = "" if violation["view"] == "wide" else f" (on a {violation['view']} screen)"
    return Verdict(
        code=f"axe-{violation['id']}",
        severity=impact(violation["impact"]),
        message=f"{violation['help']}{view}",
        snippet=str(node["html"]),
        hint=_advice(str(node["why"] or "")),
    )


def _advice(why: str) -> str:
    """Give the first of the ways to mend that axe-core lists, one a line below "Fix any of …"."""
    lines = [line.strip() for line in why.splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith("Fix a")), "")
