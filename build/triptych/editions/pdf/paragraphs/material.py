"""What a paragraph is made of, for those who choose its lines: widths, spaces, and places to break."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a line may end with."""

    PLAIN = 0
    OWN_HYPHEN = 1
    DIVISION = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a line may end, by the indices of characters.

    ``next`` is where the next line begins, ``end`` where the text of this one ends, without its last
    spaces. ``tail`` is the width of what a division adds there, the hyphen, in CSS pixels.
    """

    next: int
    end: int
    kind: Kind = Kind.PLAIN
    tail: float = 0.0


@dataclass(frozen=True, slots=True)
class Material:
    """The text of a paragraph, measured.

    ``edges`` has the distance of each character's beginning from the text's, in CSS pixels, and ``spaces``
    the number of spaces before it that may be widened; both end with the sum. ``rigid`` has the number of
    characters before it that no space on their line may be narrowed for: formulas, other scripts.
    ``space`` is the natural width of a space, ``em`` the size of the type.
    """

    text: str
    edges: Sequence[float]
    spaces: Sequence[int]
    rigid: Sequence[int]
    space: float
    em: float

    def trimmed(self, begin: int, end: int) -> int:
        """Return where the text between two characters ends without its last spaces."""
        while end > begin and self.text[end - 1] == " ":
            end -= 1
        return end


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of a column in CSS pixels, the indent of the first line, and how lines end."""

    width: float
    indent: float = 0.0
    is_justified: bool = True


class Line(NamedTuple):
    """A line as chosen: where it begins, where its text ends, where the next one begins.

    ``stretch`` is by how many natural spaces its spaces are wider, negative where they are narrower. A
    line is the last one before a forced break or at the end where ``is_last``.
    """

    begin: int
    end: int
    next: int
    kind: Kind = Kind.PLAIN
    stretch: float = 0.0
    is_last: bool = False
