"""Pressing for tests: an article as a document for the PDF, and all those of a folder."""

import hashlib
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, settings

from triptych.body.compose import compose
from triptych.core import findings
from triptych.core.errors import Finding
from triptych.core.model import Article, Artifact, Document, Manuscript, Override
from triptych.editions import render
from triptych.editions.formats import FORMATS
from triptych.markdown import reading
from triptych.press import pipeline
from triptych.settings.publication import Publication, bare
from triptych.sources import discover, manuscripts
from triptych.theme.files import theme_source_files
from triptych.theme.load import Theme, load_theme
from triptych.theme.paper import dress_look
from triptych.transforms.sequence import transform

ROOT = Path(__file__).parents[2]
RELAXED = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""What Hypothesis is told of properties that press whole articles."""


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
    """Press an article into editions; raises ``TriptychError`` as the program does."""
    with findings.collecting() as found:
        manuscript = manuscripts.read(path, publication, Override())
    artifacts, more = pipeline.press(manuscript, formats)
    return Pressed(tuple(artifacts), (*found, *more))


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


def composed(path: Path) -> list[Finding]:
    """Return what is found of an article for all its editions."""
    manuscript = read(path)
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
        manuscript = read(file, publication)
        yield from pipeline.press(manuscript, formats)[0]


def press_text(folder: Path, text: str, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Press a text, titled, into editions by format."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    manuscript = read(path)
    artifacts, _ = pipeline.press(manuscript, formats)
    return {artifact.format: artifact.data for artifact in artifacts}
