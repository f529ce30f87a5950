"""Diagnostics: errors that end a build, findings that go with an edition, and the exit code of each."""

import traceback
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one of the user's files; ``line`` and ``column`` count from 1, 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return the place as editors and terminals link it: ``path:line:column``."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Severity(StrEnum):
    """How much a finding weighs: errors fail a build, warnings ``--strict``, notes neither."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Judged:
    """Which judge reported a finding, and where in which edition; None is the publication itself.

    ``part`` is a file inside an EPUB, or ""; ``line`` counts from 1 in it, 0 is unknown.
    """

    judge: str
    edition: Path | None
    part: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a build or a judge reports of an edition that exists.

    ``waived`` is the author's reason to accept it, or "". ``snippet`` is markup or text of the
    place, by which a judge's finding is traced to its source. ``judged`` is None for what a build
    finds. ``others`` are further places of one that is reported once a publication.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    waived: str = ""
    snippet: str = ""
    judged: Judged | None = None
    others: tuple[Place, ...] = ()


class TriptychError(Exception):
    """No edition can be right: what is wrong, where, and what to do.

    ``exit_code`` is the exit status of the process; each kind below has its own. ``others`` are further
    errors of the same file, ``findings`` what was found before they ended the work.
    """

    exit_code = 1

    def __init__(self, message: str, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint
        self.others: tuple[TriptychError, ...] = ()
        self.findings: tuple[Finding, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[str, Place | None, str], dict[str, Any]]:
        """Return what rebuilds the error in another process."""
        state: dict[str, Any] = {"others": self.others, "findings": self.findings}
        return type(self), (self.message, self.place, self.hint), state

    def all_errors(self) -> "list[TriptychError]":
        """Return this error and the others of the same file."""
        return [self, *self.others]


class UsageError(TriptychError):
    """The command line names something that does not exist."""

    exit_code = 2


class SourceError(TriptychError):
    """An article cannot be read: missing, empty, wrongly encoded, or bad front matter."""

    exit_code = 3


class SettingsError(TriptychError):
    """The publication's settings do not parse, or have a wrong value."""

    exit_code = 4


class AssetError(TriptychError):
    """A file that an article needs is missing, unreadable or outside the publication."""

    exit_code = 5


class ThemeError(TriptychError):
    """A theme is missing, or one of its templates or style sheets is wrong."""

    exit_code = 6


class OutputError(TriptychError):
    """An edition could not be written to disc."""

    exit_code = 7


class ToolError(TriptychError):
    """A program or system library that the build needs is missing or failed."""

    exit_code = 8


class ConflictError(TriptychError):
    """Two articles would be written to the same edition."""

    exit_code = 9


class InternalError(TriptychError):
    """An error in Triptych itself."""

    exit_code = 10

    @classmethod
    def of(cls, error: Exception) -> "InternalError":
        """Return an unexpected exception as an error, with the line of code that raised it."""
        frames = traceback.extract_tb(error.__traceback__)
        at = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        message = f"error in Triptych itself ({type(error).__name__}: {error}{at})"
        return cls(message, hint="Please report this line, with the article if possible.")


class PressError(TriptychError):
    """An article took too long, or the process that pressed it died."""

    exit_code = 11


class StoppedError(TriptychError):
    """Interrupted; earlier editions are unchanged."""

    exit_code = 130  # as shells count Ctrl-C: 128 + SIGINT


EXIT_CODES: dict[int, str] = {
    0: "Success: all editions were built, or judged without an error.",
    1: "A finding fails the build or the check; the editions exist.",
    **{
        kind.exit_code: (kind.__doc__ or "").strip()
        for kind in (
            UsageError,
            SourceError,
            SettingsError,
            AssetError,
            ThemeError,
            OutputError,
            ToolError,
            ConflictError,
            InternalError,
            PressError,
            StoppedError,
        )
    },
}
"""Every exit code with its meaning, for ``--help`` and the handbook."""
