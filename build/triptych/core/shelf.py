"""A place where steps may put results of theirs, lent by whoever has one, as the press a cache."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from triptych.core import findings
from triptych.core.errors import Finding, Place, Severity
from triptych.core.plain_values import Kinds, decode, encode

_T = TypeVar("_T")


class Shelf(Protocol):
    """Bytes by key; a key names all that its bytes depend on, but the program."""

    def get(self, key: str, /) -> bytes | None:
        """Return the bytes of a key; None when they are absent or incomplete."""

    def put(self, key: str, data: bytes, /) -> None:
        """Store bytes under a key, where there is room."""


_lent: list[Shelf | None] = []


@contextmanager
def lending(shelf: Shelf | None) -> Iterator[None]:
    """Lend a shelf to what is done within; None lends none."""
    _lent.append(shelf)
    try:
        yield
    finally:
        _lent.pop()


def lent() -> Shelf | None:
    """Return the shelf that is lent here; None without one."""
    return _lent[-1] if _lent else None


def made_once(key: str, kinds: Kinds, make: Callable[[], _T]) -> _T:
    """Return what ``make`` returns, or what it returned when the key was the same; "" is no key.

    What is found on the way is reported in either case. ``kinds`` are those of ``plain_values``.
    """
    shelf = lent()
    if shelf is None or not key:
        return make()
    kinds = (*kinds, Finding, Place, Severity)
    data = shelf.get(key)
    if data is None:
        with findings.collecting() as found:
            value = make()
        shelf.put(key, encode((value, tuple(found)), kinds))
    else:
        value, found = decode(data, kinds)
    for finding in found:
        findings.report(finding)
    return value
