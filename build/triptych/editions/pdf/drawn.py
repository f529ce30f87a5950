"""What is known of drawn pages, as plain values: who only passes them on need not load the typesetter."""

from dataclasses import dataclass, field
from typing import TypeAlias

Piece: TypeAlias = tuple[int, float, float, float, float]
"""A page from 0, and left, top, width and height as parts of the page's own width and height."""

Boxes: TypeAlias = dict[str, list[Piece]]
"""The pieces of each element, by its number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Some pages as a PDF without structure, which look like those of the edition.

    ``numbers`` are those of its pages, from 0. ``sizes`` are the width and height of all pages of the
    edition in points, ``boxes`` the pieces of its elements.
    """

    data: bytes = field(repr=False)
    numbers: tuple[int, ...]
    sizes: tuple[tuple[float, float], ...]
    boxes: Boxes = field(repr=False)
