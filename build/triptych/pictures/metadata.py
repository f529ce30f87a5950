"""Metadata removed from the files of pictures, without a change to their pixels.

Cameras record where and when a picture was taken, phones append films after the last byte, and editors
leave the uncropped picture in the file: none of it may reach a reader.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from triptych.pictures import avif

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = frozenset([b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND"])
_PNG_MOVING = frozenset([b"acTL", b"fcTL", b"fdAT"])
_JPEG_PIXELS = {0xE0, 0xEE}
_JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_WEBP_DROPPED = {b"EXIF", b"XMP ", b"ICCP"}
_WEBP_FLAGS = 0x20 | 0x08 | 0x04
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip_metadata(media_type: str, data: bytes, *, moves: bool = False) -> bytes:
    """Return a picture's file with only its pixels; with ``moves`` a PNG keeps its animation.

    A file that does not follow its format is returned unchanged.
    """
    parts = _png_moving if moves and media_type == "image/png" else _PARTS.get(media_type)
    try:
        return b"".join(parts(data)) if parts else data
    except (IndexError, struct.error):
        return data


def strip_for_sources(media_type: str, data: bytes, orientation: int) -> bytes:
    """Return a picture's file with only what its appearance needs.

    Its colour profile stays, and its ``orientation`` (Exif 3.0, tag 0112; 0 for none) unless it is upright.
    An unknown format gives b"".
    """
    exif = _TURNED % orientation if orientation > 1 else b""
    parts = {
        "image/jpeg": lambda: _jpeg(data, b"Exif\0\0" + exif if exif else b"", is_coloured=True),
        "image/png": lambda: _png(data, _PNG_PIXELS | _PNG_MOVING | {b"iCCP"}, exif),
        "image/webp": lambda: _webp(data, exif, is_coloured=True),
        "image/gif": lambda: _gif(data),
        "image/avif": lambda: _avif(data),
    }
    try:
        return b"".join(parts[media_type]()) if media_type in parts else b""
    except (IndexError, struct.error):
        return b""


_TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
"""A TIFF header with one entry, the orientation (TIFF 6.0, section 2)."""


def _jpeg(data: bytes, exif: bytes = b"", *, is_coloured: bool = False) -> Iterator[bytes]:
    """Yield the segments of a JPEG's picture, to its end marker (ITU-T T.81, annex B).

    ``exif`` comes first; the colour profile is included with ``is_coloured``.
    """
    yield data[:2]
    if exif:
        yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    at = 2
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        mark = data[at + 1]
        if mark == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if mark == 0xDA:
            found = _JPEG_AFTER_SCAN.search(data, end)
            end = found.start() if found else len(data)
        is_metadata = 0xE0 <= mark <= 0xEF or mark == 0xFE
        is_profile = mark == 0xE2 and data[at + 4 : at + 16] == b"ICC_PROFILE\0"
        if not is_metadata or mark in _JPEG_PIXELS or (is_coloured and is_profile):
            yield data[at:end]
        if end >= len(data):
            return
        at = end


def _png_moving(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG's pixels and animation."""
    return _png(data, _PNG_PIXELS | _PNG_MOVING)


def _png(data: bytes, kinds: frozenset[bytes] = _PNG_PIXELS, exif: bytes = b"") -> Iterator[bytes]:
    """Yield the chunks of a PNG's pixels, to the last (PNG 3rd edition, section 5)."""
    yield _PNG_SIGNATURE
    at = len(_PNG_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IDAT" and exif:
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif + _checksum(b"eXIf" + exif)
            exif = b""
        if kind in kinds:
            yield data[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _checksum(data: bytes) -> bytes:
    """Return the checksum at the end of a PNG chunk."""
    return struct.pack(">I", zlib.crc32(data))


def _webp(data: bytes, exif: bytes = b"", *, is_coloured: bool = False) -> Iterator[bytes]:
    """Yield a WebP file with the chunks of its pixels, and a header to match (RFC 9649)."""
    dropped = _WEBP_DROPPED - ({b"ICCP"} if is_coloured else set())
    flags = _WEBP_FLAGS & ~(0x20 if is_coloured else 0) & ~(0x08 if exif else 0)
    chunks = []
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        size = 8 + length + (length & 1)
        chunk = data[at : at + size]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~flags]) + chunk[9:]
        if kind not in dropped:
            chunks.append(chunk)
        at += size
    if exif:
        chunks.append(b"EXIF" + struct.pack("<I", len(exif)) + exif)
    body = b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Yield a GIF's frames and repetitions, without comments and application data (GIF89a)."""
    at = 13 + _gif_colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        is_frame = data[at] == 0x2C
        begin = at + 11 + _gif_colours(data[at + 9]) if is_frame else at + 2
        end = _gif_blocks(data, begin)
        is_loop = data[begin + 1 : begin + 12] in _GIF_LOOPS
        if is_frame or data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and is_loop):
            yield data[at:end]
        at = end
    yield b";"


def _avif(data: bytes) -> Iterator[bytes]:
    """Yield an AVIF file with its metadata overwritten; its orientation is in boxes that stay."""
    yield avif.blank_metadata(data)


def _gif_colours(flags: int) -> int:
    """Return the length of a colour table in bytes, from the flags before it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """Return the offset after a run of data blocks and its empty last one."""
    while data[at]:
        at += data[at] + 1
    return at + 1


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
    "image/avif": _avif,
}
