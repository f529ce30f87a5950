"""Values as bytes and back."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from triptych.core.plain_values import decode, encode


class Colour(StrEnum):
    """A kind with few values."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Point:
    """A kind with fields, one of which is another of its kind."""

    x: float
    next: "Point | None" = None
    names: tuple[str, ...] = field(default=())


KINDS = (Colour, Point)
VALUES: dict[str, Any] = {
    "what JSON has": (None, True, 3, 0.1, "löt 😀 \ud800 \n"),
    "lists and tuples at any depth": ((1, [2, (3,), []]), ()),
    "bytes one after the other": (b"one\ntwo", b"", {"at": b"\x00\xff"}),
    "tables whose keys are no texts": {("a", 1): {2: "b"}, "l": ["d"]},
    "a dataclass in another": Point(1.5, Point(2.0, None, ("y",))),
    "a moment, a day, a path": (
        dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC),
        dt.date(2026, 5, 1),
        Path("/a/b"),
    ),
    "a set and a kind of few values": (frozenset(["a"]), Colour.RED),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_as_it_was(name: str) -> None:
    """With the types that it had, and as the same bytes."""
    value = VALUES[name]
    made = decode(encode(value, KINDS), KINDS)
    assert made == value
    assert repr(made) == repr(value)
    assert encode(made, KINDS) == encode(value, KINDS)


def test_a_set_is_written_in_one_order() -> None:
    """However its members are hashed, its bytes are the same."""
    letters = "abcdefgh"
    assert encode(frozenset(letters), KINDS) == encode(frozenset(reversed(letters)), KINDS)
    assert decode(encode(frozenset(letters), KINDS), KINDS) == frozenset(letters)


def test_a_value_of_another_kind_is_refused() -> None:
    """Nothing is written that could not be read."""
    with pytest.raises(TypeError, match="complex"):
        encode((1j,), KINDS)
    with pytest.raises(TypeError, match="Point"):
        encode(Point(1), (Colour,))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b'{"b":3}\nab', ValueError),
        (b'{"Circle":[1]}\n', KeyError),
        (b'{"Point":[1]}\n', ValueError),
        (b"no JSON\n", ValueError),
    ],
)
def test_bytes_of_anything_else_are_refused(data: bytes, error: type[Exception]) -> None:
    """They are too short, or of a kind that there is not."""
    with pytest.raises(error):
        decode(data, KINDS)
