"""What is done for the text of a first page is the first of all that is enough, else the best."""

from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import pytest

from triptych.editions.pdf.pages.openings import LINES, choose, is_enough


class Change:
    """A change that gives the page some lines."""

    def __init__(self, applied: list["Change"], lines: int) -> None:
        self.lines, self._applied = lines, applied

    def apply(self) -> None:
        """Apply it."""
        self._applied.append(self)

    def undo(self) -> None:
        """Undo it, the last of all first."""
        assert self._applied.pop() is self

    def settle(self, resume: Any) -> None:
        """Leave it so."""


WITHIN = {0: {0: {0: None}}}
"""Where a page ends within a paragraph of the tree below."""


def _line() -> Any:
    """Return a box of a line."""
    line = type("LineBox", (), {"element": None, "element_tag": "p", "children": ()})()
    line.is_in_normal_flow = lambda: True
    return line


TREE = SimpleNamespace(children=[SimpleNamespace(children=[_line()])])


def _page(lines: int) -> Any:
    """Return a page with a text of so many lines."""
    element = {"id": "pf-content"}
    text = SimpleNamespace(
        children=[_line() for _ in range(lines)], element=element, element_tag="div"
    )
    return SimpleNamespace(children=[text])


@pytest.mark.parametrize(
    ("plans", "chosen", "tried"),
    [
        ([], [], 0),
        ([[LINES]], [LINES], 1),
        ([[1], [2, 3], [LINES]], [2, 3], 2),
        ([[2], [1], [0]], [2], 4),
        ([[0], [1, 0]], [1, 0], 3),
        ([[0], [0]], [], 3),
    ],
)
def test_the_first_that_is_enough_is_chosen_else_the_best(
    plans: list[list[int]], chosen: list[int], tried: int
) -> None:
    """All others are undone; where the last that was tried is not kept, the page is laid out again."""
    applied: list[Change] = []
    laid: list[int] = []
    sent: list[int] = []

    def lay_out() -> tuple[Any, Any]:
        laid.append(sum(each.lines for each in applied))
        return _page(laid[-1]), WITHIN

    def found() -> Generator[list[Any], Any, None]:
        for plan in plans:
            page = yield [Change(applied, lines) for lines in plan]
            sent.append(len(page.children[0].children))

    done, last = choose(TREE, found(), 0, lay_out)
    assert done == applied
    assert [each.lines for each in applied] == chosen
    assert len(laid) == tried
    assert (last is None) == (not plans)
    assert sent == laid[: len(sent)]


def test_nothing_is_done_for_fewer_lines_than_there_are() -> None:
    """A page that has as many already stays as it was."""
    applied: list[Change] = []
    plans: Any = ([Change(applied, lines)] for lines in (2, 1))
    lines = iter([_page(2), _page(1), _page(2)])
    done, (page, _) = choose(TREE, plans, 2, lambda: (next(lines), WITHIN))
    assert (done, applied, len(page.children[0].children)) == ([], [], 2)


@pytest.mark.parametrize(
    ("lines", "resume", "expected"),
    [
        (4, WITHIN, True),
        (3, WITHIN, False),
        (3, {0: None}, True),
        (2, {1: None}, True),
        (1, {1: None}, False),
    ],
)
def test_fewer_lines_are_enough_that_end_with_a_paragraph(
    lines: int, resume: Any, *, expected: bool
) -> None:
    """A heading may come next, which would not be on the page."""
    assert is_enough(TREE, _page(lines), resume) is expected
