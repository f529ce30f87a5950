"""A part as bytes and back: a line of JSON, then the content of its streams. Nothing in it can run."""

import json
from dataclasses import fields
from typing import Any

from triptych.core.page_starts import PageStart
from triptych.editions.pdf.binding.part import Part, PartPage, Template


def encode(part: Part) -> bytes:
    """Return a part as bytes."""
    streams: list[bytes] = []
    table = {
        **_values(part),
        "pages": [{**_values(page), "owners": _template(page.owners, [])} for page in part.pages],
        "objects": [_template(each, streams) for each in part.objects],
        "keyed": [_template(each, streams) for each in part.keyed],
        "starts": [_values(start) for start in part.starts],
    }
    return b"\n".join((json.dumps(table).encode("ascii"), b"".join(streams)))


def decode(data: bytes) -> Part:
    """Return the part that bytes of ``encode`` are."""
    head, _, streams = data.partition(b"\n")
    plain = json.loads(head)
    made: list[Template] = []
    at = 0
    for text, codes, length in plain.pop("objects"):  # by far the most of a part
        stream = None if length is None else streams[at : at + length]
        made.append(Template(text.encode("latin-1"), tuple(codes), stream))
        at += length or 0
    blocks = plain.pop("blocks")  # and after them these
    table = {name: _frozen(value) for name, value in plain.items() if name not in _OWN}
    table["objects"] = tuple(made)
    table["blocks"] = tuple([(number, tuple(piece)) for number, piece in blocks])
    table["keyed"] = tuple([_plain(each) for each in plain["keyed"]])
    table["pages"] = tuple([_page(page) for page in plain["pages"]])
    table["starts"] = tuple([PageStart(**start) for start in plain["starts"]])
    return Part(**table)


_OWN = frozenset(["keyed", "pages", "starts"])
"""What of a part is made of its values in a way of its own."""


def _page(plain: dict[str, Any]) -> PartPage:
    """Return a page."""
    anchors = tuple([(uid, tuple(place)) for uid, place in plain.pop("anchors")])
    owners = _plain(plain.pop("owners"))
    table = {name: _frozen(value) for name, value in plain.items()}
    return PartPage(**table, anchors=anchors, owners=owners)


def _values(value: Any) -> dict[str, Any]:
    """Return the values of a dataclass by name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _template(template: Template, streams: list[bytes]) -> list[Any]:
    """Return a template without its stream, which is added to ``streams``."""
    if template.data is not None:
        streams.append(template.data)
    length = None if template.data is None else len(template.data)
    return [template.text.decode("latin-1"), template.codes, length]


def _plain(made: list[Any]) -> Template:
    """Return a template that is no stream."""
    return Template(made[0].encode("latin-1"), tuple(made[1]))


def _frozen(value: Any) -> Any:
    """Return lists as tuples, at any depth."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return value
