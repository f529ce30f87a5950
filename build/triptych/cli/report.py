"""How outcomes are told: a table and plain lines for people, JSON for machines."""

import json
import sys
from hashlib import sha256
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from triptych import sources
from triptych.errors import Finding, Severity, TriptychError
from triptych.pipeline import Outcome

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def console(*, stderr: bool = False) -> Console:
    """Give a console that never breaks a path in two when its output is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr, highlight=False, soft_wrap=True, width=None if stream.isatty() else 200
    )


def tell_error(error: TriptychError) -> None:
    """Print an error as ``place: error: message``, and below it what to do."""
    place = f"{error.place}: " if error.place else ""
    _tell(Severity.ERROR, f"{place}error: {error.message}", error.hint)


def tell_finding(finding: Finding) -> None:
    """Print a finding as ``place: severity: message [code]``, and below it what to do."""
    line = f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]"
    _tell(finding.severity, line, finding.hint)


def tell_editions(outcomes: list[Outcome]) -> None:
    """Print a table of editions with path, size and pages."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Edition")
    table.add_column("Size", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("Path", overflow="fold")
    for outcome in outcomes:
        for artifact, path in outcome.editions:
            pages = str(artifact.pages or "")
            table.add_row(artifact.format, _size(len(artifact.data)), pages, sources.shown(path))
    if table.row_count:
        console().print(table)


def as_json(outcomes: list[Outcome], exit_code: int) -> str:
    """Give outcomes for machines: editions with SHA-256, findings, errors and the exit code."""
    editions = [
        {
            "article": outcome.place,
            "format": artifact.format,
            "path": sources.shown(path),
            "bytes": len(artifact.data),
            "pages": artifact.pages or None,
            "sha256": sha256(artifact.data).hexdigest(),
        }
        for outcome in outcomes
        for artifact, path in outcome.editions
    ]
    findings = [_finding(finding) for outcome in outcomes for finding in outcome.findings]
    errors = [_error(outcome.error) for outcome in outcomes if outcome.error]
    whole = {"editions": editions, "findings": findings, "errors": errors, "exit_code": exit_code}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def error_json(error: TriptychError) -> str:
    """Give an error that ended everything for machines."""
    whole = {"editions": [], "findings": [], "errors": [_error(error)]}
    return json.dumps({**whole, "exit_code": error.exit_code}, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": finding.place.path,
        "line": finding.place.line or None,
        "hint": finding.hint,
    }


def _error(error: TriptychError) -> dict[str, Any]:
    """Give an error as plain values."""
    place = error.place
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "path": place.path if place else None,
        "line": place.line or None if place else None,
        "hint": error.hint,
    }


def _tell(severity: Severity, line: str, hint: str) -> None:
    """Print a line in the colour of its severity, and its hint below."""
    err = console(stderr=True)
    err.print(Text(line, style=_STYLES[severity]))
    if hint:
        err.print(Text(f"  {hint}"))


def _size(count: int) -> str:
    """Give a number of bytes as people read it."""
    return f"{count / 1024:.0f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
