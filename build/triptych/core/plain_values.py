"""Values as bytes and back: a line of JSON, then the bytes within them. Nothing in it can run.

The same value is the same bytes. A dataclass is known by its name among those that a caller allows.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

Kinds = Sequence[type]
"""The dataclasses and enumerations that values may be of, each with a name of its own."""

_LIST, _DICT, _BYTES, _PATH, _MOMENT, _DAY, _SET = "ldbptys"
"""The marks of what JSON lacks; the mark of a dataclass is its name, which has a capital."""


def encode(value: Any, kinds: Kinds) -> bytes:
    """Return a value as bytes; raises ``TypeError`` for one of another kind."""
    streams: list[bytes] = []
    text = json.dumps(_plain(value, frozenset(kinds), streams), separators=(",", ":"))
    return b"\n".join((text.encode("ascii"), b"".join(streams)))


def decode(data: bytes, kinds: Kinds) -> Any:
    """Return the value that bytes of ``encode`` are; raises ``ValueError`` or ``KeyError`` for others."""
    head, _, streams = data.partition(b"\n")
    return _value(json.loads(head), {kind.__name__: kind for kind in kinds}, _Streams(streams))


def _plain(value: Any, kinds: frozenset[type], streams: list[bytes]) -> Any:
    """Return a value as JSON knows it; bytes are added to ``streams``."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, tuple):
        return [_plain(each, kinds, streams) for each in value]
    if isinstance(value, bytes):
        streams.append(value)
        return {_BYTES: len(value)}
    mark, inner = _marked(value, kinds)
    return {mark: [_plain(each, kinds, streams) for each in inner]}


def _marked(value: Any, kinds: frozenset[type]) -> tuple[str, Sequence[Any]]:
    """Return the mark of a value, and what is in it; raises ``TypeError`` for one of no known kind."""
    if type(value) in kinds:
        inner = [value.value] if isinstance(value, Enum) else [*_fields(value)]
        return type(value).__name__, inner
    if isinstance(value, list):
        return _LIST, value
    if isinstance(value, Mapping):
        return _DICT, [part for pair in value.items() for part in pair]
    if isinstance(value, frozenset):
        return _SET, sorted(value)
    if isinstance(value, Path):
        return _PATH, [str(value)]
    if isinstance(value, dt.date):
        return _MOMENT if isinstance(value, dt.datetime) else _DAY, [value.isoformat()]
    message = f"no value of this kind can be written: {type(value).__name__}"
    raise TypeError(message)


def _fields(value: Any) -> Iterator[Any]:
    """Yield the values of a dataclass, in order."""
    for field in fields(value):
        yield getattr(value, field.name)


class _Streams:
    """Bytes that are taken one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        """Return the next bytes; raises ``ValueError`` where fewer are left."""
        start, self._at = self._at, self._at + length
        if self._at > len(self._data):
            message = "the bytes end too early"
            raise ValueError(message)
        return self._data[start : self._at]


def _value(plain: Any, kinds: Mapping[str, type], streams: _Streams) -> Any:
    """Return the value that JSON stands for."""
    if isinstance(plain, list):
        return tuple([_value(each, kinds, streams) for each in plain])
    if not isinstance(plain, dict):
        return plain
    ((mark, inner),) = plain.items()
    if mark == _BYTES:
        return streams.take(inner)
    values = [_value(each, kinds, streams) for each in inner]
    if mark in kinds:
        kind = kinds[mark]
        return _made(kind, values) if is_dataclass(kind) else kind(*values)
    makers: dict[str, Any] = {
        _LIST: lambda: values,
        _DICT: lambda: dict(zip(values[::2], values[1::2], strict=True)),
        _SET: lambda: frozenset(values),
        _PATH: lambda: Path(*values),
        _MOMENT: lambda: dt.datetime.fromisoformat(*values),
        _DAY: lambda: dt.date.fromisoformat(*values),
    }
    return makers[mark]()


def _made(kind: Any, values: Sequence[Any]) -> Any:
    """Return a dataclass with these values; raises ``ValueError`` where it has other fields."""
    names = [field.name for field in fields(kind)]
    return kind(**dict(zip(names, values, strict=True)))
