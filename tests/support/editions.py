"""Editions as text that can be compared: an EPUB's files, a PDF's text, outline and tags, HTML."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pymupdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, Destination

from triptych.core import zip_archive
from triptych.core.version import GENERATOR

_EMBEDDED = re.compile(r"data:([a-z]+/[a-z0-9+.-]+);base64,[A-Za-z0-9+/=]{200,}")
_STYLES = re.compile(r"(?:<style(?! class)[^>]*>.*?</style>\s*)+", re.DOTALL)
_HASHES = re.compile(r"(?: '(?:unsafe-hashes|sha256-[A-Za-z0-9+/=]{44})')+")
_TEXTS = (".xhtml", ".opf", ".ncx", ".xml", ".svg", ".css")


def html_text(data: bytes) -> str:
    """Return HTML without embedded bytes, the theme's sheets and the version, each tested elsewhere."""
    plain = data.decode().replace(GENERATOR, "Triptych")
    plain = _embedded(plain)
    plain = _HASHES.sub(" [hashes of styles]", plain)
    return _STYLES.sub("<style>[the theme's own]</style>\n", plain)


def _embedded(text: str) -> str:
    """Return text without embedded bytes."""
    return _EMBEDDED.sub(r"data:\1;base64,[embedded]", text)


def epub_files(data: bytes) -> dict[str, bytes]:
    """Return an EPUB's files by name, without fonts and cover, and sheet and version as placeholders."""
    files = zip_archive.unpack(data)
    package = files["EPUB/content.opf"].replace(GENERATOR.encode(), b"Triptych")
    files["EPUB/content.opf"] = package
    files["EPUB/styles/article.css"] = b"[the theme's own]\n"
    for name in (name for name in files if name.endswith(".svg")):
        files[name] = _embedded(files[name].decode()).encode()
    drawn = ("EPUB/fonts/", "EPUB/images/pf-cover")
    return {name: file for name, file in files.items() if not name.startswith(drawn)}


def pdf_text(path: Path) -> str:
    """Return a PDF's page count, outline, structure with its text, and the text of each page."""
    reader = PdfReader(path)
    pages = _poppler("pdftotext", "-layout", "-enc", "UTF-8", str(path), "-").split("\f")[:-1]
    struct = structure(path.read_bytes())
    parts = [f"pages: {len(reader.pages)}", "", "outline:", *_outline(reader.outline, 1)]
    struct = re.sub(r"Object \d+ \d+", "Object", struct)
    parts += ["", "structure:", *(line.rstrip() for line in struct.splitlines() if line.strip())]
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        parts += ["", f"page {number}:", *(re.sub(r" {2,}", "  ", line) for line in lines)]
    return "\n".join(parts) + "\n"


def structure(data: bytes) -> str:
    """Return a PDF's structure with its text; words told as they were typed are read by their glyphs.

    Poppler loses what follows such a word (``ActualText``) in its marked content. It draws a page for
    every tag on it, and would work out the colour profile anew each time; so there is none.
    """
    writer = PdfWriter(clone_from=BytesIO(data))
    del writer.root_object["/OutputIntents"]
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        has_told = any(b"/ActualText" in page.read_contents() for page in pdf)
    for page in writer.pages if has_told else ():
        content = ContentStream(page["/Contents"], writer)
        content.operations = list(_without_told_words(content.operations))
        page.replace_contents(content)
    with NamedTemporaryFile(suffix=".pdf") as plain:
        writer.write(plain)
        plain.flush()
        return _poppler("pdfinfo", "-struct-text", plain.name)


def _without_told_words(operations: list[Any]) -> Iterator[Any]:
    """Yield the operations of a content stream without the spans that tell a word."""
    told: list[bool] = []
    for operands, operator in operations:
        if operator in {b"BDC", b"BMC"}:
            told.append(operator == b"BDC" and "/ActualText" in operands[1])
        is_told = operator in {b"BDC", b"BMC", b"EMC"} and told[-1]
        if operator == b"EMC":
            told.pop()
        if not is_told:
            yield operands, operator


def _outline(entries: Sequence[object], level: int) -> list[str]:
    """Return the bookmarks, indented by level."""
    lines: list[str] = []
    for entry in entries:
        if isinstance(entry, list):
            lines += _outline(entry, level + 1)
        elif isinstance(entry, Destination):
            lines.append("  " * level + str(entry.title))
    return lines


def _poppler(*command: str) -> str:
    """Return what one of poppler's programs prints."""
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
