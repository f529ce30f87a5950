"""The door to the Nu HTML checker: all pages in one Java process."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from triptych.checks import installed
from triptych.checks.verdict import Verdict
from triptych.checks.worker import JAVA, SECONDS, no_report, once
from triptych.core.errors import Severity

NAME = "Nu"
LEAST = "23"
PACKAGE = "vnu-jar"

_GUESS = "appears to be written in"
"""A guess at the language, which errs on short texts and on mixed ones: no more than a note."""


def missing() -> list[str]:
    """Name what the checker needs and is not there."""
    lacking = installed.lacks_java()
    return lacking if _jar() else [*lacking, PACKAGE]


def version() -> str:
    """Give the checker's version."""
    return installed.package_version(PACKAGE)


def judge(paths: Sequence[Path], seconds: float = SECONDS) -> dict[Path, list[Verdict]]:
    """Give what the checker holds against each page; raises ``ToolError`` when it ends or hangs.

    ``seconds`` is what it may take for one page.
    """
    files = {path.resolve(): path for path in paths}
    only = paths[0] if len(paths) == 1 else None
    command = [*JAVA, "-jar", str(_jar()), "--format", "json", "--stdout"]
    printed, told = once(NAME, [*command, *map(str, files)], seconds * max(len(files), 1))
    verdicts: dict[Path, list[Verdict]] = {path: [] for path in paths}
    try:
        for message in json.loads(printed)["messages"]:
            page = only or files[Path(unquote(urlsplit(str(message["url"])).path))]
            verdicts[page].append(_verdict(message))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise no_report(NAME, printed, told) from None
    return verdicts


def _jar() -> Path | None:
    """Give the checker's own file."""
    folder = installed.node_package(PACKAGE)
    found = folder / "build" / "dist" / "vnu.jar" if folder else None
    return found if found and found.is_file() else None


def _verdict(message: dict[str, Any]) -> Verdict:
    """Read one message of the checker."""
    kind = "warning" if message["type"] == "info" else "error"
    is_guess = _GUESS in str(message["message"])
    is_note = is_guess or (message["type"] == "info" and message.get("subType") != "warning")
    severity = Severity.NOTE if is_note else Severity(kind)
    return Verdict(
        code=f"nu-{kind}",
        severity=severity,
        message=str(message["message"]),
        line=int(message.get("lastLine") or 0),
        column=int(message.get("firstColumn") or message.get("lastColumn") or 0),
        snippet=str(message.get("extract") or ""),
    )
