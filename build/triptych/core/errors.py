"""Complaints: errors that end a build, findings that go with it, and the exit code of each."""

import traceback
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the user's; ``line`` and ``column`` count from 1, 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as editors and terminals link it: ``path:line:column``."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Severity(StrEnum):
    """How much a finding weighs: errors fail a build, warnings ``--strict``, notes neither."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the author should know of an edition that could be made all the same.

    ``waived`` is the author's reason to let it be, or "".
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    waived: str = ""


class TriptychError(Exception):
    """No output can be right: what was expected and found, where, and what to do.

    ``exit_code`` is the process's exit status; each kind below has its own.
    """

    exit_code = 1

    def __init__(self, message: str, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[type, tuple[str, Place | None, str]]:
        """Travel whole between processes."""
        return type(self), (self.message, self.place, self.hint)


class UsageError(TriptychError):
    """The command line asks for something that is not there."""

    exit_code = 2


class SourceError(TriptychError):
    """An article cannot be read: missing, empty, wrongly encoded, or bad front matter."""

    exit_code = 3


class SettingsError(TriptychError):
    """The publication's settings do not parse or hold a wrong value."""

    exit_code = 4


class AssetError(TriptychError):
    """A file an article depends on is missing, outside the publication or unreadable."""

    exit_code = 5


class ThemeError(TriptychError):
    """A theme is missing, or one of its templates or styles is wrong."""

    exit_code = 6


class OutputError(TriptychError):
    """An edition could not be written to disc."""

    exit_code = 7


class ToolError(TriptychError):
    """A program or system library that the build stands on is missing or failed."""

    exit_code = 8


class ConflictError(TriptychError):
    """Two articles would write the same edition."""

    exit_code = 9


class InternalError(TriptychError):
    """Triptych itself is at fault."""

    exit_code = 10

    @classmethod
    def of(cls, error: Exception) -> "InternalError":
        """Tell an exception that nobody expected, with the line of code that raised it."""
        frames = traceback.extract_tb(error.__traceback__)
        at = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        message = f"Triptych itself is at fault ({type(error).__name__}: {error}{at})"
        return cls(message, hint="Please report this line, with the article if you may.")


class PressError(TriptychError):
    """An article took too long, or the process that pressed it died."""

    exit_code = 11


class StoppedError(TriptychError):
    """Interrupted; earlier editions are as they were."""

    exit_code = 130  # as shells count Ctrl-C: 128 + SIGINT


EXIT_CODES: dict[int, str] = {
    0: "All editions were made, or judged and found good.",
    1: "A finding fails the build or the check; the editions are there.",
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
"""Every exit code with what it says, for ``--help`` and the handbook."""
