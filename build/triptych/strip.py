"""What a picture's file says beside its pixels is cut out, and no pixel is touched.

Cameras write where and when a picture was made, phones append films behind the last byte, editors
leave the uncropped picture there: none of it may reach a reader.
"""

import re
import struct
from collections.abc import Callable, Iterator

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset([b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND"])
_PNG_MOVING = frozenset([b"acTL", b"fcTL", b"fdAT"])
_JPEG_KEPT = {0xE0, 0xEE}
_JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_WEBP_DROPPED = {b"EXIF", b"XMP ", b"ICCP"}
_WEBP_FLAGS = 0x20 | 0x08 | 0x04
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip(media_type: str, data: bytes, *, moves: bool = False) -> bytes:
    """Give a picture's file with its pixels and nothing else; its animation stays where it ``moves``.

    A file that is not built as its format says is given back as it is.
    """
    parts = _png_moving if moves and media_type == "image/png" else _PARTS.get(media_type)
    try:
        return b"".join(parts(data)) if parts else data
    except (IndexError, struct.error):
        return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Give the segments that make up the picture, to its end mark (ITU-T T.81, annex B)."""
    yield data[:2]
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
        is_said = 0xE0 <= mark <= 0xEF or mark == 0xFE
        if not is_said or mark in _JPEG_KEPT:
            yield data[at:end]
        if end >= len(data):
            return
        at = end


def _png_moving(data: bytes) -> Iterator[bytes]:
    """Give the chunks of an animated picture too."""
    return _png(data, _PNG_KEPT | _PNG_MOVING)


def _png(data: bytes, kept: frozenset[bytes] = _PNG_KEPT) -> Iterator[bytes]:
    """Give the chunks that pixels are drawn from, to the last (PNG 3rd edition, section 5)."""
    yield _PNG_SIGNATURE
    at = len(_PNG_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind in kept:
            yield data[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _webp(data: bytes) -> Iterator[bytes]:
    """Give the file with the chunks of its pixels, and a header that promises no other (RFC 9649)."""
    chunks = []
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        size = 8 + length + (length & 1)
        chunk = data[at : at + size]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if kind not in _WEBP_DROPPED:
            chunks.append(chunk)
        at += size
    body = b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Give frames and how often they repeat; comments and other applications' words go (GIF89a)."""
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


def _gif_colours(flags: int) -> int:
    """Give the bytes of a colour table by the flags before it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """Give where a run of data blocks ends, behind its empty one."""
    while data[at]:
        at += data[at] + 1
    return at + 1


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
}
