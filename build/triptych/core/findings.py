"""Findings are collected: what reports one need not hand it up through every function above it.

A finding reported where nothing collects raises ``LookupError``, so none can be lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from triptych.core.errors import Finding, Place, Severity

_found: ContextVar[list[Finding]] = ContextVar("findings")


@contextmanager
def collecting() -> Iterator[list[Finding]]:
    """Yield the list of findings reported within, in order; an outer list gets none of them."""
    found: list[Finding] = []
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)


def report(finding: Finding) -> None:
    """Add a finding to those being collected; raises ``LookupError`` where none are."""
    _found.get().append(finding)


def warn(code: str, message: str, place: Place, hint: str = "") -> None:
    """Report a warning."""
    report(Finding(code, Severity.WARNING, message, place, hint))


def note(code: str, message: str, place: Place, hint: str = "") -> None:
    """Report a note."""
    report(Finding(code, Severity.NOTE, message, place, hint))
