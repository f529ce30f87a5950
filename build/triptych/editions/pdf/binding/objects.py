"""The objects of a ``pydyf.PDF`` as bytes and back, and the file made of them.

Each is what it was: a dictionary can be changed, and a stream that was compressed stays so.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from hashlib import md5
from types import ModuleType
from typing import Any

_PACKED = 400
"""The most objects of one object stream (ISO 32000-1, 7.5.7)."""


def freeze(pdf: Any, pydyf: ModuleType) -> bytes:
    """Return the objects of a file as bytes: a line of JSON, then the content of its streams."""
    streams: list[bytes] = []

    def plain(value: Any) -> Any:
        """Return a value as JSON knows it."""
        if isinstance(value, bytes):
            return ["b", value.decode("latin-1")]
        if isinstance(value, dict):
            return ["d", *(plain(part) for pair in value.items() for part in pair)]
        if isinstance(value, pydyf.Array):
            return ["a", *map(plain, value)]
        if isinstance(value, pydyf.String):
            return ["s", plain(value.string)]
        if isinstance(value, pydyf.Stream):
            content = value.data.partition(b"\nstream\n")[2]
            streams.append(content.removesuffix(b"\nendstream"))
            extra = dict(value.extra)
            if value.compress:
                extra["Filter"] = "/FlateDecode"
            return ["z", plain(extra), len(streams[-1])]
        return value

    table = [plain(item) for item in pdf.objects[1:]], plain(pdf.info)
    return b"\n".join((json.dumps(table, separators=(",", ":")).encode(), b"".join(streams)))


def thaw(data: bytes, pydyf: ModuleType) -> Any:
    """Return a ``pydyf.PDF`` with the objects that bytes of ``freeze`` are."""
    head, _, streams = data.partition(b"\n")
    at = 0

    def made(plain: Any) -> Any:
        """Return the value that JSON stands for."""
        nonlocal at
        if not isinstance(plain, list):
            return plain
        kind, *rest = plain
        if kind == "b":
            return rest[0].encode("latin-1")
        if kind == "s":
            return pydyf.String(made(rest[0]))
        if kind == "z":
            start, at = at, at + rest[1]
            return pydyf.Stream([streams[start:at]], made(rest[0]))
        values = list(map(made, rest))
        if kind == "a":
            return pydyf.Array(values)
        return pydyf.Dictionary(dict(zip(values[::2], values[1::2], strict=True)))

    objects, info = json.loads(head)
    pdf = pydyf.PDF()
    del pdf.objects[1:]
    for each in objects:
        pdf.add_object(made(each))
    pdf.pages, pdf.catalog = pdf.objects[1:3]
    pdf.info.update(made(info))
    return pdf


def close(pdf: Any, version: str) -> bytes:
    """Return the file with the objects of a ``pydyf.PDF``, each of which is written once.

    Everything but streams is packed into object streams, so that a change in one part leaves the others
    unchanged.
    """
    if pdf.info:
        pdf.add_object(pdf.info)
    out, places = [f"%PDF-{version}\n%".encode() + b"\xf0\x9f\x96\xa4\n"], dict[int, bytes]()
    at = len(out[0])

    def put(number: int, data: bytes) -> None:
        """Write an object."""
        nonlocal at
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, data)
        places[number] = b"\1" + at.to_bytes(4) + b"\0\0"
        out.append(whole)
        at += len(whole)

    packed = []
    for item in pdf.objects[1:]:
        if item.compressible:
            packed.append((item.number, item.data))
        else:
            put(item.number, item.data)
    free = len(pdf.objects)
    for number, (numbers, data) in enumerate(_packs(packed), free):
        put(number, data)
        for place, own in enumerate(numbers):
            places[own] = b"\2" + number.to_bytes(4) + place.to_bytes(2)
    last = max(places) + 1
    places |= {0: b"\0\0\0\0\0\xff\xff", last: b"\1" + at.to_bytes(4) + b"\0\0"}
    digest = md5(b"".join(out), usedforsecurity=False).hexdigest()
    info = b"/Info %b" % pdf.info.reference if pdf.info else b""
    head = b"/Type /XRef/W [1 4 2]/Size %d/Root %b%b/ID [<%b> <%b>]" % (
        *(last + 1, pdf.catalog.reference, info, digest.encode(), digest.encode()),
    )
    table = _compressed(b"".join(places[number] for number in range(last + 1)), head)
    out.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, table, at))
    return b"".join(out)


def _packs(items: Sequence[tuple[int, bytes]]) -> Iterator[tuple[list[int], bytes]]:
    """Yield object streams with the numbers of the objects in each."""
    for start in range(0, len(items), _PACKED):
        some = items[start : start + _PACKED]
        index, at = list[str](), 0
        for number, data in some:
            index += [str(number), str(at)]
            at += len(data) + 1
        first = " ".join(index).encode() + b"\n"
        head = b"/Type /ObjStm/N %d/First %d" % (len(some), len(first))
        whole = first + b"\n".join(data for _, data in some)
        yield [number for number, _ in some], _compressed(whole, head)


def _compressed(data: bytes, head: bytes) -> bytes:
    """Return a stream of data with the entries of ``head``."""
    short = zlib.compress(data)
    head = b"<<%b/Filter /FlateDecode/Length %d>>" % (head, len(short))
    return b"\n".join((head, b"stream", short, b"endstream"))
