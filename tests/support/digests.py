"""Every edition of the content and the cases, told by its digest."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from triptych.core.model import Artifact


def folders(top: Path) -> Iterator[tuple[str, Path]]:
    """Yield the publication around ``content/``, and the cases that are no errors, with their names."""
    yield "content", top
    cases = sorted((top / "tests/cases").iterdir())
    yield from ((case.name, case / "in") for case in cases if not case.name.endswith("-error"))


def digest(name: str, made: Artifact) -> str:
    """Return an edition by its case, its name and its bytes."""
    return f"{name}/{made.name} {hashlib.sha256(made.data).hexdigest()}"
