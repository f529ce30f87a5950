"""Where in the source file a thing stands that the parsed tree no longer tells."""

from triptych.errors import Place
from triptych.model import Manuscript
from triptych.settings.publication import told


def place_of(manuscript: Manuscript, *needles: str) -> Place:
    """Give the line of the first of ``needles`` in the text; the file alone when there is none."""
    for needle in needles:
        at = manuscript.text.find(needle) if needle else -1
        if at >= 0:
            line = manuscript.first_line + manuscript.text.count("\n", 0, at)
            return Place(manuscript.place, line)
    return Place(manuscript.place)


def said_at(manuscript: Manuscript, key: str, value: str) -> Place:
    """Give the line of the front matter that gives ``key`` as ``value``, else that of the settings."""
    lines = manuscript.path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines[: manuscript.first_line - 1], 1):
        if line.replace("-", "_").lstrip().startswith(key) and value in line:
            return Place(manuscript.place, number)
    place = told(manuscript.root, key)
    return place if place.line else Place(manuscript.place)
