"""Every edition of the content and the cases, told by its digest."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from own_content import articles
from triptych.core.model import Artifact
from triptych.settings.publication import Publication
from triptych.sources import discover

_FEW = ("pakistan-washington", "showcase", "tideline")
"""The folders of the content that the suite takes."""


def sources(top: Path, *, is_all: bool) -> Iterator[tuple[str, Path, Publication]]:
    """Yield the articles of ``content/`` and of the cases that are no errors, with their case's name.

    Where not all are asked for, they are a few of the content, and every third case.
    """
    for file, publication in articles(top, is_all=is_all):
        if is_all or file.parent.name in _FEW:
            yield "content", file, publication
    cases = [case for case in sorted((top / "tests/cases").iterdir()) if "-error" not in case.name]
    for case in cases[:: 1 if is_all else 3]:
        publication, files = discover.locate((case / "in",), case / "in")
        yield from ((case.name, file, publication) for file in files)


def digest(name: str, made: Artifact) -> str:
    """Return an edition by its case, its name and its bytes."""
    return f"{name}/{made.name} {hashlib.sha256(made.data).hexdigest()}"
