"""Files of other formats that are taken for articles: each is named, with what to do."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from triptych.core.errors import Place, SourceError

_CONVERT = "Save it as Markdown, for example with `pandoc {name} -t markdown -o {stem}.md`."
_RESAVE = (
    "Save it as .docx in its own program, then type `pandoc {stem}.docx -t markdown -o {stem}.md`."
)
_UNPACK = "Unpack it, and name the article that is in it."
_SHOW = "Write an article that shows it: ![what it shows]({name})."
_ORIGIN = "Build from the document that it was made of."

_Format = tuple[str, str]
"""A format in words, and the hint."""

_WORD: _Format = ("a Word document", _CONVERT)
_ARCHIVE: _Format = ("a compressed archive", _UNPACK)
_EPUB: _Format = ("an EPUB", _CONVERT)
_PDF: _Format = ("a PDF", _ORIGIN)
_RTF: _Format = ("an RTF document", _CONVERT)
_HTML: _Format = ("an HTML page", _CONVERT)
_OLD_OFFICE: _Format = ("a document of an old Office program", _RESAVE)
_PAGES: _Format = ("a Pages document", _RESAVE)
_LATEX: _Format = ("a LaTeX document", _CONVERT)
_ODT: _Format = ("an OpenDocument text", _CONVERT)
_IMAGE: _Format = ("an image", _SHOW)
_OFFICE: _Format = ("a table or slides of an office program", "Copy its text to a Markdown file.")
_XML: _Format = ("an XML document", "Copy its text to a Markdown file.")

_MAGIC: tuple[tuple[bytes, _Format], ...] = (
    (rb"%PDF-\d", _PDF),
    (rb"\{\\rtf\d", _RTF),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (rb"\x1f\x8b|BZh\d1AY|\xfd7zXZ\x00|7z\xbc\xaf\x27|\x28\xb5\x2f\xfd|Rar!\x1a", _ARCHIVE),
    (
        rb"\x89PNG\r|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\x00|MM\x00\*|....ftyp(avif|hei)",
        _IMAGE,
    ),
    (rb"BM.{4}\x00{4}", _IMAGE),
    (rb"\s*\\documentclass\b", _LATEX),
    (rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.{0,2000}?-->\s*)*(<!doctype\s+html|<html[\s>])", _HTML),
    (rb"\s*<\?xml\s", _XML),
)
"""How the files of each format begin."""

_PARTS: tuple[tuple[str, _Format], ...] = (
    ("word/", _WORD),
    ("xl/", _OFFICE),
    ("ppt/", _OFFICE),
    ("Index/", _PAGES),
    ("META-INF/container.xml", _EPUB),
)
"""What a ZIP archive of each format has in it."""

_SUFFIXES: dict[str, _Format] = {
    ".docx": _WORD,
    ".doc": _OLD_OFFICE,
    ".odt": _ODT,
    ".rtf": _RTF,
    ".pdf": _PDF,
    ".epub": _EPUB,
    ".html": _HTML,
    ".htm": _HTML,
    ".pages": _PAGES,
    ".tex": _LATEX,
}
"""The format of a file that begins like no other, by its name."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_MARK = b"\xef\xbb\xbf"


def refuse_other_format(data: bytes, path: Path, place: str) -> None:
    """Raise ``SourceError`` when a file is not text, or the text of another program or format."""
    found = _format(data.removeprefix(_MARK), path)
    if found:
        words, hint = found
        raise SourceError(f"this is {words}, not Markdown", Place(place), _filled(hint, path))


def describe_by_name(path: Path) -> str:
    """Return what a file is and what to do, by its name alone; "" when it may be an article."""
    if known := _SUFFIXES.get(path.suffix.lower()):
        return f"{path.name} is {known[0]}. {_filled(known[1], path)}"
    return ""


def _format(data: bytes, path: Path) -> _Format | None:
    """Return the format of a file by its beginning, or None for what may be Markdown."""
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data, path)
    for pattern, known in _MAGIC:
        if re.match(pattern, data, re.IGNORECASE | re.DOTALL):
            return known
    return None


def _of_archive(data: bytes, path: Path) -> _Format:
    """Return the format of a ZIP archive by its parts, or by its name when it is damaged."""
    if data[30:].startswith(_OPEN_DOCUMENT):
        return _ODT if data[30 + len(_OPEN_DOCUMENT) :].startswith(b"text") else _OFFICE
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return _SUFFIXES.get(path.suffix.lower(), _ARCHIVE)
    found = (f for part, f in _PARTS if any(name.startswith(part) for name in names))
    return next(found, _ARCHIVE)


def _filled(hint: str, path: Path) -> str:
    """Return a hint with the name of the file."""
    return hint.format(name=path.name, stem=path.stem)
