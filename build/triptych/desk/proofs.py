"""The proofs of articles: what the desk holds of each in memory, and which revision it shows."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from triptych.core.dependencies import Dependencies
from triptych.core.errors import Finding, TriptychError
from triptych.core.model import Artifact
from triptych.desk.jobs import Lines
from triptych.editions.pdf.drawn import Boxes, Draft
from triptych.press.orders import Result


@dataclass(frozen=True, slots=True)
class Shot:
    """An edition as it is shown: its revision, its number among all that were shown, and its bytes.

    Of a draft on paper, ``numbers`` are those of the pages that ``data`` has, from 0, and ``sizes`` are the
    sizes of all in points.
    """

    revision: int
    serial: int
    data: bytes = field(repr=False)
    numbers: tuple[int, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()

    def index(self, number: int) -> int:
        """Return where a page is in the bytes; raises ``IndexError`` where a draft has it not."""
        if not self.sizes:
            return number
        if number not in self.numbers:
            raise IndexError(number)
        return self.numbers.index(number)


@dataclass(frozen=True, slots=True)
class Final:
    """An edition as a build saves it."""

    revision: int
    artifact: Artifact
    sha256: str


@dataclass(slots=True)
class Proofs:
    """What is known of one article; ``revision`` counts its saves, and each part says of which it is.

    ``shots`` are the editions that are shown, by format; ``finals`` those that a build would save.
    ``results`` are what the processes found and read, by their names. ``places`` counts the changes of
    ``lines`` and ``boxes``. ``pages`` is the number of printed pages, ``pages_before`` that of the revision
    before; ``visible`` are the numbers of the pages that are looked at, drawn ``width`` pixels wide; 0 is
    for none. ``is_stale`` means that the article has changed while no page showed it.
    """

    path: Path
    name: str
    title: str = ""
    revision: int = 0
    shots: dict[str, Shot] = field(default_factory=dict[str, Shot])
    finals: dict[str, Final] = field(default_factory=dict[str, Final])
    results: dict[str, Result] = field(default_factory=dict[str, Result])
    notes: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: TriptychError | None = None
    boxes: Boxes = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    places: int = 0
    pages: int = 0
    pages_before: int = 0
    visible: tuple[int, ...] = (0, 1, 2)
    width: int = 0
    is_stale: bool = False
    _serial: int = 0

    @property
    def dependencies(self) -> Dependencies:
        """What the editions were made of."""
        return {k: v for result in self.results.values() for k, v in result.dependencies.items()}

    def show(self, name: str, revision: int, data: bytes) -> None:
        """Show an edition."""
        self._serial += 1
        self.shots[name] = Shot(revision, self._serial, data)

    def show_draft(self, revision: int, draft: Draft) -> bool:
        """Show a draft on paper, unless the edition of that revision is shown; return whether it is."""
        shot = self.shots.get("pdf")
        is_new = not shot or shot.revision < revision
        if is_new:
            self._serial += 1
            self.shots["pdf"] = Shot(revision, self._serial, draft.data, draft.numbers, draft.sizes)
            self.boxes = draft.boxes
            self.places += 1
        return is_new

    def see(self, numbers: tuple[int, ...], width: int) -> None:
        """Note which pages on paper are visible, from 0, and how many pixels each is drawn wide."""
        self.visible, self.width = numbers, width

    def save(self, artifact: Artifact, revision: int) -> None:
        """Note an edition as a build saves it."""
        digest = sha256(artifact.data).hexdigest()
        self.finals[artifact.format] = Final(revision, artifact, digest)

    def count_pages(self, pages: int) -> None:
        """Note the number of printed pages."""
        self.pages_before, self.pages = self.pages, pages

    def report(self) -> dict[str, Any]:
        """Return what is reported to a page: revisions, findings and files."""
        return {
            "article": self.name,
            "title": self.title,
            "revision": self.revision,
            "shots": {
                name: {"revision": shot.revision, "serial": shot.serial}
                for name, shot in self.shots.items()
            },
            "finals": {name: _file(final) for name, final in self.finals.items()},
            "findings": [_finding(each) for each in self.findings],
            "places": self.places,
            "pages": self.pages,
            "pages_before": self.pages_before,
        }


def _file(final: Final) -> dict[str, Any]:
    """Return what there is to download as plain values."""
    return {
        "revision": final.revision,
        "name": final.artifact.name,
        "size": len(final.artifact.data),
        "sha256": final.sha256,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.place.path,
        "line": finding.place.line,
        "waived": finding.waived,
    }


def error_values(error: TriptychError) -> dict[str, Any]:
    """Return an error as plain values."""
    place = error.place
    return {
        "message": error.message,
        "hint": error.hint,
        "path": place.path if place else "",
        "line": place.line if place else 0,
    }
