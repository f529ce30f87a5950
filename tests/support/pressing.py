"""Pressing for tests: an article as a document for the PDF, and all those of a folder."""

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from triptych.body.compose import compose
from triptych.core import findings
from triptych.core.errors import Finding
from triptych.core.model import Article, Artifact, Document, Manuscript, Override
from triptych.editions import render
from triptych.editions.formats import FORMATS, dress_edition
from triptych.markdown import reading
from triptych.press import pipeline
from triptych.press.members import read_members
from triptych.settings.publication import Publication, bare
from triptych.sources import discover, manuscripts
from triptych.theme.files import theme_source_files
from triptych.theme.load import Theme, load_theme
from triptych.theme.paper import dress_look
from triptych.transforms.sequence import transform

ROOT = Path(__file__).parents[2]
Property = TypeVar("Property", bound=Callable[..., Any])
RELAXED = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""What Hypothesis is told of properties that press whole articles."""


def tried(few: int, many: int) -> Callable[[Property], Property]:
    """Return what has a property tried with a few examples by `make test`, and many by `make sweep`."""
    count = many if os.environ.get("TRIPTYCH_SWEEP") else few
    bounds = settings(RELAXED, max_examples=count)
    return lambda test: pytest.mark.widened(bounds(test))


@dataclass(frozen=True, slots=True)
class Pressed:
    """All editions of an article, and what was found on the way."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]

    def of(self, edition: str) -> Artifact:
        """Return the edition of one format."""
        return next(each for each in self.artifacts if each.format == edition)


def read(
    path: Path, publication: Publication | None = None, override: Override | None = None
) -> Manuscript:
    """Read an article, whatever is found in its front matter; raises ``TriptychError``."""
    with findings.collecting():
        return manuscripts.read(path, publication or bare(path.parent), override or Override())


def press(
    path: Path, publication: Publication, formats: tuple[str, ...] = tuple(FORMATS)
) -> Pressed:
    """Press an article, or an issue, into editions; raises ``TriptychError`` as the program does."""
    with findings.collecting() as found:
        manuscript = manuscripts.read(path, publication, Override())
        members = read_members(manuscript, publication, Override())
    artifacts, more = pipeline.press(_unpaged(manuscript, formats), formats, members)
    return Pressed(tuple(artifacts), (*found, *more))


def _unpaged(manuscript: Manuscript, formats: tuple[str, ...]) -> Manuscript:
    """Return a manuscript for which no PDF is laid out that a test does not ask for."""
    has_pages = manuscript.look.page_list and "pdf" in formats
    return replace(manuscript, look=replace(manuscript.look, page_list=has_pages))


class Once:
    """Presses articles of the content and of the cases for many tests, each once a run.

    What was pressed lies in a folder that all processes of the run share; two that press an article
    at the same time come to the same bytes, and either may lay them there.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def press(self, path: Path, publication: Publication) -> Pressed:
        """Return the editions of an article; raises ``TriptychError`` as the program does."""
        name = hashlib.sha256(f"{path}\0{publication.root}".encode()).hexdigest()
        kept = self._folder / name
        if not kept.exists():
            part = self._folder / f"{name}.{os.getpid()}"
            part.write_bytes(pickle.dumps(press(path, publication)))
            part.replace(kept)
        pressed: Pressed = pickle.loads(kept.read_bytes())  # noqa: S301  laid there by this run
        return pressed

    def lay(self, name: str, files: Mapping[str, str]) -> Path:
        """Write a publication for all processes of the run, and return its folder."""
        for file, text in files.items():
            path = self._folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}")
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        return self._folder / name

    def press_all(self, folder: Path) -> Iterator[Pressed]:
        """Yield the editions of each article of a folder or a publication; raises as ``press`` does."""
        publication, files = discover.locate((folder,), folder)
        for file in files:
            yield self.press(file, publication)


def document(
    path: Path, publication: Publication | None = None, override: Override | None = None
) -> Document:
    """Return an article dressed for the PDF."""
    manuscript = read(path, publication, override)
    dressed_by = load_theme(manuscript.look.theme, manuscript.root)
    manuscript = replace(manuscript, look=dress_look(manuscript.look, dressed_by))
    with findings.collecting():
        proof = compose(transform(_parsed(manuscript, dressed_by)))
        return render.render(proof, dressed_by, FORMATS["pdf"].dress)


def issue_document(path: Path, publication: Publication) -> Document:
    """Return an issue dressed for the PDF."""
    manuscript = read(path, publication)
    dressed_by = load_theme(manuscript.look.theme, manuscript.root)
    with findings.collecting():
        members = read_members(manuscript, publication, Override())
        issue, *others = (
            compose(transform(_parsed(replace(m, look=dress_look(m.look, dressed_by)), dressed_by)))
            for m in (manuscript, *(member.manuscript for member in members))
        )
        galleys = [replace(g, part=m.part) for g, m in zip(others, members, strict=True)]
        return dress_edition("pdf", replace(issue, members=tuple(galleys)), dressed_by)


def composed(path: Path, publication: Publication | None = None) -> list[Finding]:
    """Return what is found of an article for all its editions."""
    manuscript = read(path, publication)
    dressed_by = load_theme(manuscript.look.theme, manuscript.root)
    manuscript = replace(manuscript, look=dress_look(manuscript.look, dressed_by))
    with findings.collecting() as found:
        compose(transform(_parsed(manuscript, dressed_by)))
    return found


def _parsed(manuscript: Manuscript, dressed_by: Theme) -> Article:
    """Return a manuscript as the transforms take it."""
    labels = dressed_by.labels(manuscript.meta.lang)
    blocks, unused = reading.read(manuscript)
    files = theme_source_files(dressed_by.folders, manuscript)
    return Article(
        manuscript, manuscript.meta, tuple(blocks), labels=labels, unused_notes=unused, files=files
    )


def documents(folder: Path) -> Iterator[Document]:
    """Yield a folder's articles dressed for the PDF; raises ``TriptychError`` when one fails."""
    publication, files = discover.locate((folder,), folder)
    for file in files:
        yield document(file, publication)


def pressed(folder: Path, formats: tuple[str, ...]) -> Iterator[Artifact]:
    """Yield the editions of a folder's articles or a publication; raises as ``documents`` does."""
    publication, files = discover.locate((folder,), folder)
    for file in files:
        manuscript = _unpaged(read(file, publication), formats)
        yield from pipeline.press(manuscript, formats)[0]


def press_text(folder: Path, text: str, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Press a text, titled, into editions by format."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    manuscript = _unpaged(read(path), formats)
    artifacts, _ = pipeline.press(manuscript, formats)
    return {artifact.format: artifact.data for artifact in artifacts}
