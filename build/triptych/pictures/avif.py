"""An AVIF file rid of all that it says beside its pixels, with every byte of them where it was.

Its boxes (ISO/IEC 14496-12) say where things lie by their offsets in the file, so nothing is cut out: what
goes is overwritten, and what named it is named free space.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HOLDERS = frozenset([b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"])
_TALK = frozenset([b"udta", b"uuid", b"free", b"skip"])
_TALK_ITEMS = frozenset([b"Exif", b"mime", b"uri "])
_FREE = b"free"
_LIMIT = 100_000
"""The most boxes that a file may have."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A box: its type, and where it, its content and what follows it begin."""

    kind: bytes
    start: int
    content: int
    end: int


def discreet(data: bytes) -> bytes:
    """Return a picture's file without Exif, XMP and the like; raises ``IndexError`` or ``struct.error``."""
    out = bytearray(data)
    end = 0
    for box in _boxes(data, 0, len(data)):
        _hush(data, out, box)
        end = box.end
    return bytes(out[:end])


def _hush(data: bytes, out: bytearray, box: _Box) -> None:
    """Overwrite what a box says beside the picture."""
    if box.kind in _TALK:
        out[box.start + 4 : box.start + 8] = _FREE
        _blank(out, box.content, box.end)
    elif box.kind in _HOLDERS:
        for inner in _boxes(data, box.content, box.end):
            _hush(data, out, inner)
    elif box.kind == b"meta":
        _hush_items(data, out, box)


def _hush_items(data: bytes, out: bytearray, meta: _Box) -> None:
    """Overwrite those items of a ``meta`` box that are no part of the picture (14496-12, 8.11)."""
    inner = {box.kind: box for box in _boxes(data, meta.content + 4, meta.end)}
    if b"iinf" not in inner:
        return
    talk = set()
    for entry, number, kind_at in _entries(data, inner[b"iinf"]):
        if data[kind_at : kind_at + 4] in _TALK_ITEMS:
            talk.add(number)
            out[kind_at : kind_at + 4] = _FREE
            _blank(out, kind_at + 4, entry.end)
    base = inner[b"idat"].content if b"idat" in inner else 0
    for number, start, length in _extents(data, inner[b"iloc"], base) if talk else ():
        if number in talk:
            _blank(out, start, start + length)


def _entries(data: bytes, iinf: _Box) -> Iterator[tuple[_Box, int, int]]:
    """Return the entries on items: each with its item's number, and where the item's type stands."""
    first = iinf.content + (6 if data[iinf.content] == 0 else 8)
    for entry in _boxes(data, first, iinf.end):
        wide = data[entry.content] >= 3
        form, size = (">I", 4) if wide else (">H", 2)
        (number,) = struct.unpack_from(form, data, entry.content + 4)
        yield entry, number, entry.content + 4 + size + 2


def _extents(data: bytes, iloc: _Box, base: int) -> Iterator[tuple[int, int, int]]:
    """Return the extents of items: the item's number, and where it begins and how long it is (8.11.3)."""
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
    """Return a number of so many bytes, and where the next one begins."""
    if at + size > len(data):
        raise IndexError(at)
    return int.from_bytes(data[at : at + size]), at + size


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    """Return the boxes from ``at`` on, to the first that would reach beyond ``end``."""
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
    """Overwrite a part of a file with noughts."""
    stop = min(end, len(out))
    if start < stop:
        out[start:stop] = bytes(stop - start)
