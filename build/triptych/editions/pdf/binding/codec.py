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
    table = {name: _frozen(value) for name, value in plain.items()}
    table["objects"] = tuple(made)
    table["keyed"] = tuple(map(_plain, table["keyed"]))
    table["pages"] = tuple(
        PartPage(**{**page, "owners": _plain(page["owners"])}) for page in table["pages"]
    )
    table["starts"] = tuple(PageStart(**start) for start in table["starts"])
    return Part(**table)


def _values(value: Any) -> dict[str, Any]:
    """Return the values of a dataclass by name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _template(template: Template, streams: list[bytes]) -> list[Any]:
    """Return a template without its stream, which is added to ``streams``."""
    if template.data is not None:
        streams.append(template.data)
    length = None if template.data is None else len(template.data)
    return [template.text.decode("latin-1"), template.codes, length]


def _plain(made: tuple[str, tuple[int, ...], None]) -> Template:
    """Return a template that is no stream."""
    return Template(made[0].encode("latin-1"), made[1])


def _frozen(value: Any) -> Any:
    """Return lists as tuples, at any depth."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return value
