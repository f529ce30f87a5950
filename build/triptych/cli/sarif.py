"""A survey of editions as SARIF 2.1.0, which code forges show beside the source."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from triptych.checks.judges import JUDGES
from triptych.checks.survey import Survey, Told
from triptych.cli import diagnostics
from triptych.core.codes import CHECKS, CODES
from triptych.core.errors import Severity
from triptych.core.version import __version__
from triptych.sources import discover

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def log(result: Survey, exit_code: int) -> dict[str, Any]:
    """Give a SARIF log with one run (SARIF 2.1.0, section 3.13)."""
    codes = sorted({told.finding.code for told in result.told})
    driver = {
        "name": "Triptych",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(told, codes) for told in result.told],
        "invocations": [_invocation(result, exit_code)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    """Describe a code: in our words where it is ours, else by whose it is."""
    whose = next((judge.name for name, judge in JUDGES.items() if code.startswith(f"{name}-")), "")
    text = (CHECKS | CODES).get(code) or f"A rule of {whose or 'Triptych'}."
    return {"id": code, "shortDescription": {"text": text}}


def _result(told: Told, codes: list[str]) -> dict[str, Any]:
    """Give one finding; where its place is the source's, the edition is a related place."""
    finding = told.finding
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place.path, finding.place.line)],
    }
    if told.edition is not None:
        part = f"in {told.part}" if told.part else "the edition"
        line = 0 if told.part else told.line
        related = _location(discover.display_path(told.edition), line)
        result["relatedLocations"] = [{**related, "message": {"text": part}}]
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _location(path: str, line: int) -> dict[str, Any]:
    """Give a place in a file; its address is relative where the file lies below the current folder."""
    shown = diagnostics.shown(path)
    is_far = Path(shown).is_absolute()
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": Path(shown).as_uri() if is_far else quote(shown)}
    }
    if line:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _invocation(result: Survey, exit_code: int) -> dict[str, Any]:
    """Tell how the run went: judges that failed, and paths that could not be read."""
    notes = []
    for error in result.errors:
        told = diagnostics.error_values(error)
        place = f"{told['path']}: " if told["path"] else ""
        notes.append({"level": "error", "message": {"text": f"{place}{error.message}"}})
    return {
        "executionSuccessful": not result.errors,
        "exitCode": exit_code,
        "toolExecutionNotifications": notes,
    }
