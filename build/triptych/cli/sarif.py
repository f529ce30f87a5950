"""The result of a check as SARIF 2.1.0, which code forges display beside the source."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from triptych.checks.judges import JUDGES
from triptych.checks.survey import Survey
from triptych.cli import diagnostics
from triptych.core.codes import CHECKS, CODES
from triptych.core.errors import Finding, Severity
from triptych.core.version import __version__
from triptych.sources import discover

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def log(result: Survey, exit_code: int) -> dict[str, Any]:
    """Return a SARIF log with one run (SARIF 2.1.0, section 3.13)."""
    codes = sorted({finding.code for finding in result.findings})
    driver = {
        "name": "Triptych",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) for finding in result.findings],
        "invocations": [_invocation(result, exit_code)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    """Return the description of a code: its meaning if it is ours, else the name of its judge."""
    whose = next((judge.name for name, judge in JUDGES.items() if code.startswith(f"{name}-")), "")
    text = (CHECKS | CODES).get(code) or f"A rule of {whose or 'Triptych'}."
    return {"id": code, "shortDescription": {"text": text}}


def _result(finding: Finding, codes: list[str]) -> dict[str, Any]:
    """Return one finding; the edition is a related location (SARIF 2.1.0, section 3.27.22)."""
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place.path, finding.place.line)],
    }
    judged = finding.judged
    if judged and judged.edition:
        part = f"in {judged.part}" if judged.part else "the edition"
        line = 0 if judged.part else judged.line
        related = _location(discover.display_path(judged.edition), line)
        result["relatedLocations"] = [{**related, "message": {"text": part}}]
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _location(path: str, line: int) -> dict[str, Any]:
    """Return a location; its URI is relative if the file is below the current folder."""
    path = diagnostics.relative_path(path)
    is_far = Path(path).is_absolute()
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": Path(path).as_uri() if is_far else quote(path)}
    }
    if line:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _invocation(result: Survey, exit_code: int) -> dict[str, Any]:
    """Return how the run went: judges that failed, and paths that are unreadable."""
    notifications = []
    for error in result.errors:
        path = diagnostics.error_values(error)[0]["path"]
        place = f"{path}: " if path else ""
        notifications.append({"level": "error", "message": {"text": f"{place}{error.message}"}})
    return {
        "executionSuccessful": not result.errors,
        "exitCode": exit_code,
        "toolExecutionNotifications": notifications,
    }
