"""What this process found out of pictures before, by the digests of their files.

The preview reads the same pictures at each save, and to decode one takes longer than to hash it.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Generic, TypeVar

_T = TypeVar("_T")

_MOST = 256
"""The most pictures that are remembered; the longest unused is forgotten."""


class Known(Generic[_T]):
    """One thing that is known of pictures; it must follow from their bytes alone."""

    def __init__(self) -> None:
        self._found: dict[bytes, _T] = {}

    def get(self, data: bytes, find: Callable[[], _T]) -> _T:
        """Return what is known of a picture, else what ``find`` returns; what it raises is not kept."""
        key = sha256(data).digest()
        value = self._found.pop(key) if key in self._found else find()
        self._found[key] = value
        if len(self._found) > _MOST:
            del self._found[next(iter(self._found))]
        return value
