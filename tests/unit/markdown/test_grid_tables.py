"""Grid tables stay grids: a cell is rewritten within its column, or the table is left as it is."""

import pypandoc
import pytest

from triptych.markdown.dialect import normalise
from triptych.markdown.pandoc import MARKDOWN

WIDE = "+--------+--------------------------------+"
CELLS: dict[str, tuple[list[str], str]] = {
    "a list": (["* one", "* two"], "<li>one</li>"),
    "a name with signs": (["`a` and snake_case*"], "snake_case*"),
    "two prices": (["$5 and $6"], "$5 and $6"),
    "code in fences": (["``` py", "a = [1]", "```"], "<pre"),
    "a letter and a full stop": (["A. Smith"], "A. Smith"),
    "a list behind its words": (["Some:", "- one", "- two"], "<li>one</li>"),
    "signs that are no phrase": (["a ** b ** c, 2*3*4 and x_y_z"], "x_y_z"),
}
"""Lines of a cell, and what is in the HTML of them."""


def _table(lines: list[str], indent: str = "") -> str:
    """Return a table with two rows, the second of which has a cell with these lines."""
    rows = [f"| {'row' if not n else '':6} | {line:30} |" for n, line in enumerate(lines)]
    drawn = [WIDE, f"| {'Head':6} | {'Cell':30} |", WIDE.replace("-", "="), *rows, WIDE]
    return "\n".join(indent + line for line in drawn) + "\n"


def _html(text: str) -> str:
    """Return what pandoc makes of a text that was rewritten."""
    return str(pypandoc.convert_text(normalise(text), "html", format=MARKDOWN))


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_is_read_as_text_outside_is(case: str) -> None:
    """The table keeps its head and its two columns whatever signs are escaped in a cell."""
    lines, found = CELLS[case]
    html = _html(_table(lines))
    assert (html.count("<th>"), html.count("<td>")) == (2, 2)
    assert found in html.replace("\n", " ")


def test_columns_are_widened_for_what_was_escaped() -> None:
    """All by the same factor, so that they have the same shares of the table."""
    text = _table(["*_" * 15])
    written = normalise(text).split("\n")
    left, right = (len(part) for part in written[0].strip("+").split("+"))
    assert left / right == pytest.approx(8 / 32, rel=0.1)
    assert right > 32
    assert _html(text).count("<td>") == 2


def test_a_table_in_a_list_and_one_in_a_quotation_are_grids() -> None:
    """They begin deeper, and end where they end."""
    inner = _table(["* one", "* two"], "    ")
    html = _html(f"1.  Item\n\n{inner}\n2.  Next\n\n> Said\n>\n" + _table(["$5*"], "> "))
    assert (html.count("<table"), html.count("<th>"), html.count("<td>")) == (2, 4, 4)


def test_cells_over_several_columns_are_left_as_they_are() -> None:
    """Their columns are not known, so that nothing is moved in them."""
    text = "+---+---+\n| a * b |\n+---+---+\n| c | d |\n+---+---+\n"
    assert normalise(text) == text


def test_a_grid_in_code_and_one_that_does_not_end_are_no_tables() -> None:
    """Nothing is drawn anew in them."""
    code = "Text.\n\n" + _table(["x"], "    ")
    assert normalise(code) == code
    assert "<table" not in _html("+---+\n| a * b\n\nText.\n")


def test_lists_that_pandoc_alone_knows_are_asked_for_around_a_table() -> None:
    """As they are around a list."""
    table = _table(["A.  one", "B.  two"])
    assert "<li>" not in _html(table)
    assert "<li>one</li>" in _html(f"::: fancy-lists\n{table}:::\n")
