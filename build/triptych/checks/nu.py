"""The Nu HTML checker: all pages in one Java process."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from triptych.checks import installed
from triptych.checks.worker import JAVA, SECONDS, no_report, once
from triptych.core.errors import Finding, Place, Severity

NAME = "Nu"
LEAST = "23"
PACKAGE = "vnu-jar"

_GUESS = "appears to be written in"
"""A guess of the language, which is often wrong for short or mixed texts, so it is only a note."""


def missing() -> list[str]:
    """Return what the checker needs and is not installed."""
    lacking = installed.lacks_java()
    return lacking if _jar() else [*lacking, PACKAGE]


def version() -> str:
    """Return the version of the checker, or ""."""
    return installed.package_version(PACKAGE)


def judge(paths: Sequence[Path], seconds: float = SECONDS) -> dict[Path, list[Finding]]:
    """Return what the checker finds in each page; raises ``ToolError`` when it crashes or hangs.

    A page may take ``seconds``.
    """
    files = {path.resolve(): path for path in paths}
    only = paths[0] if len(paths) == 1 else None
    command = [*JAVA, "-jar", str(_jar()), "--format", "json", "--stdout"]
    printed, errors = once(NAME, [*command, *map(str, files)], seconds * max(len(files), 1))
    findings: dict[Path, list[Finding]] = {path: [] for path in paths}
    try:
        for message in json.loads(printed)["messages"]:
            page = only or files[Path(unquote(urlsplit(str(message["url"])).path))]
            findings[page].append(_finding(message))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise no_report(NAME, printed, errors) from None
    return findings


def _jar() -> Path | None:
    """Return the jar of the checker, or None."""
    folder = installed.node_package(PACKAGE)
    found = folder / "build" / "dist" / "vnu.jar" if folder else None
    return found if found and found.is_file() else None


def _finding(message: dict[str, Any]) -> Finding:
    """Return one message of the checker as a finding."""
    kind = "warning" if message["type"] == "info" else "error"
    is_guess = _GUESS in str(message["message"])
    is_note = is_guess or (message["type"] == "info" and message.get("subType") != "warning")
    severity = Severity.NOTE if is_note else Severity(kind)
    return Finding(
        code=f"nu-{kind}",
        severity=severity,
        message=str(message["message"]),
        place=Place(
            "",
            int(message.get("lastLine") or 0),
            int(message.get("firstColumn") or message.get("lastColumn") or 0),
        ),
        snippet=str(message.get("extract") or ""),
    )
