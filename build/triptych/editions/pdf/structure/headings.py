"""Headings go down one level at a time (PDF/UA-1, 7.4.2-1)."""

import re

from triptych.editions.pdf.structure.node import Structure

_HEADING = re.compile(r"H([1-6])")


def close_gaps(structure: Structure) -> None:
    """Raise a heading that skips a level, as one of raw HTML may, to the level that it may have."""
    last = 0
    for node in structure.root.walk():
        if found := _HEADING.fullmatch(node.role):
            last = min(int(found[1]), last + 1)
            node.role = f"H{last}"
