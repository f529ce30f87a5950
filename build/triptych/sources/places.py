"""Where in the source file a thing stands that the parsed tree no longer tells."""

from triptych.core.errors import Place
from triptych.core.model import Manuscript
from triptych.settings.publication import setting_place
from triptych.sources.lines import place_at


def place_of(manuscript: Manuscript, *needles: str) -> Place:
    """Return the line of the first of ``needles`` in the text; the file alone when there is none."""
    for needle in needles:
        at = manuscript.text.find(needle) if needle else -1
        if at >= 0:
            return place_at(manuscript, at)
    return Place(manuscript.place)


def place_of_key(manuscript: Manuscript, *path: str | int) -> Place:
    """Return the line of a value of the front matter, else that of its key in the settings.

    ``place_of_key(manuscript, "bibliography", 1)`` is the line of the second bibliography. A value
    without a line of its own has that of its key; the article alone is the place of any other.
    """
    for length in range(len(path), 0, -1):
        if line := manuscript.key_lines.get(path[:length]):
            return Place(manuscript.place, line)
    place = setting_place(manuscript.root, str(path[0]))
    return place if place.line else Place(manuscript.place)
