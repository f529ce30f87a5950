"""How errors and findings are told: plain lines for people, plain values for machines."""

import json
from pathlib import Path
from typing import Any

import click

from triptych.core.errors import Finding, Place, Severity, TriptychError

_STYLES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.NOTE: {"dim": True},
}


def tell_error(error: TriptychError) -> None:
    """Print an error as ``place: error: message``, and below it what to do."""
    place = f"{shown(str(error.place))}: " if error.place else ""
    _tell(Severity.ERROR, f"{place}error: {error.message}", error.hint)


def tell_finding(finding: Finding) -> None:
    """Print a finding as ``place: severity: message [code]``, and below it what to do."""
    place = shown(str(finding.place))
    line = f"{place}: {finding.severity}: {finding.message} [{finding.code}]"
    _tell(finding.severity, line, finding.hint)


def error_json(error: TriptychError) -> str:
    """Give an error that ended everything for machines."""
    whole = {"editions": [], "findings": [], "errors": [error_values(error)]}
    return json.dumps({**whole, "exit_code": error.exit_code}, ensure_ascii=False, indent=2)


def finding_values(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place_values(finding.place),
        "hint": finding.hint,
        "waived": finding.waived or None,
    }


def error_values(error: TriptychError) -> dict[str, Any]:
    """Give an error as plain values."""
    return {
        "kind": type(error).__name__,
        "message": error.message,
        **_place_values(error.place),
        "hint": error.hint,
    }


def _place_values(place: Place | None) -> dict[str, Any]:
    """Give a place as plain values; None is unknown."""
    if place is None:
        return {"path": None, "line": None}
    return {"path": shown(place.path), "line": place.line or None}


def shown(path: str) -> str:
    """Give a path as a user reads it best: from the current folder where it lies below."""
    return path.removeprefix(f"{Path.cwd()}/")


def _tell(severity: Severity, line: str, hint: str) -> None:
    """Print a line in the colour of its severity, and its hint below."""
    click.secho(line, err=True, **_STYLES[severity])
    for advice in hint.splitlines():
        click.echo(f"  {advice}", err=True)
