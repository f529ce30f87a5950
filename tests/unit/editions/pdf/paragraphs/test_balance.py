"""Balanced lines: as few as fit, and as even as they can be."""

from itertools import accumulate

import pytest

from triptych.editions.pdf.paragraphs.balance import balance
from triptych.editions.pdf.paragraphs.material import Kind, Material, Measure, Place


def _material(text: str) -> tuple[Material, list[Place]]:
    """Return a text each of whose characters is 1 wide, with places after its spaces."""
    edges = [float(n) for n in range(len(text) + 1)]
    spaces = list(accumulate((c == " " for c in text), initial=0))
    made = Material(text, edges, spaces, [0] * (len(text) + 1), 1.0, 2.0)
    places = [Place(n + 1, n) for n, c in enumerate(text) if c == " "]
    return made, places


def _lines(text: str, width: float, indent: float = 0.0) -> list[str] | None:
    """Return the lines of a text, balanced."""
    material, places = _material(text)
    measure = Measure(width, indent, is_justified=False)
    lines = balance(material, places, (0, len(text)), measure)
    return None if lines is None else [text[line.begin : line.end] for line in lines]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three four", 14, ["one two", "three four"]),
        ("one two three four", 18, ["one two three four"]),
        ("a bb ccc dddd eeeee ffffff", 12, ["a bb ccc", "dddd eeeee", "ffffff"]),
        ("the last word of them is it", 25, ["the last word", "of them is it"]),
    ],
)
def test_lines_are_even(text: str, width: float, lines: list[str]) -> None:
    """No line more is used, and none is left with what the others did not take."""
    assert _lines(text, width) == lines


def test_an_indent_counts() -> None:
    """The first line is shorter by its indent."""
    assert _lines("aaa bbb ccc ddd eee", 13, 4) == ["aaa bbb", "ccc ddd eee"]


def test_what_cannot_be_balanced_is_left() -> None:
    """A word wider than a line has to be divided, and a paragraph is no title."""
    assert _lines("a extraordinary b", 8) is None
    assert _lines("word " * 60, 10) is None


def test_no_word_is_divided() -> None:
    """A place inside a word is no place to break a title."""
    material, places = _material("one two three four")
    inside = [*places[:2], Place(11, 11, Kind.DIVISION, 1.0), *places[2:]]
    lines = balance(material, inside, (0, 18), Measure(14, is_justified=False))
    assert lines is not None
    assert [line.kind for line in lines] == [Kind.PLAIN, Kind.PLAIN]
