"""What our own checks make of one edition: findings, and what the edition says about itself."""

from dataclasses import dataclass, field

from triptych.core.errors import Finding, Place, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

WHOLE = Place("")
"""The place of a finding on an edition as a whole."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edition says about itself; "" and () where it says nothing.

    ``date`` is a day such as 2026-01-31; ``claims`` are veraPDF's names of the profiles that a PDF
    claims; ``source`` is the path and the text of the source that it contains.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    date: str = ""
    identifier: str = ""
    claims: tuple[str, ...] = ()
    source: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings on an edition; ``is_whole`` is false if it cannot be opened, so no judge need try.

    The place of a finding is inside the edition: the path is a file of an EPUB, or "".
    """

    findings: list[Finding] = field(default_factory=list[Finding])
    facts: Facts = field(default_factory=Facts)
    is_whole: bool = True


def fault(code: str, message: str, hint: str = "", severity: Severity = ERROR) -> Finding:
    """Return a finding on an edition as a whole."""
    return Finding(code, severity, message, WHOLE, hint)


def unreadable(code: str, message: str, hint: str = "") -> Judgement:
    """Return the judgement on a file that cannot be judged any further."""
    return Judgement([fault(code, message, hint)], is_whole=False)
