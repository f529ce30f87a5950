"""The text of a page's tree, as the numbers of its elements count it."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

import pytest

from triptych.body.numbers import NUMBER
from triptych.core.page_starts import PageStart
from triptych.editions.pdf.page_starts import take_numbers
from triptych.editions.pdf.page_text import Reading


@dataclass
class Box:
    """A line of text as the typesetter sets it."""

    element: Element
    text: str


def _start(paragraph: str, *lines: str) -> PageStart:
    """Return where a page begins with the last of the lines of a paragraph."""
    text = f"<body>{paragraph.replace(' n=', f' {NUMBER}=')}</body>"
    page = fromstring(text)  # noqa: S314  written above
    reading = Reading(page, take_numbers(page))
    spots = [reading.take(Box(page[0], line), is_picture=False) for line in lines]
    assert spots[-1]
    return reading.start_at(spots[-1], "2")


@pytest.mark.parametrize(
    ("paragraph", "offset"),
    [
        ('<p n="1">One <b>two</b> three four</p>', 11),
        ('<p n="1">One <i n="">added</i> three four</p>', 8),
        ('<p n="1">One <div><p>added <a>for it</a></p></div> three four</p>', 8),
        ('<p n="1">One <img n="2"/> three four</p>', 8),
        ('<p n="1">One <i n=".">1</i>. three four</p>', 8),
    ],
    ids=["emphasis", "addition", "block added for the PDF", "picture", "number and dot"],
)
def test_what_one_edition_adds_counts_for_nothing(paragraph: str, offset: int) -> None:
    """A page that begins behind it begins at the same character in the others."""
    start = _start(paragraph, "One", ". three" if "." in paragraph else "three", "four")
    assert start == PageStart("2", "1", offset)


@pytest.mark.parametrize(
    ("lines", "offset"),
    [
        (["one two three", "four five"], 11),
        (["one two three fo-", "ur five"], 15),
        (["ONE TWO THREE", "FOUR FIVE"], 11),
        (["one two three fo", "ur five"], 15),
    ],
    ids=["between words", "hyphen of the typesetter", "capitals", "without a hyphen"],
)
def test_a_page_begins_behind_a_divided_word(lines: list[str], offset: int) -> None:
    """Whatever the typesetter made of its letters."""
    start = _start('<p n="1">one two three four five</p>', *lines)
    assert (start.offset, start.is_behind) == (offset, offset > 11)
