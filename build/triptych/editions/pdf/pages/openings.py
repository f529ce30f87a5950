"""The first page of an article has text: contents that leave no room for it come behind the first of it."""

from typing import Any

from triptych.editions.pdf.pages.remedies import Later
from triptych.editions.pdf.pages.spots import (
    TEXT_BOX,
    Spot,
    is_of,
    is_text,
    name_of,
    path_of,
    text_behind,
)


def later_contents(root: Any, resume: Any) -> Later | None:
    """Return how the contents are set behind text, where a first page that ends at ``resume`` has none.

    None where it has some, and where the text is in columns, which contents span.
    """
    path = path_of(resume)
    parent, depth = root, 0
    while name_of(parent) != TEXT_BOX and depth < len(path):
        parent, depth = parent.children[path[depth]], depth + 1
    if depth == len(path) or any(path[depth + 1 :]) or parent.style["column_count"] != "auto":
        return None
    there = parent.children[: path[depth]]
    if any(is_text(block) and not is_of(block, "pf-epigraph") for block in there):
        return None
    lists = (n for n, block in enumerate(there) if is_of(block, "pf-toc"))
    at = next((n for n in lists if not is_of(there[n], "pf-contents")), None)
    if at is None:
        return None
    contents = Spot(parent, path[:depth], None, at, at, 0)
    count = text_behind(contents)
    return Later(contents, count) if count else None


def has_begun(contents: Later, resume: Any) -> bool:
    """Whether a page that ends at ``resume`` has some of the text that the contents are set behind."""
    spot = contents.spot
    path, depth = path_of(resume), len(spot.path)
    return path[:depth] != spot.path or any(path[depth + 1 :]) or path[depth] > spot.at
