"""Files of other formats are named as what they are; Markdown is none of them."""

import gzip
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from triptych.core.errors import SourceError, UsageError
from triptych.core.findings import collecting
from triptych.core.model import Override
from triptych.settings.publication import bare
from triptych.sources import discover, manuscripts


def _zip(*names: str, first: tuple[str, str] | None = None) -> bytes:
    """Return a ZIP archive with these names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in [*([first] if first else []), *((name, "x") for name in names)]:
            archive.writestr(name, text)
    return buffer.getvalue()


def _picture(kind: str) -> bytes:
    """Return a picture of a format."""
    buffer = BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, kind)
    return buffer.getvalue()


_ODF = "application/vnd.oasis.opendocument."
FILES = {
    "Word": (_zip("[Content_Types].xml", "word/document.xml"), "a.docx", "a Word document"),
    "Word by another name": (_zip("word/document.xml"), "a.md", "a Word document"),
    "Word, damaged": (_zip("word/document.xml")[:60], "a.docx", "a Word document"),
    "Excel": (_zip("xl/workbook.xml"), "a.xlsx", "a table or slides"),
    "OpenDocument": (_zip(first=("mimetype", f"{_ODF}text")), "a.odt", "an OpenDocument text"),
    "a table": (_zip(first=("mimetype", f"{_ODF}spreadsheet")), "a.ods", "a table or slides"),
    "EPUB": (_zip("META-INF/container.xml"), "a.epub", "an EPUB"),
    "Pages": (_zip("Index/Document.iwa"), "a.pages", "a Pages document"),
    "ZIP": (_zip("a.md"), "a.zip", "a compressed archive"),
    "gzip": (gzip.compress(b"Text.", mtime=0), "a.md.gz", "a compressed archive"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "a document of an old"),
    "RTF": (rb"{\rtf1\ansi Text.}", "a.rtf", "an RTF document"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "a.pdf", "a PDF"),
    "PNG": (_picture("PNG"), "a.png", "an image"),
    "JPEG": (_picture("JPEG"), "a.jpg", "an image"),
    "GIF": (_picture("GIF"), "a.gif", "an image"),
    "WebP": (_picture("WEBP"), "a.webp", "an image"),
    "TIFF": (_picture("TIFF"), "a.tif", "an image"),
    "BMP": (_picture("BMP"), "a.bmp", "an image"),
    "HTML": (b"\xef\xbb\xbf<!DOCTYPE html>\n<title>A</title>", "a.html", "an HTML page"),
    "HTML below a comment": (b"<!-- saved -->\n<html lang='en'>", "a.md", "an HTML page"),
    "XHTML": (b"<?xml version='1.0'?>\n<html>", "a.md", "an HTML page"),
    "DocBook": (b"<?xml version='1.0'?>\n<article>", "a.xml", "an XML document"),
    "LaTeX": (b"\\documentclass{article}\n", "a.tex", "a LaTeX document"),
}


def _read(data: bytes, path: Path) -> None:
    """Read a file as an article."""
    path.write_bytes(data)
    with collecting():
        manuscripts.read(path, bare(path.parent), Override(), path.name)


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_another_format_is_named(kind: str, tmp_path: Path) -> None:
    """By its content, else by its name, with a hint."""
    data, name, words = FILES[kind]
    with pytest.raises(SourceError) as error:
        _read(data, tmp_path / name)
    assert error.value.message.startswith(f"this is {words}")
    assert str(error.value.place) == name
    assert error.value.hint


TEXTS = [
    "<p>A paragraph.</p>",
    "<svg xmlns='http://www.w3.org/2000/svg'></svg>\n\nText.",
    "<!-- a comment -->\n\n# A\n\nText.",
    "PKs are keys.",
    "BMW makes cars, GIF89 was a format, and %PDF-files begin so.",
    "II. The second part\n\nText.",
    "RIFF raff.",
    "```html\n<!doctype html>\n```\n",
    "---\ntitle: A\n---\n\n<html>\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_is_read(text: str, tmp_path: Path) -> None:
    """However it begins."""
    _read(text.encode(), tmp_path / "a.md")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str, tmp_path: Path) -> None:
    """With a byte order mark, and by their zeros without one."""
    with pytest.raises(SourceError, match=f"looks like {encoding[:6].upper()}"):
        _read("A text of some words.".encode(encoding), tmp_path / "a.md")


def test_a_folder_with_a_word_document_alone_says_so(tmp_path: Path) -> None:
    """The hint names the file and what to do."""
    (tmp_path / "letter.docx").write_bytes(_zip("word/document.xml"))
    with pytest.raises(UsageError) as error:
        discover.articles(tmp_path)
    assert "letter.docx is a Word document" in error.value.hint
    assert "pandoc letter.docx -t markdown -o letter.md" in error.value.hint
