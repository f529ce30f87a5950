"""The door to axe-core, which judges how accessible a page is: wide, dark and narrow, in a real browser."""

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from triptych.checks import ace, installed
from triptych.checks.verdict import Verdict, impact
from triptych.checks.worker import SECONDS, Worker, running
from triptych.errors import ToolError

NAME = "axe"
LEAST = "4.8"
PACKAGE = "axe-core"

_DRIVER = Path(__file__).with_name("axe.js")


def missing() -> list[str]:
    """Name what axe-core needs and is not there; puppeteer, which drives the browser, is Ace's."""
    found = installed.node_package(PACKAGE)
    return [*ace.missing(), *([] if found else [PACKAGE])]


def start(seconds: float = SECONDS) -> AbstractContextManager[Worker]:
    """Give axe-core ready in a running browser."""
    axe, puppeteer = installed.node_package(PACKAGE), installed.node_package(ace.PACKAGE)
    command = ["node", str(_DRIVER), f"{axe}/axe.min.js", str(puppeteer)]
    extra = {"PUPPETEER_EXECUTABLE_PATH": installed.chromium()}
    return running(NAME, command, extra, seconds)


def judge(worker: Worker, path: Path) -> list[Verdict]:
    """Give what axe-core holds against a page; raises ``ToolError`` when it cannot be opened."""
    found = json.loads(worker.ask(path))
    if isinstance(found, dict):
        message = f"{NAME} failed: {str(found['error'])[:200]}"
        raise ToolError(message, hint="Is the file HTML?")
    return [_verdict(violation, node) for violation in found for node in violation["nodes"]]


def _verdict(violation: dict[str, Any], node: dict[str, Any]) -> Verdict:
    """Read one element that fails one rule."""
    why = " ".join(str(node["why"] or "").split())
    return Verdict(
        code=f"axe-{violation['id']}",
        severity=impact(violation["impact"]),
        message=f"{violation['help']} ({violation['view']} screen)",
        snippet=str(node["html"]),
        hint=why,
    )
