"""What a poster is made of: strips of colour, and words on them; and its file."""

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

Rgb = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Words on a poster: their font and size in pixels, and their left end on the baseline."""

    text: str
    font: bytes
    size: int
    at: tuple[float, float]
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a poster down to the row ``bottom``: its ground, and the ink of the words on it."""

    bottom: int
    ground: Rgb
    ink: Rgb


@lru_cache(maxsize=8)
def palette(pairs: tuple[tuple[Rgb, Rgb], ...], levels: int) -> bytes:
    """Return as many shades as ``levels`` from each ground to its ink, as bytes red, green, blue."""
    shares = [level / (levels - 1) for level in range(levels)]
    return bytes(
        round(low + (high - low) * share)
        for ground, ink in pairs
        for share in shares
        for low, high in zip(ground, ink, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a poster, of which each pixel is a number of a shade: all of one, or ``pixels``.

    ``pixels`` has a zero before each row, by which PNG says that it is not filtered (PNG, 9.2).
    """

    count: int
    shade: int
    pixels: bytes = b""


def png(size: tuple[int, int], shades: bytes, parts: list[Rows]) -> bytes:
    """Return rows as PNG with a palette; those of one shade are compressed once a process."""
    check, packed = 1, [b"\x78\x01"]  # zlib's header, fastest (RFC 1950, 2.2)
    for rows in filter(lambda part: part.count, parts):
        if rows.pixels:
            raw, small = rows.pixels, _deflated(rows.pixels)
        else:
            raw, small = _plain(size[0], rows.count, rows.shade)
        check = zlib.adler32(raw, check)
        packed.append(small)
    packed.append(b"\x03\0" + struct.pack(">I", check))  # an empty last block (RFC 1951, 3.2.6)
    head = struct.pack(">IIBBBBB", *size, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", shades), (b"IDAT", b"".join(packed)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@lru_cache(maxsize=32)
def _plain(width: int, count: int, shade: int) -> tuple[bytes, bytes]:
    """Return rows of one shade, and those compressed."""
    raw = (b"\0" + bytes([shade]) * width) * count
    return raw, _deflated(raw)


def _deflated(raw: bytes) -> bytes:
    """Return bytes compressed as a part of a stream, which knows nothing of what is before it."""
    squeeze = zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_RLE)
    return squeeze.compress(raw) + squeeze.flush(zlib.Z_FULL_FLUSH)
