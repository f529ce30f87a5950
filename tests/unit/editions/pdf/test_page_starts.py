"""Where pages begin in a table whose head is on some of them only."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from triptych.body.numbers import NUMBER
from triptych.editions.pdf.page_starts import find_starts, take_numbers


@dataclass
class _Box:
    """A line of text as the typesetter sets it."""

    element: Element
    text: str

    @property
    def element_tag(self) -> str:
        """Return the name of its element."""
        return self.element.tag


class _Other:
    """A kind of box that these pages have none of."""


@dataclass
class _Sheet:
    """A page."""

    children: list[_Box]
    element_tag: str = "body"


@dataclass
class _Boxes:
    """The kinds of boxes, as the typesetter's module has them."""

    TextBox: type = _Box
    ReplacedBox: type = _Other
    MarginBox: type = _Other
    FootnoteAreaBox: type = _Other


_TABLE = """<body n="0"><p n="9">before</p><table n="1"><caption n="2">told</caption>
<thead><tr><th n="3">head</th></tr></thead>
<tbody><tr><td n="4">one two</td><td n="5">three four</td></tr><tr><td n="6">five</td></tr></tbody>
<tfoot><tr><td n="7">foot</td></tr></tfoot></table><p n="8">behind</p></body>"""


def _starts(*pages: str) -> list[str]:
    """Return the number and offset at which each page begins; a page is pairs of a number and a word."""
    page = fromstring(_TABLE.replace(" n=", f" {NUMBER}="))  # noqa: S314  written above
    by_number = {e.get(NUMBER): e for e in page.iter()}
    numbers = take_numbers(page)
    sheets = []
    for number, row in enumerate(pages):
        words = [word.split("=") for word in row.split()]
        sheets.append((str(number), _Sheet([_Box(by_number[at], word) for at, word in words])))
    boxes: Any = _Boxes()
    found = find_starts(sheets, page, numbers, boxes)
    return [f"{start.label}: {start.number}+{start.offset}" for start in found]


@pytest.mark.parametrize(
    ("pages", "starts"),
    [
        (("3=head 4=one 5=three", "3=head 4=two 5=four 6=five"), ["0: 3+0", "1: 4+3"]),
        (("4=one 5=three", "3=head 4=two 5=four", "3=head 6=five"), ["0: 4+0", "1: 4+3", "2: 6+0"]),
        (("4=one 5=three", "3=head 5=four", "6=five"), ["0: 4+0", "1: 5+5", "2: 6+0"]),
        (("2=told", "3=head 4=one 5=three", "4=two"), ["0: 2+0", "1: 3+0", "2: 4+3"]),
        (("2=told 4=one 5=three", "3=head 4=two 5=four"), ["0: 2+0", "1: 4+3"]),
        (("3=head 4=one 7=foot", "3=head 4=two 7=foot", "8=behind"), ["0: 3+0", "1: 4+3", "2: 8+0"]),
        (("4=one", "4=two 7=foot", "5=three 7=foot", "8=behind"), ["0: 4+0", "1: 4+3", "2: 5+0", "3: 8+0"]),
    ],
    ids=["repeated", "dropped", "cell", "caption", "both", "foot", "foot alone"],
)  # fmt: skip
def test_a_head_behind_rows_is_a_repeated_one(pages: tuple[str, ...], starts: list[str]) -> None:
    """The typesetter leaves it out where it leaves no room for a row, and has it on later pages."""
    assert _starts(*pages) == starts


@pytest.mark.parametrize(
    ("pages", "starts"),
    [
        (("3=he- 4=one", "3=ad 4=two", "6=five"), ["0: 3+0", "1: 4+3", "2: 6+0"]),
        (("3=he-", "3=ad", "4=one 5=three"), ["0: 3+0", "1: 3+4", "2: 4+0"]),
        (("3=he-", "3=ad 4=one 5=three", "3=head 4=two"), ["0: 3+0", "1: 3+4", "2: 4+3"]),
    ],
    ids=["behind rows", "alone", "then repeated"],
)
def test_a_divided_head_goes_on(pages: tuple[str, ...], starts: list[str]) -> None:
    """It is repeated only where it has come to its end before."""
    assert _starts(*pages) == starts


def test_a_page_with_more_of_some_cells_has_a_mark() -> None:
    """Also where its first cell goes on behind a page of other cells alone, in a table that was moved."""
    starts = _starts("9=before 8=behind", "4=one 5=three", "5=four", "4=two 6=five")
    assert starts == ["0: 9+0", "1: 4+0", "2: 5+5", "3: 6+0"]
