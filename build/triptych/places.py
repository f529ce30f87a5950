"""Where in the source file a thing stands that the parsed tree no longer tells."""

from triptych.errors import Place
from triptych.model import Manuscript


def place_of(manuscript: Manuscript, *needles: str) -> Place:
    """Give the line of the first of ``needles`` in the text; the file alone when there is none."""
    for needle in needles:
        at = manuscript.text.find(needle) if needle else -1
        if at >= 0:
            line = manuscript.first_line + manuscript.text.count("\n", 0, at)
            return Place(manuscript.place, line)
    return Place(manuscript.place)
