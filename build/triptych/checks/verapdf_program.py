"""The door to the official program ``verapdf``, which is asked where it is on the path."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from triptych.checks import installed
from triptych.checks.verapdf import Failure
from triptych.checks.worker import no_report, once

NAME = "veraPDF"
LEAST = "1.24"
"""The oldest version that reports in JSON and knows PDF/A-4."""

_SHOWN = 20
"""The most failures of one rule that are told."""


def path() -> str:
    """Give the path of the program, or ""."""
    return installed.program("verapdf")


def version() -> str:
    """Give the program's version, or ""."""
    return installed.program_version(path())


def judge(paths: Sequence[Path], flavour: str, seconds: float) -> dict[Path, list[Failure]]:
    """Give what each file fails of one profile; raises ``ToolError`` when the program fails.

    ``seconds`` is what it may take for one file.
    """
    files = {str(path.resolve()): path for path in paths}
    options = ["--format", "json", "--flavour", flavour, "--maxfailuresdisplayed", str(_SHOWN)]
    command = [path(), *options, *files]
    printed, told = once(NAME, command, seconds * max(len(files), 1))
    try:
        jobs = json.loads(printed)["report"]["jobs"]
        found = {files[job["itemDetails"]["name"]]: list(_failures(job, flavour)) for job in jobs}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise no_report(NAME, printed, told) from None
    unread = Failure(flavour, "broken", "it was not judged")
    return {path: found.get(path, [unread]) for path in paths}


def _failures(job: dict[str, Any], flavour: str) -> Iterator[Failure]:
    """Read the report on one file; it has one result, or a list of them in newer versions."""
    results = job.get("validationResult") or []
    for result in results if isinstance(results, list) else [results]:
        for rule in result["details"].get("ruleSummaries") or []:
            if str(rule.get("status", rule.get("ruleStatus"))).lower() != "failed":
                continue
            name = f"{rule['clause']}-{rule['testNumber']}"
            for check in rule.get("checks") or [{}]:
                message = check.get("errorMessage") or rule.get("description") or "it fails"
                yield Failure(flavour, name, str(message), str(check.get("context") or ""))
    if trouble := job.get("taskException"):
        message = str(trouble.get("exceptionMessage") or trouble.get("exception") or "unknown")
        yield Failure(flavour, "broken", " ".join(message.split())[:300])
