"""The grid of a table, as HTML places cells in it."""

import pytest

from triptych.body.table_grid import gaps, place_cells, width_of

PLACES = {
    "plain": ([["", ""], ["", ""]], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
    "a span of rows": ([["r2", ""], [""]], [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
    "a span of columns": ([["c2", ""]], [(0, 0, 1, 2), (0, 2, 1, 1)]),
    "a span beyond the section": ([["r9"]], [(0, 0, 1, 1)]),
    "all rows that are left": ([["r0"], [], []], [(0, 0, 3, 1)]),
    "no column": ([["c0"]], [(0, 0, 1, 1)]),
    "no number": ([["cx"]], [(0, 0, 1, 1)]),
    "digits of another script": ([["c\u0662"]], [(0, 0, 1, 1)]),
    "more columns than HTML has": ([["c5000"]], [(0, 0, 1, 1000)]),
    "a number out of all bounds": ([["c" + "9" * 5000]], [(0, 0, 1, 1)]),
    "a span into a cell from above": (
        [["", "r2"], ["c3"]],
        [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)],
    ),
    "two spans of rows": (
        [["", "r2 c2"], [""], ["", "", ""]],
        [(0, 0, 1, 1), (0, 1, 2, 2), (1, 0, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)],
    ),
}
"""Rows of cells, each with its spans (``r2 c3``), and the row, column, rows and columns of each cell."""


def _cell(spans: str) -> dict[str, str]:
    """Return a cell's attributes."""
    names = {"r": "rowspan", "c": "colspan"}
    return {names[span[0]]: span[1:] for span in spans.split()}


@pytest.mark.parametrize("name", PLACES)
def test_cells_are_placed_as_html_places_them(name: str) -> None:
    """Each cell is at its row and column, and spans what it may."""
    rows, expected = PLACES[name]
    cells = place_cells([[[_cell(spans) for spans in row] for row in rows]])
    assert [(c.row, c.column, c.rows, c.columns) for c in cells] == expected


def test_a_section_ends_a_span() -> None:
    """A cell of the head does not reach into the body."""
    cells = place_cells([[[_cell("r3"), _cell("")]], [[_cell(""), _cell("")]]])
    assert [(c.row, c.column, c.rows) for c in cells] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 1),
    ]


def test_gaps_are_the_places_without_a_cell() -> None:
    """Of a ragged table, the places that are missing are known row by row."""
    cells = place_cells([[[_cell("c3")], [_cell("r2")], [_cell("")]]])
    assert width_of(cells) == 3
    assert gaps(cells, 3) == [(1, 1), (1, 2), (2, 2)]
    assert width_of([]) == 0
    assert gaps([], 2) == []
