"""Choices from a seed, the same in every version of Python."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws that depend on the seed and on their order alone."""

    def __init__(self, seed: int) -> None:
        self._seed, self._count = seed, 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to ``limit`` without it."""
        self._count += 1
        digest = blake2b(f"{self._seed}:{self._count}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) % limit

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[T], most: int) -> list[T]:
        """Return up to ``most`` of the things, each as often as it comes."""
        return [self.pick(things) for _ in range(self.below(most + 1))]

    def once_in(self, number: int) -> bool:
        """Whether a throw that succeeds once in ``number`` times does."""
        return self.below(number) == 0


Maker = Callable[[Dice], str]
"""Makes a piece of text."""
