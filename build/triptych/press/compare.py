"""Where two editions differ: the line of a page, the entry of an EPUB, the object of a PDF."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import zip_longest
from zipfile import BadZipFile, ZipFile, ZipInfo

_OBJECT = re.compile(rb"(?<![\d.])(\d+) (\d+) obj\b(.*?)\bendobj\b", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\bendstream", re.DOTALL)
_KIND = re.compile(rb"/(?:Type|S|Subtype) ?/([A-Za-z0-9]+)")
_AROUND = 30
"""How many characters are shown on each side of the first that differs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place at which two editions differ, and what stands there in each, shortened."""

    place: str
    first: str
    second: str

    def __str__(self) -> str:
        """Write the difference as one line."""
        return f"{self.place}: “{self.first}” against “{self.second}”"


def difference(name: str, first: bytes, second: bytes) -> Difference | None:
    """Return where two editions with one file name differ; None when every byte is equal."""
    if first == second:
        return None
    if name.endswith(".epub"):
        found = _in_archive(first, second)
    elif name.endswith(".pdf"):
        found = _in_pdf(first, second)
    else:
        found = _in_file(first, second)
    return found or _in_bytes(first, second)


def _in_file(first: bytes, second: bytes) -> Difference | None:
    """Return the first line that differs, or the first byte where the files are not text."""
    try:
        pairs = zip_longest(first.decode().split("\n"), second.decode().split("\n"), fillvalue="")
    except UnicodeDecodeError:
        return _in_bytes(first, second)
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            return Difference(f"line {number}", *_excerpts(one, other))
    return None


def _in_archive(first: bytes, second: bytes) -> Difference | None:
    """Return the first entry that differs in its name, its attributes or its bytes."""
    try:
        with ZipFile(BytesIO(first)) as one, ZipFile(BytesIO(second)) as other:
            for mine, its in zip_longest(one.infolist(), other.infolist()):
                if found := _in_entry(mine, its):
                    return found
                data, others = one.read(mine), other.read(its)
                if found := _in_file(data, others):
                    return replace(found, place=f"{mine.filename}, {found.place}")
    except (BadZipFile, zlib.error, NotImplementedError):
        return None
    return None


def _in_entry(first: ZipInfo | None, second: ZipInfo | None) -> Difference | None:
    """Return how two entries at one position in the archive differ, except in their bytes."""
    names = [info.filename if info else "" for info in (first, second)]
    if not first or not second or names[0] != names[1]:
        return Difference("order of the entries", names[0], names[1])
    for attribute in ("date_time", "compress_type", "external_attr", "extra", "flag_bits"):
        values = [str(getattr(info, attribute)) for info in (first, second)]
        if values[0] != values[1]:
            return Difference(f"{first.filename}, its {attribute}", values[0], values[1])
    return None


def _in_pdf(first: bytes, second: bytes) -> Difference | None:
    """Return the first object that differs, in its dictionary or in its unpacked stream."""
    for one, other in zip_longest(_objects(first), _objects(second), fillvalue=("", b"")):
        if one != other:
            name = one[0] if one[0] == other[0] else f"{one[0] or 'none'} or {other[0] or 'none'}"
            kind = _KIND.search(one[1]) or _KIND.search(other[1])
            place = f"object {name}" + (f" ({kind[1].decode()})" if kind else "")
            return _in_object(place, one[1], other[1])
    return None


def _in_object(place: str, first: bytes, second: bytes) -> Difference:
    """Return where two objects differ, in the unpacked stream rather than in its length or packed bytes."""
    parts = [_STREAM.match(data) for data in (first, second)]
    if parts[0] and parts[1]:
        found = _in_file(_unpacked(parts[0][2]), _unpacked(parts[1][2]))
        if found:
            return replace(found, place=f"{place}, its stream, {found.place}")
    found = _in_file(first, second) or _in_bytes(first, second)
    return replace(found, place=f"{place}, {found.place}")


def _objects(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a PDF's objects by number, in the order of the file (ISO 32000-1, 7.3.10)."""
    for found in _OBJECT.finditer(data):
        yield f"{found[1].decode()} {found[2].decode()}", found[3]


def _unpacked(stream: bytes) -> bytes:
    """Return a stream's bytes, unpacked if they are compressed with Flate (7.4.4)."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _in_bytes(first: bytes, second: bytes) -> Difference:
    """Return the first byte that differs, counted from 0."""
    pairs = enumerate(zip(first, second, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
    return Difference(f"byte {at}", first[at : at + 8].hex(" "), second[at : at + 8].hex(" "))


def _excerpts(first: str, second: str) -> tuple[str, str]:
    """Return both texts from shortly before the first character that differs to shortly after."""
    pairs = enumerate(zip(first, second, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
    begin = max(at - _AROUND, 0)
    return _cut(first, begin, at), _cut(second, begin, at)


def _cut(text: str, begin: int, at: int) -> str:
    """Return a part of a text, with dots where it was cut, and control characters made visible."""
    end = at + _AROUND
    head, tail = "…" if begin else "", "…" if end < len(text) else ""
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[begin:end])
    return f"{head}{visible}{tail}"
