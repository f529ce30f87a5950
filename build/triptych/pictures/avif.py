"""The metadata of an AVIF file, overwritten without moving any other byte.

Boxes (ISO/IEC 14496-12) refer to one another by offsets in the file, so nothing is cut out: metadata is
overwritten with zeros, and its boxes and items become free space.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HOLDERS = frozenset([b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"])
_METADATA = frozenset([b"udta", b"uuid", b"free", b"skip"])
_METADATA_ITEMS = frozenset([b"Exif", b"mime", b"uri "])
_FREE = b"free"
_LIMIT = 100_000
"""The most boxes that a file may have."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A box: its type, and the offsets of its start, its content and its end."""

    kind: bytes
    start: int
    content: int
    end: int


def blank_metadata(data: bytes) -> bytes:
    """Return an AVIF file without Exif, XMP and the like; raises ``IndexError`` or ``struct.error``."""
    out = bytearray(data)
    end = 0
    for box in _boxes(data, 0, len(data)):
        _blank_box(data, out, box)
        end = box.end
    return bytes(out[:end])


def _blank_box(data: bytes, out: bytearray, box: _Box) -> None:
    """Overwrite the metadata in a box."""
    if box.kind in _METADATA:
        out[box.start + 4 : box.start + 8] = _FREE
        _blank(out, box.content, box.end)
    elif box.kind in _HOLDERS:
        for inner in _boxes(data, box.content, box.end):
            _blank_box(data, out, inner)
    elif box.kind == b"meta":
        _blank_items(data, out, box)


def _blank_items(data: bytes, out: bytearray, meta: _Box) -> None:
    """Overwrite the metadata items of a ``meta`` box (14496-12, 8.11)."""
    inner = {box.kind: box for box in _boxes(data, meta.content + 4, meta.end)}
    if b"iinf" not in inner:
        return
    metadata = set()
    for entry, number, kind_at in _entries(data, inner[b"iinf"]):
        if data[kind_at : kind_at + 4] in _METADATA_ITEMS:
            metadata.add(number)
            out[kind_at : kind_at + 4] = _FREE
            _blank(out, kind_at + 4, entry.end)
    base = inner[b"idat"].content if b"idat" in inner else 0
    for number, start, length in _extents(data, inner[b"iloc"], base) if metadata else ():
        if number in metadata:
            _blank(out, start, start + length)


def _entries(data: bytes, iinf: _Box) -> Iterator[tuple[_Box, int, int]]:
    """Yield each item entry with the item's id and the offset of its type."""
    first = iinf.content + (6 if data[iinf.content] == 0 else 8)
    for entry in _boxes(data, first, iinf.end):
        wide = data[entry.content] >= 3
        form, size = (">I", 4) if wide else (">H", 2)
        (number,) = struct.unpack_from(form, data, entry.content + 4)
        yield entry, number, entry.content + 4 + size + 2


def _extents(data: bytes, iloc: _Box, base: int) -> Iterator[tuple[int, int, int]]:
    """Yield the id, offset and length of each extent of an item (8.11.3)."""
    version, at = data[iloc.content], iloc.content + 4
    sizes = [data[at] >> 4, data[at] & 15, data[at + 1] >> 4, data[at + 1] & 15 if version else 0]
    at += 2
    wide = 4 if version == 2 else 2
    count, at = _number(data, at, wide)
    for _ in range(min(count, _LIMIT)):
        item, at = _number(data, at, wide)
        method, at = _number(data, at, 2) if version else (0, at)
        start, at = _number(data, at + 2, sizes[2])
        parts, at = _number(data, at, 2)
        for _ in range(min(parts, _LIMIT)):
            _, at = _number(data, at, sizes[3])
            offset, at = _number(data, at, sizes[0])
            length, at = _number(data, at, sizes[1])
            yield item, start + offset + (base if method & 15 == 1 else 0), length


def _number(data: bytes, at: int, size: int) -> tuple[int, int]:
    """Return a number of ``size`` bytes and the offset after it; raises ``IndexError`` at the end."""
    if at + size > len(data):
        raise IndexError(at)
    return int.from_bytes(data[at : at + size]), at + size


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    """Yield the boxes from ``at`` to the first that would extend beyond ``end``."""
    for _ in range(_LIMIT):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        content = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, content)
            content += 8
        elif size == 0:
            size = end - at
        if size < content - at or at + size > end:
            return
        yield _Box(kind, at, content, at + size)
        at += size


def _blank(out: bytearray, start: int, end: int) -> None:
    """Overwrite a part of a file with zeros."""
    stop = min(end, len(out))
    if start < stop:
        out[start:stop] = bytes(stop - start)
