"""What the checks of one edition give: verdicts, and what the edition says of itself."""

from dataclasses import dataclass, field

from triptych.checks.verdict import Verdict
from triptych.core.errors import Severity

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edition says of itself; "" and () where it says nothing.

    ``date`` is a day as 2026-01-31; ``claims`` are veraPDF's names of the profiles that a PDF claims;
    ``source`` is the text that it carries as its own source, by that text's path.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    date: str = ""
    identifier: str = ""
    claims: tuple[str, ...] = ()
    source: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Findings:
    """The verdicts on an edition; ``is_whole`` is false when it cannot be opened, so none else need try."""

    verdicts: list[Verdict] = field(default_factory=list[Verdict])
    facts: Facts = field(default_factory=Facts)
    is_whole: bool = True


def fault(code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Verdict:
    """Give a verdict on an edition as a whole."""
    return Verdict(code, severity, message, hint=hint)


def broken(code: str, message: str, hint: str = "") -> Findings:
    """Give the one verdict on a file that cannot be judged any further."""
    return Findings([fault(code, message, hint)], is_whole=False)
