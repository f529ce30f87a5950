"""The project's own publication: a few articles that cover it for the suite, and all for the sweep."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressing import ROOT, Once, Pressed
from triptych.settings.publication import Publication
from triptych.sources import discover

COVERING = (
    "handbook/raw-html.md",
    "handbook/settings.md",
    "handbook/structure.md",
    "handbook/tables.md",
    "pakistan-washington/index.md",
    "showcase/index.md",
    "tideline/index.md",
    "tideline/pegel.md",
)
"""The articles that the suite presses: with the cases, every kind of element is in one of them."""

covering_or_all = pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["covering", "all"]
)
"""A test of the content: of what covers it in the suite, of all that there is in the sweep."""


def is_covering(path: Path) -> bool:
    """Whether the suite presses an article, which may be one of a case."""
    content = ROOT / "content"
    return not path.is_relative_to(content) or path.relative_to(content).as_posix() in COVERING


def articles(top: Path, *, is_all: bool) -> Iterator[tuple[Path, Publication]]:
    """Yield the content's articles with their publication, below a copy of the repository."""
    publication, files = discover.locate((top,), top)
    names = {file.relative_to(top / "content").as_posix(): file for file in files}
    for name in names if is_all else COVERING:
        yield names[name], publication


def press_content(once: Once, *, is_all: bool) -> Iterator[Pressed]:
    """Yield the editions of the content's articles; raises ``TriptychError`` when one fails."""
    for file, publication in articles(ROOT, is_all=is_all):
        yield once.press(file, publication)
