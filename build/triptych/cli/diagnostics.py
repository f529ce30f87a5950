"""Errors and findings of a build or a judge: lines for people, values for machines, the exit code."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from triptych.core.errors import Finding, Judged, Place, Severity, TriptychError
from triptych.sources import discover

_STYLES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.NOTE: {"dim": True},
}


def print_error(error: TriptychError) -> None:
    """Print an error as ``place: error: message``, with the hint below."""
    place = f"{relative_path(str(error.place))}: " if error.place else ""
    _print(Severity.ERROR, f"{place}error: {error.message}", error.hint)


def print_finding(finding: Finding) -> None:
    """Print a finding as ``place: severity: message [code]``, with the hint below.

    The place in the edition follows if a judge reported the finding and its own place is another.
    """
    place = relative_path(str(finding.place))
    line = f"{place}: {finding.severity}: {finding.message} [{finding.code}]"
    _print(finding.severity, line, finding.hint)
    if finding.others:
        click.echo(f"  Also in {_listed(finding.others)}.", err=True)
    if finding.judged and (inside := _inside(finding.judged, finding.place)):
        click.echo(f"  in {inside}", err=True)


def print_waived(findings: Iterable[Finding]) -> None:
    """Print in one line how many findings are waived, by code."""
    codes = Counter(finding.code for finding in findings if finding.waived)
    if codes:
        listed = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        noun = "findings" if codes.total() > 1 else "finding"
        click.echo(f"{codes.total()} {noun} waived ({listed}).", err=True)


def exit_code(
    errors: Iterable[TriptychError], findings: Iterable[Finding], *, is_strict: bool
) -> int:
    """Return the first error's code, else 1 if a finding that is not waived fails the run, else 0."""
    for error in errors:
        return error.exit_code
    failing = {Severity.ERROR, Severity.WARNING} if is_strict else {Severity.ERROR}
    return int(any(f.severity in failing for f in findings if not f.waived))


def error_json(error: TriptychError) -> str:
    """Return the JSON of a run that a single error ended."""
    result = {"editions": [], "findings": [], "errors": [error_values(error)]}
    return json.dumps({**result, "exit_code": error.exit_code}, ensure_ascii=False, indent=2)


def finding_values(finding: Finding) -> dict[str, Any]:
    """Return a finding as values for JSON.

    One that a judge reported has the judge and the edition, one of several articles the other places.
    """
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place_values(finding.place),
        "hint": finding.hint,
        "waived": finding.waived or None,
        **({"others": [_place_values(o) for o in finding.others]} if finding.others else {}),
        **(_judged_values(finding.judged) if finding.judged else {}),
    }


def error_values(error: TriptychError) -> dict[str, Any]:
    """Return an error as values for JSON."""
    return {
        "kind": type(error).__name__,
        "message": error.message,
        **_place_values(error.place),
        "hint": error.hint,
    }


def relative_path(path: str) -> str:
    """Return a path from the current folder if it is below it, else unchanged."""
    return path.removeprefix(f"{Path.cwd()}/")


def _listed(places: tuple[Place, ...]) -> str:
    """Return places in words: the first few, and how many more there are."""
    words = [relative_path(str(place)) for place in places[:_FEW]]
    rest = len(places) - len(words)
    if rest > 0:
        words.append(f"{rest} more")
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


_FEW = 3
"""The places that are named of those where a finding is repeated."""


def _inside(judged: Judged, place: Place) -> str:
    """Return where in an edition a judge found something, or "" if the finding's place says it all."""
    if judged.edition is None:
        return ""
    edition = discover.display_path(judged.edition)
    parts = [edition] if place.path != edition else []
    parts += [judged.part] if judged.part else []
    line = f":{judged.line}" if judged.line else ""
    return f"{', '.join(parts)}{line}" if parts else ""


def _judged_values(judged: Judged) -> dict[str, Any]:
    """Return the judge and the place in the edition as values for JSON."""
    return {
        "judge": judged.judge,
        "edition": discover.display_path(judged.edition) if judged.edition else None,
        "part": judged.part or None,
        "part_line": judged.line or None,
    }


def _place_values(place: Place | None) -> dict[str, Any]:
    """Return a place as values for JSON; None is unknown."""
    if place is None:
        return {"path": None, "line": None}
    return {"path": relative_path(place.path), "line": place.line or None}


def _print(severity: Severity, line: str, hint: str) -> None:
    """Print a line in the colour of its severity, and its hint below."""
    click.secho(line, err=True, **_STYLES[severity])
    for advice in hint.splitlines():
        click.echo(f"  {advice}", err=True)
