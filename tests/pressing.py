"""Pressing for tests: an article as a document for the PDF, and all those of a folder."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings

from triptych import dialect, editions, galley, origin, pandoc, pipeline, render, sources, theme
from triptych.model import Article, Artifact, Document, Override
from triptych.settings.publication import Publication, bare
from triptych.transforms.table import transform

ROOT = Path(__file__).parents[1]
RELAXED = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""What Hypothesis is told of properties that press whole articles."""


def document(path: Path, publication: Publication | None = None) -> Document:
    """Give an article dressed for the PDF."""
    manuscript, _, _ = sources.read(path, publication or bare(path.parent), Override())
    dressed_by = theme.load(manuscript.look.theme, manuscript.root)
    labels = dressed_by.labels(manuscript.meta.lang)
    blocks = tuple(pandoc.parse(dialect.settle(manuscript.text)))
    files = origin.of_theme(dressed_by.folders, manuscript)
    parsed = Article(manuscript, manuscript.meta, blocks, labels=labels, files=files)
    article, _ = transform(parsed)
    proof, _ = galley.compose(article)
    return render.render(proof, dressed_by, editions.FORMATS["pdf"].dress)[0]


def documents(folder: Path) -> Iterator[Document]:
    """Give a folder's articles dressed for the PDF; raises ``TriptychError`` when one fails."""
    publication, files = sources.locate((folder,), folder)
    for file in files:
        yield document(file, publication)


def pressed(folder: Path, formats: tuple[str, ...]) -> Iterator[Artifact]:
    """Give the editions of a folder's articles or a publication; raises as ``documents`` does."""
    publication, files = sources.locate((folder,), folder)
    for file in files:
        manuscript, _, _ = sources.read(file, publication, Override())
        yield from pipeline.press(manuscript, formats)[0]


def press_text(folder: Path, text: str, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Press a text, titled, into editions by format."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    manuscript, _, _ = sources.read(path, bare(folder), Override())
    artifacts, _ = pipeline.press(manuscript, formats)
    return {artifact.format: artifact.data for artifact in artifacts}
