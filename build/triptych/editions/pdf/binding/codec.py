"""A part as bytes and back: a line of JSON, then the content of its streams. Nothing in it can run."""

import json
from dataclasses import fields
from typing import Any

from triptych.core.page_starts import PageStart
from triptych.editions.pdf.binding.part import Objects, Part, PartPage, Stream, Template


def encode(part: Part) -> bytes:
    """Return a part as bytes."""
    texts, streams = part.objects.texts, part.objects.streams
    table = {
        **_values(part),
        "pages": [_values(page) for page in part.pages],
        "objects": [
            len(texts.text),
            texts.codes,
            [(each.code, len(each.content), each.is_alone) for each in streams],
        ],
        "starts": [_values(start) for start in part.starts],
    }
    head = json.dumps(table, default=_text).encode("ascii")
    return b"".join((head, b"\n", texts.text, *(each.content for each in streams)))


def decode(data: bytes) -> Part:
    """Return the part that bytes of ``encode`` are."""
    head, _, rest = data.partition(b"\n")
    plain = json.loads(head)
    at, codes, streams = plain.pop("objects")  # by far the most of a part
    texts, made = Template(rest[:at], tuple(codes)), list[Stream]()
    for code, length, is_alone in streams:
        made.append(Stream(code, rest[at : at + length], is_alone))
        at += length
    blocks = plain.pop("blocks")  # and after them these
    table = {name: _frozen(value) for name, value in plain.items() if name not in _OWN}
    table["objects"] = Objects(texts, tuple(made))
    table["blocks"] = tuple([(number, tuple(piece)) for number, piece in blocks])
    table["keyed"] = tuple([_template(*each) for each in plain["keyed"]])
    table["pages"] = tuple([_page(page) for page in plain["pages"]])
    table["starts"] = tuple([PageStart(**start) for start in plain["starts"]])
    return Part(**table)


_OWN = frozenset(["keyed", "pages", "starts"])
"""What of a part is made of its values in a way of its own."""


def _page(plain: dict[str, Any]) -> PartPage:
    """Return a page."""
    anchors = tuple([(uid, tuple(place)) for uid, place in plain.pop("anchors")])
    owners = _template(*plain.pop("owners"))
    table = {name: _frozen(value) for name, value in plain.items()}
    return PartPage(**table, anchors=anchors, owners=owners)


def _values(value: Any) -> dict[str, Any]:
    """Return the values of a dataclass by name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _text(value: bytes) -> str:
    """Return bytes as JSON has them."""
    return value.decode("latin-1")


def _template(text: str, codes: list[int]) -> Template:
    """Return a template of what JSON has for it."""
    return Template(text.encode("latin-1"), tuple(codes))


def _frozen(value: Any) -> Any:
    """Return lists as tuples, at any depth."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return value
