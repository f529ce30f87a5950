"""The measure of the page-list sees a mark in a divided row that is not where its page begins."""

from typing import Any

import pytest
from lxml import html

from tools import load_tool

ROWS, TEXT = load_tool("page_list_rows"), load_tool("page_list_text")
_RIGHT = "Harbour | mooring lost | ferries at noon | and tide"
_CELLS = (
    "Of boats and <1>mooring lost for winter",
    "The pilot saw ferries at noon in fog",
    "Sand, wind and tide again",
)


def _text(cells: tuple[str, ...]) -> Any:
    """Return a table with a mark for each digit between angle brackets."""
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    for digit in "123":
        row = row.replace(f"<{digit}>", f'<span id="page-{digit}"></span>')
    head = "<thead><tr><th>Harbour</th></tr></thead>"
    text = TEXT.Text("page")
    text.read(html.document_fromstring(f"<table>{head}<tbody><tr>{row}</tr></tbody></table>"))
    return text


def _agrees(page: str, cells: tuple[str, ...] = _CELLS, mark: int = 0) -> bool:
    """Whether a mark is right, by the measure; lines of the page are between bars."""
    text = _text(cells)
    return bool(ROWS.agrees_in_row(text.marks[mark], text, page.replace(" | ", "\n")))


@pytest.mark.parametrize(
    "page",
    [_RIGHT, "mooring lost for winter | ferries", "moor- | ferries at noon", "Harbour | mooring"],
    ids=["some letters", "whole cell", "part of a word", "nothing else"],
)
def test_as_many_letters_count_as_a_page_has(page: str) -> None:
    """Behind the head, whatever other cells go on with."""
    assert _agrees(page)


@pytest.mark.parametrize(
    "page",
    [
        "Harbour | lost for winter | ferries",
        "Harbour | and mooring lost | ferries",
        "Harbour | ferries at noon | and tide",
        "Harbour | mooring lost | ferries | for winter",
        "Harbour",
        "Harbour | mo | ferries",
    ],
    ids=["late", "early", "another cell", "more of it", "nothing", "two letters"],
)
def test_a_mark_elsewhere_is_wrong(page: str) -> None:
    """By a word before or behind, in another cell, or where the page has more of the cell elsewhere."""
    assert not _agrees(page)


def test_a_word_over_three_pages_is_whole_before_both_marks() -> None:
    """The second page has its midst alone."""
    cells = ("Of moorings<1><2> and winter", "Ferries")
    assert _agrees("oori | ferries", cells)
    assert _agrees("ngs and winter", cells, 1)
    assert not _agrees("winter", cells, 1)


def test_what_is_before_the_mark_of_the_page_before_may_be_ahead() -> None:
    """A cell may go on behind pages with nothing but others; nothing else may be ahead."""
    cells = ("Of boats and moorings", "The <1>pilot saw <2>ferries at noon", "Wind")
    assert _agrees("and moorings | ferries at noon", cells, 1)
    assert not _agrees("pilot saw | ferries at noon", cells, 1)


def test_a_page_without_a_mark_has_no_text_of_its_own() -> None:
    """All of it is text before the mark of the page before, or behind that of the next."""
    text = _text(_CELLS)
    parts = ("Of boats and moorings", "")
    assert ROWS.is_made_of(text, "boats and moor", parts)
    assert not ROWS.is_made_of(text, "boats and moor | ferries".replace(" | ", "\n"), parts)
    assert not ROWS.is_made_of(text, "Harbour", parts)
