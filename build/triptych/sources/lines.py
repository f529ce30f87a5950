"""The line of the source file that a position in an article's text is on."""

from triptych.core.errors import Place
from triptych.core.model import Manuscript


def place_at(manuscript: Manuscript, position: int) -> Place:
    """Return the line of a position in the text, also where the text was rewritten."""
    return place_of_line(manuscript, manuscript.text.count("\n", 0, position))


def place_of_line(manuscript: Manuscript, number: int) -> Place:
    """Return the line of the file for a line of the text, counted from 0."""
    numbers = manuscript.line_numbers
    if numbers:
        number = numbers[min(number, len(numbers) - 1)]
    return Place(manuscript.place, manuscript.first_line + number)
