"""What an edition requires of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendition:
    """What an edition requires of a picture; ``moves`` allows animation, ``opaque`` no transparency."""

    types: frozenset[str]
    widest: int
    quality: int
    moves: bool = False
    opaque: bool = False
