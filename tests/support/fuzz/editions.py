"""One seed's publication pressed in this process, and what must never be of it."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from commandline import write
from fuzz import documents, scan
from triptych.core import findings
from triptych.core.errors import InternalError, TriptychError
from triptych.core.model import Override
from triptych.press import pipeline
from triptych.press.orders import Task
from triptych.settings import publication

SECONDS = 20
"""The most processor time of this process for one publication."""


@dataclass
class Report:
    """What came of one seed: its faults, the editions made, and why none was."""

    seed: int
    faults: list[str] = field(default_factory=list[str])
    books: list[Path] = field(default_factory=list[Path])
    refused: str = ""
    seconds: float = 0.0


def press(seed: int, formats: tuple[str, ...], books: Path) -> Report:
    """Press a seed's publication; its EPUB is saved in ``books`` by its seed, for EPUBCheck."""
    report = Report(seed)
    began = time.process_time()
    with TemporaryDirectory(prefix="triptych-fuzz-") as folder:
        write(Path(folder), documents.publication(seed))
        error = _pressed(Path(folder), formats, books, report)
    report.seconds = time.process_time() - began
    report.refused = f"{type(error).__name__}: {error.message}" if error else ""
    if isinstance(error, InternalError):
        report.faults.append(f"internal: {error.message}")
    if report.seconds > SECONDS:
        report.faults.append(f"slow: {report.seconds:.0f} s")
    return report


def _pressed(
    folder: Path, formats: tuple[str, ...], books: Path, report: Report
) -> TriptychError | None:
    """Press the article of a publication, look at its editions, and return why there are none."""
    try:
        with findings.collecting():
            found = publication.find(folder) or publication.bare(folder)
    except TriptychError as error:
        return error
    (path,) = folder.glob("content/*.md")
    result = pipeline.work(Task(path, f"content/{path.name}", found, Override(), formats))
    for artifact in result.artifacts:
        data = artifact.data
        report.faults += [f"active: {fault}" for fault in scan.active(artifact.format, data)]
        if artifact.format == "epub":
            book = books / f"{report.seed}.epub"
            book.write_bytes(data)
            report.books.append(book)
    return result.error
