"""The editions of one document, opened once, for all laws to look at."""

from dataclasses import dataclass
from pathlib import Path

import pymupdf
from lxml import etree, html

import pressing
from triptych.core import zip_archive
from triptych.core.errors import Finding
from triptych.core.model import Artifact
from triptych.settings.publication import Publication, bare

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Editions:
    """What was pressed of a document: its page, its book's files and documents in order, its sheets."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    page: etree._Element
    files: dict[str, bytes]
    chapters: dict[str, etree._Element]
    sheets: pymupdf.Document

    def data(self, edition: str) -> bytes:
        """Return an edition's bytes."""
        return next(each.data for each in self.artifacts if each.format == edition)

    @property
    def chapter(self) -> etree._Element:
        """The book's one chapter."""
        return self.chapters["EPUB/text/article.xhtml"]


def press(path: Path, publication: Publication | None = None) -> Editions:
    """Press an article into all editions, and open them; raises ``TriptychError`` as the program does."""
    return opened(pressing.press(path, publication or bare(path.parent)))


def opened(pressed: pressing.Pressed) -> Editions:
    """Open what was pressed of an article."""
    data = {artifact.format: artifact.data for artifact in pressed.artifacts}
    files = zip_archive.unpack(data["epub"])
    return Editions(
        pressed.artifacts,
        pressed.findings,
        html.document_fromstring(data["html"].decode()),
        files,
        {n: etree.fromstring(f) for n, f in sorted(files.items()) if n.endswith(".xhtml")},
        pymupdf.open(stream=data["pdf"], filetype="pdf"),
    )


def strings(node: etree._Element, path: str) -> list[str]:
    """Return the strings that an XPath finds."""
    found = node.xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]
