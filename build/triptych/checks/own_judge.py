"""Our own checks as one more judge, in a process of their own that a file may crash without harm."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from triptych.checks.own.judgement import Facts, Judgement, fault, unreadable
from triptych.checks.subjects import Subject
from triptych.checks.worker import Worker, running
from triptych.core.errors import Finding, Place, Severity, ToolError

NAME = "Triptych's own checks"
SECONDS = 60
"""The most seconds that a file may take."""


def judge(subjects: list[Subject], seconds: float = SECONDS) -> Iterator[tuple[Subject, Judgement]]:
    """Yield the judgement on each edition; an edition that crashes the checks is itself at fault."""
    pending = list(subjects)
    while pending:
        with _start(min(seconds, SECONDS)) as worker:
            while pending and not worker.is_over:
                subject = pending.pop(0)
                yield subject, _judge(worker, subject)


def _start(seconds: float) -> AbstractContextManager[Worker]:
    """Start the process that judges; -P keeps it from importing modules of the current folder."""
    command = [sys.executable, "-P", "-m", "triptych.checks.own.serve"]
    return running(NAME, command, seconds=seconds)


def _judge(worker: Worker, subject: Subject) -> Judgement:
    """Judge one edition."""
    if subject.looks and subject.looks != subject.kind:
        kind, looks = subject.kind.upper(), subject.looks.upper()
        message = f"the file is named like {kind}, but its content is {looks}"
        return unreadable(f"{subject.kind}-broken", message, "Rename it.")
    try:
        row = worker.ask_json(f"{subject.kind}\t{subject.path.resolve()}")
    except ToolError as error:
        message = f"cannot be judged: {error.message}"
        finding = fault(f"{subject.kind}-large", message, "It may be malicious or damaged.")
        return Judgement([finding], is_whole=False)
    return Judgement([_finding(f) for f in row["findings"]], _facts(row["facts"]), row["is_whole"])


def _finding(row: dict[str, Any]) -> Finding:
    """Return a finding that was read from JSON."""
    severity, place = Severity(row["severity"]), Place(**row["place"])
    return Finding(**{**row, "severity": severity, "place": place})


def _facts(row: dict[str, Any]) -> Facts:
    """Return facts that were read from JSON."""
    lists = {name: tuple(row[name]) for name in ("authors", "claims", "source")}
    return Facts(**{**row, **lists})
