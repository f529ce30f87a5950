"""An EPUB's files, opened with bounds, and its package document read."""

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
"""Bounds on what an EPUB may unpack to, in files and bytes, and on one page of it."""

_PACKAGE = "application/oebps-package+xml"


class BadBookError(Exception):
    """A book cannot be opened: the code, why, and what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the manifest, with its path inside the archive; remote ones keep their address."""

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
        """Give a file of the book; raises ``BadBookError`` when it cannot be read or is too large."""
        return read(self.archive, name, most)


def opened(data: bytes) -> Book:
    """Open an EPUB and read its package; raises ``BadBookError`` when that cannot be."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        hint = "It may have been cut short on its way; fetch or build it again."
        raise BadBookError("epub-broken", "this is no whole ZIP archive", hint) from None
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > MOST_BYTES:
        message = f"it unpacks to {len(entries)} files of {total / 1024**2:.0f} MB in all"
        raise BadBookError("epub-large", message, "It looks like a trap, and is not judged.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadBookError("epub-encrypted", "its files need a password")
    name = _rootfile(archive)
    package = parsed(read(archive, name, LARGEST_PAGE), "epub-package", name)
    items = {item.path: item for item in _manifest(package, name)}
    spine = tuple(ref.get("idref", "") for ref in package.iterfind("{*}spine/{*}itemref"))
    return Book(archive, name, package, items, spine)


def read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Give a file of an archive, at most so many bytes of it."""
    try:
        with archive.open(name) as file:
            data = file.read(most + 1)
    except KeyError:
        raise BadBookError("epub-manifest", f"there is no file {name}") from None
    except MemoryError:
        raise  # which is told of the whole book
    except Exception as error:  # noqa: BLE001  zipfile, zlib and lzma each have errors of their own
        raise BadBookError("epub-broken", f"{name} cannot be unpacked: {error}") from None
    if len(data) > most:
        raise BadBookError("epub-large", f"{name} has over {most} bytes")
    return data


def parsed(data: bytes, code: str, name: str) -> etree._Element:
    """Parse XML without a look outside; raises ``BadBookError`` with the line where it breaks off."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or "it is empty").partition(", line ")[0]
        raise BadBookError(code, f"{name}:{error.lineno or 1} is not XML: {reason}") from None


def line_of(element: etree._Element) -> int:
    """Give the line at which an element begins, or 0."""
    line: Any = element.sourceline
    return int(line or 0)


def target(address: str, base: str) -> tuple[str, str]:
    """Give the file inside the book and the id that an address means; "" file for one elsewhere."""
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
    """Give the path of the package document (EPUB 3.3, section 4.2.6.3.1)."""
    if CONTAINER not in archive.namelist():
        raise BadBookError("epub-container", f"there is no {CONTAINER}", "Is it an EPUB?")
    root = parsed(read(archive, CONTAINER, LARGEST_PAGE), "epub-container", CONTAINER)
    for element in root.iter("{*}rootfile"):
        path = element.get("full-path", "")
        if element.get("media-type", _PACKAGE) == _PACKAGE and path in archive.namelist():
            return path
    raise BadBookError("epub-container", f"{CONTAINER} names no package document that is there")


def _manifest(package: etree._Element, name: str) -> list[Item]:
    """Give the rows of the manifest."""
    rows = []
    for element in package.iterfind("{*}manifest/{*}item"):
        address = element.get("href", "")
        path, _ = target(address, name)
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
