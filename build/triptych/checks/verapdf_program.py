"""The official program ``verapdf``, used if it is on the path."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from triptych.checks import installed
from triptych.checks.verapdf import Failure
from triptych.checks.worker import no_report, once

NAME = "veraPDF"
LEAST = "1.24"
"""The oldest version with reports in JSON and PDF/A-4."""

_MOST_FAILURES = 20
"""The most failures of one rule that are reported."""


def path() -> str:
    """Return the path of the program, or ""."""
    return installed.program("verapdf")


def version() -> str:
    """Return the version of the program, or ""."""
    return installed.program_version(path())


def judge(paths: Sequence[Path], flavour: str, seconds: float) -> dict[Path, list[Failure]]:
    """Return what each file fails of one profile; raises ``ToolError`` when the program fails.

    A file may take ``seconds``.
    """
    files = {str(path.resolve()): path for path in paths}
    options = [
        "--format",
        "json",
        "--flavour",
        flavour,
        "--maxfailuresdisplayed",
        str(_MOST_FAILURES),
    ]
    command = [path(), *options, *files]
    printed, errors = once(NAME, command, seconds * max(len(files), 1))
    try:
        jobs = json.loads(printed)["report"]["jobs"]
        found = {files[job["itemDetails"]["name"]]: list(_failures(job, flavour)) for job in jobs}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise no_report(NAME, printed, errors) from None
    unread = Failure(flavour, "broken", "not judged")
    return {path: found.get(path, [unread]) for path in paths}


def _failures(job: dict[str, Any], flavour: str) -> Iterator[Failure]:
    """Yield the failures of one file; newer versions report a list of results, older ones a single one."""
    results = job.get("validationResult") or []
    for result in results if isinstance(results, list) else [results]:
        for rule in result["details"].get("ruleSummaries") or []:
            if str(rule.get("status", rule.get("ruleStatus"))).lower() != "failed":
                continue
            name = f"{rule['clause']}-{rule['testNumber']}"
            for check in rule.get("checks") or [{}]:
                message = check.get("errorMessage") or rule.get("description") or "failed"
                yield Failure(flavour, name, str(message), str(check.get("context") or ""))
    if trouble := job.get("taskException"):
        message = str(trouble.get("exceptionMessage") or trouble.get("exception") or "unknown")
        yield Failure(flavour, "broken", " ".join(message.split())[:300])
