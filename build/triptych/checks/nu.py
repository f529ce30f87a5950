"""The door to the Nu HTML checker: all pages in one Java process."""

import json
import subprocess
from collections.abc import Sequence
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from triptych.checks import installed
from triptych.checks.verdict import Verdict
from triptych.checks.worker import SECONDS
from triptych.errors import Severity, ToolError

NAME = "Nu"
LEAST = "23"
PACKAGE = "vnu-jar"

_OPTIONS = ["-Xss8m", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


_GUESS = "appears to be written in"
"""A guess at the language, which errs on short texts and on mixed ones: no more than a note."""


def missing() -> list[str]:
    """Name what the checker needs and is not there."""
    lacking = [] if installed.program("java") else ["java"]
    return lacking if _jar() else [*lacking, PACKAGE]


def judge(paths: Sequence[Path], seconds: float = SECONDS) -> dict[Path, list[Verdict]]:
    """Give what the checker holds against each page; raises ``ToolError`` when it ends or hangs.

    ``seconds`` is what it may take for one page.
    """
    files = {path.resolve(): path for path in paths}
    command = ["java", *_OPTIONS, "-jar", str(_jar()), "--format", "json", "--stdout"]
    try:
        done = subprocess.run(
            [*command, *map(str, files)],
            capture_output=True,
            check=False,
            timeout=seconds * max(len(files), 1),
            env={**environ, "LC_ALL": "C.UTF-8"},
        )
        messages = json.loads(done.stdout)["messages"]
    except subprocess.TimeoutExpired:
        raise ToolError(f"{NAME} gave no answer in {seconds:g} seconds a page") from None
    except (ValueError, KeyError):
        told = done.stderr.decode(errors="replace").strip().splitlines()
        message = f"{NAME} ended before it was done: {told[-1][:200] if told else done.returncode}"
        raise ToolError(message, hint="`triptych doctor` tells what it stands on.") from None
    verdicts: dict[Path, list[Verdict]] = {path: [] for path in paths}
    for message in messages:
        path = Path(unquote(urlsplit(str(message.get("url", ""))).path))
        verdicts.setdefault(files.get(path, path), []).append(_verdict(message))
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
