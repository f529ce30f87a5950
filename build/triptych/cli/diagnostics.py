"""Errors and findings of a build or a judge: lines for people, values for machines, the exit code."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from triptych.cli import terminal
from triptych.core.errors import Finding, Judged, Place, Severity, TriptychError
from triptych.sources import discover

_STYLES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.NOTE: {"dim": True},
}


def print_error(error: TriptychError) -> None:
    """Print an error and the others of its file as ``place: error: message``, with hints below."""
    for each in error.all_errors():
        place = f"{relative_path(str(each.place))}: " if each.place else ""
        _print(Severity.ERROR, f"{place}error: {each.message}", each.hint)


def print_finding(finding: Finding) -> None:
    """Print a finding as ``place: severity: message [code]``, with the hint below.

    The place in the edition follows if a judge reported the finding and its own place is another.
    """
    place = relative_path(str(finding.place))
    line = f"{place}: {finding.severity}: {finding.message} [{finding.code}]"
    _print(finding.severity, line, finding.hint)
    if finding.others:
        terminal.echo(f"  Also in {in_words(list(map(str, finding.others)))}.", err=True)
    if finding.judged and (inside := _inside(finding.judged, finding.place)):
        terminal.echo(f"  in {inside}", err=True)


def print_waived(findings: Iterable[Finding]) -> None:
    """Print in one line how many findings are waived, by code."""
    codes = Counter(finding.code for finding in findings if finding.waived)
    if codes:
        listed = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        noun = "findings" if codes.total() > 1 else "finding"
        terminal.echo(f"{codes.total()} {noun} waived ({listed}).", err=True)


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
    result = {"editions": [], "findings": [], "errors": error_values(error)}
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


def error_values(error: TriptychError) -> list[dict[str, Any]]:
    """Return an error and the others of its file as values for JSON."""
    return [
        {
            "kind": type(each).__name__,
            "message": each.message,
            **_place_values(each.place),
            "hint": each.hint,
        }
        for each in error.all_errors()
    ]


def relative_path(path: str) -> str:
    """Return a path from the current folder if it is below it, else unchanged."""
    return path.removeprefix(f"{Path.cwd()}/")


def in_words(names: Sequence[str]) -> str:
    """Return names as text: the first few, and how many more there are."""
    words = list(map(relative_path, names[:_FEW]))
    rest = len(names) - len(words)
    if rest:
        words.append(f"{rest} more")
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


_FEW = 3
"""The most names of files that a line lists."""


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
    terminal.echo(line, err=True, **_STYLES[severity])
    for advice in hint.splitlines():
        terminal.echo(f"  {advice}", err=True)
