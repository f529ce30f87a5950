"""The files of an EPUB, opened within bounds, and its package document."""

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

CONTAINER = "META-INF/container.xml"
MOST_FILES = 20_000
MOST_BYTES = 1024**3
LARGEST_PAGE = 32 * 1024**2
"""Bounds on an unpacked EPUB, in files and bytes, and on one page of it, in bytes."""

_PACKAGE = "application/oebps-package+xml"


class BadBookError(Exception):
    """A book cannot be opened: the code of the finding, why, and what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the manifest; ``path`` is inside the archive, or the address of a remote file."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Book:
    """An opened EPUB: its package document at ``name``, its manifest by path, its spine by id."""

    archive: zipfile.ZipFile
    name: str
    package: etree._Element
    items: dict[str, Item] = field(default_factory=dict[str, Item])
    spine: tuple[str, ...] = ()

    def read(self, name: str, most: int = LARGEST_PAGE) -> bytes:
        """Return a file of the book; raises ``BadBookError`` when it is unreadable or too large."""
        return read(self.archive, name, most)


def open_book(data: bytes) -> Book:
    """Open an EPUB and read its package document; raises ``BadBookError`` when that fails."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        hint = "It may be cut short: download or build it again."
        raise BadBookError("epub-broken", "not a complete ZIP archive", hint) from None
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > MOST_BYTES:
        message = f"it unpacks to {len(entries)} files with {total / 1024**2:.0f} MB"
        raise BadBookError(
            "epub-large", message, "It may be a decompression bomb, so it is not judged."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadBookError("epub-encrypted", "the book is encrypted")
    name = _rootfile(archive)
    package = parse_xml(read(archive, name, LARGEST_PAGE), "epub-package", name)
    items = {item.path: item for item in _manifest(package, name)}
    spine = tuple(ref.get("idref", "") for ref in package.iterfind("{*}spine/{*}itemref"))
    return Book(archive, name, package, items, spine)


def read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a file of an archive; raises ``BadBookError`` when it has over ``most`` bytes."""
    try:
        with archive.open(name) as file:
            data = file.read(most + 1)
    except KeyError:
        raise BadBookError("epub-manifest", f"file {name} is missing") from None
    except MemoryError:
        raise  # the book as a whole is too large
    except Exception as error:  # noqa: BLE001  zipfile, zlib and lzma each have errors of their own
        raise BadBookError("epub-broken", f"cannot unpack {name}: {error}") from None
    if len(data) > most:
        raise BadBookError("epub-large", f"{name} has more than {most} bytes")
    return data


def parse_xml(data: bytes, code: str, name: str) -> etree._Element:
    """Parse XML without loading anything; raises ``BadBookError`` with the line of the error."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or "it is empty").partition(", line ")[0]
        raise BadBookError(
            code, f"{name}:{error.lineno or 1} is not well-formed XML: {reason}"
        ) from None


def line_of(element: etree._Element) -> int:
    """Return the line at which an element begins, or 0."""
    line: Any = element.sourceline
    return int(line or 0)


def resolve_target(address: str, base: str) -> tuple[str, str]:
    """Return the file inside the book and the id that an address names; ("", "") if it is remote.

    ``a.xhtml#b`` in ``text/c.xhtml`` is ``("text/a.xhtml", "b")``.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = unquote(parts.path)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return whole, unquote(parts.fragment)


def _rootfile(archive: zipfile.ZipFile) -> str:
    """Return the path of the package document (EPUB 3.3, section 4.2.6.3.1)."""
    if CONTAINER not in archive.namelist():
        raise BadBookError("epub-container", f"{CONTAINER} is missing", "Is it an EPUB?")
    root = parse_xml(read(archive, CONTAINER, LARGEST_PAGE), "epub-container", CONTAINER)
    for element in root.iter("{*}rootfile"):
        path = element.get("full-path", "")
        if element.get("media-type", _PACKAGE) == _PACKAGE and path in archive.namelist():
            return path
    raise BadBookError("epub-container", f"{CONTAINER} names no package document in the book")


def _manifest(package: etree._Element, name: str) -> list[Item]:
    """Return the rows of the manifest."""
    rows = []
    for element in package.iterfind("{*}manifest/{*}item"):
        address = element.get("href", "")
        path, _ = resolve_target(address, name)
        rows.append(
            Item(
                element.get("id", ""),
                path or address,
                element.get("media-type", ""),
                frozenset(element.get("properties", "").split()),
                line_of(element),
            )
        )
    return rows
