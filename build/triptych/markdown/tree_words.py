"""The words of pandoc's tree, read past everything else."""

from collections.abc import Iterable
from typing import Any

from triptych.markdown.tree_lists import HOLDERS, SPACES


def strings(node: Any) -> list[str]:
    """Return the content of every word in ``node``, in the order of the text."""
    found: list[str] = []
    _add_strings(node if type(node) in (list, tuple) else [node], found)
    return found


def _add_strings(items: Iterable[Any], found: list[str]) -> None:
    """Add the content of every word among ``items``, and in them, to ``found``."""
    for item in items:
        kind = type(item)
        if kind is dict:
            name = item.get("t")
            if name == "Str":
                found.append(item["c"])
            elif name not in SPACES:
                for value in item.values():
                    if type(value) in HOLDERS:
                        _add_strings([value] if type(value) is dict else value, found)
        elif kind in HOLDERS:
            _add_strings(item, found)
