"""What a judge holds against an edition, in one shape whoever the judge is."""

from dataclasses import dataclass

from triptych.core.errors import Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """A complaint of a judge: its code, as ``epubcheck-rsc-005``, and where in the edition it stands.

    ``part`` is a file inside an EPUB, or ""; ``line`` and ``column`` count from 1 in it, 0 is
    unknown. ``snippet`` is mark-up or text of the place, by which its source may be found.
    """

    code: str
    severity: Severity
    message: str
    part: str = ""
    line: int = 0
    column: int = 0
    snippet: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """Write the complaint as one line."""
        place = f"{self.part}:{self.line}: " if self.part else f"{self.line}: "
        tail = f" at {self.snippet[:120]}" if self.snippet else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]{tail}"


def impact(word: str | None) -> Severity:
    """Give how much weighs what axe-core calls critical, serious, moderate or minor."""
    return Severity.ERROR if word in ("critical", "serious") else Severity.WARNING


_LONGEST = 1000
"""How many letters of a text that may come from anybody are told."""


def plain(text: str) -> str:
    """Give the beginning of a text of an edition's or a judge's, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST])
