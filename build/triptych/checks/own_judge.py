"""Our own checks as one more judge: in a process of their own, which may fall over a file without harm."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from triptych.checks.own.findings import Facts, Findings, broken, fault
from triptych.checks.subjects import Subject
from triptych.checks.verdict import Verdict
from triptych.checks.worker import Worker, running
from triptych.core.errors import Severity, ToolError

NAME = "Triptych's own checks"
SECONDS = 60
"""How long a file may take."""


def judge(subjects: list[Subject], seconds: float = SECONDS) -> Iterator[tuple[Subject, Findings]]:
    """Give what we hold against each edition; one that brings the checks down is at fault itself."""
    pending = list(subjects)
    while pending:
        with _start(min(seconds, SECONDS)) as worker:
            while pending and not worker.is_over:
                subject = pending.pop(0)
                yield subject, _judge(worker, subject)


def _start(seconds: float) -> AbstractContextManager[Worker]:
    """Give the process that judges; -P keeps it from modules that lie in the current folder."""
    command = [sys.executable, "-P", "-m", "triptych.checks.own.serve"]
    return running(NAME, command, seconds=seconds)


def _judge(worker: Worker, subject: Subject) -> Findings:
    """Judge one edition."""
    if subject.looks and subject.looks != subject.kind:
        message = f"the file is named as {subject.kind.upper()}, but is {subject.looks.upper()}"
        return broken(f"{subject.kind}-broken", message, "Give it the name that it is.")
    try:
        found = worker.ask_json(f"{subject.kind}\t{subject.path.resolve()}")
    except ToolError as error:
        message = f"it cannot be judged: {error.message}"
        verdict = fault(f"{subject.kind}-large", message, "It may be a trap, or damaged.")
        return Findings([verdict], is_whole=False)
    return Findings(
        [_verdict(row) for row in found["verdicts"]], _facts(found["facts"]), found["is_whole"]
    )


def _verdict(row: dict[str, Any]) -> Verdict:
    """Read a verdict."""
    return Verdict(**{**row, "severity": Severity(row["severity"])})


def _facts(row: dict[str, Any]) -> Facts:
    """Read what an edition says of itself."""
    lists = {name: tuple(row[name]) for name in ("authors", "claims", "source")}
    return Facts(**{**row, **lists})
