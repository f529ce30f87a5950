"""The grid of a table: which rows and columns each cell covers (HTML Living Standard, section 4.9.12).

Everything that asks where a cell is reads it from here: the HTML that all editions share, and the
structure of the PDF, whose cells are nodes of its own tree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

_WIDEST = 1000
"""The most columns that a cell may span (HTML, section 4.9.11); rows end with their section."""


class HasAttributes(Protocol):
    """Whatever has attributes by name, as an element of lxml or a node of a PDF's structure."""

    def get(self, name: str, /) -> Any:
        """Return the value of an attribute; None or "" where it is missing."""


T = TypeVar("T", bound=HasAttributes)


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """A cell with the rows and columns of the grid that it covers, counted from 0."""

    element: T
    row: int
    column: int
    rows: int
    columns: int

    def places(self) -> list[tuple[int, int]]:
        """Return the row and the column of each place that it covers."""
        rows = range(self.row, self.row + self.rows)
        return [(r, c) for r in rows for c in range(self.column, self.column + self.columns)]


def place_cells(sections: Iterable[Sequence[Sequence[T]]]) -> list[Cell[T]]:
    """Return the cells of a table with their places, in order.

    ``sections`` are the table's groups of rows, each a list of rows, each a list of cells. A cell ends with
    its section, and before a place that a cell of an earlier row covers.
    """
    cells: list[Cell[T]] = []
    free_from: dict[int, int] = {}
    number = 0
    for rows in sections:
        end = number + len(rows)
        for row in rows:
            column = 0
            for element in row:
                while free_from.get(column, 0) > number:
                    column += 1
                height = min(_span(element, "rowspan") or end, end - number)
                width = min(_span(element, "colspan") or 1, _WIDEST)
                taken = (w for w in range(1, width) if free_from.get(column + w, 0) > number)
                width = next(taken, width)
                cells.append(Cell(element, number, column, height, width))
                if height > 1:
                    covered = range(column, column + width)
                    free_from.update(dict.fromkeys(covered, number + height))
                column += width
            number += 1
    return cells


def width_of(cells: Iterable[Cell[T]]) -> int:
    """Return how many columns a table has."""
    return max((cell.column + cell.columns for cell in cells), default=0)


def gaps(cells: Iterable[Cell[T]], height: int) -> list[tuple[int, int]]:
    """Return the places that no cell covers, row by row, in a table with ``height`` rows."""
    every = list(cells)
    taken = {place for cell in every for place in cell.places()}
    width = width_of(every)
    grid = ((row, column) for row in range(height) for column in range(width))
    return [place for place in grid if place not in taken]


def _span(element: HasAttributes, name: str) -> int:
    """Return how many rows or columns a cell spans; 0 for ``rowspan`` means all that are left."""
    text = str(element.get(name) or "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
