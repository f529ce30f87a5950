"""Several failures as one exception: the first is raised, and the others are its notes."""

from collections.abc import Sequence

from triptych.core.errors import Finding, Place, Severity, TriptychError


def raise_all(errors: Sequence[TriptychError]) -> None:
    """Raise the first error with the others as its notes (PEP 678); do nothing without any."""
    if not errors:
        return
    first, *others = [each for error in errors for each in error.all_errors()]
    for error in others:
        first.add_note(_line(error.place, error.message))
    raise first


def raise_failing(findings: Sequence[Finding]) -> None:
    """Raise the findings that fail a strict build: errors and warnings without a waiver."""
    failing = [f for f in findings if f.severity is not Severity.NOTE and not f.waived]
    raise_all([TriptychError(f.message, f.place, f.hint) for f in failing])


def _line(place: Place | None, message: str) -> str:
    """Return a failure as one line, ``"a.md:3: no such file"``."""
    return f"{place}: {message}" if place else message
