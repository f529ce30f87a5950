"""Pages of a PDF as pictures, drawn by PDFium: the only door to it.

PDFium is no program for several threads, so one thread draws, one page after the other.
"""

import asyncio
import struct
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

_WIDEST = 3000
"""The most pixels that a page is drawn wide."""

_MOST = 8
"""How many pages are kept that were drawn, of the document that was asked for last."""


class Painter:
    """Draws pages; the document that was asked for last stays open, and the last pages of it are kept."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "painter")
        self._open: tuple[bytes, Any] | None = None
        self._data = b""
        self._begun: dict[tuple[int, int], Future[bytes]] = {}

    def open(self, data: bytes) -> None:
        """Open a PDF for those who will ask for its pages, unless it is open."""
        self._pool.submit(self._document, data)

    def begin(self, data: bytes, number: int, width: int) -> "Future[bytes]":
        """Begin to draw a page, unless that was begun before; the arguments are those of ``draw``."""
        if self._data is not data:
            self._data = data
            self._begun.clear()
        key = (number, width)
        if key not in self._begun:
            while len(self._begun) >= _MOST:
                self._begun.pop(next(iter(self._begun)))
            self._begun[key] = self._pool.submit(self._draw, data, number, width)
        return self._begun[key]

    async def draw(self, data: bytes, number: int, width: int) -> bytes:
        """Return a page of a PDF, from 0, as PNG of a width in pixels; raises ``IndexError``."""
        return await asyncio.shield(asyncio.wrap_future(self.begin(data, number, width)))

    async def sizes(self, data: bytes) -> list[tuple[float, float]]:
        """Return width and height of each page in points."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._sizes, data)

    def close(self) -> None:
        """Close the document, and end the thread."""
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _close(self) -> None:
        """Close the document that is open."""
        if self._open:
            self._open[1].close()
        self._open = None

    def _document(self, data: bytes) -> Any:
        """Return a PDF opened, for the next pages too."""
        import pypdfium2  # noqa: PLC0415  loaded when the first page is drawn

        if self._open is None or self._open[0] is not data:
            self._close()
            self._open = (data, pypdfium2.PdfDocument(data))
        return self._open[1]

    def _sizes(self, data: bytes) -> list[tuple[float, float]]:
        """Do what ``sizes`` does, in the thread that draws."""
        document = self._document(data)
        return [document.get_page_size(number) for number in range(len(document))]

    def _draw(self, data: bytes, number: int, width: int) -> bytes:
        """Do what ``draw`` does, in the thread that draws."""
        document = self._document(data)
        if not 0 <= number < len(document):
            raise IndexError(number)
        page = document[number]
        scale = max(1, min(width, _WIDEST)) / page.get_width()
        bitmap = page.render(scale=scale, rev_byteorder=True, no_smoothimage=False)
        try:
            return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        finally:
            bitmap.close()
            page.close()


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return pixels of three bytes each as PNG (ISO 15948); ``stride`` is the bytes from row to row."""
    rows = b"".join(b"\0" + pixels[at : at + width * 3] for at in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
