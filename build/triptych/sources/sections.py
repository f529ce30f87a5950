"""The pages of a section: those that an index without a text of its own lists, as other tools do."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from posixpath import dirname

from triptych.sources.naming import is_index
from triptych.sources.target_heads import Head


def by_section(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the articles of each section by the path of its index: pages, and indexes of sections below.

    A folder without an index belongs to the section above it.
    """
    known = list(names)
    indexes = {dirname(name): name for name in known if is_index(Path(name))}
    found: dict[str, list[str]] = {}
    for name in known:
        folder = dirname(name)
        if indexes.get(folder) == name:
            if not folder:
                continue
            folder = dirname(folder)
        while folder and folder not in indexes:
            folder = dirname(folder)
        if (index := indexes.get(folder)) and index != name:
            found.setdefault(index, []).append(name)
    return found


def ordered(names: Iterable[str], head: Callable[[str], Head]) -> list[str]:
    """Return articles by their weight, those without one at the end, and then by path."""
    return sorted(names, key=lambda name: (_weight(head(name).values), name))


def _weight(values: Mapping[str, str]) -> float:
    """Return the place that front matter gives a page among its neighbours."""
    for key in ("weight", "nav_order", "sidebar_position", "order"):
        try:
            return float(values[key])
        except (KeyError, ValueError):
            continue
    return float("inf")
