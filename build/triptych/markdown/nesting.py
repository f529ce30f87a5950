"""Limits on nesting: the typesetter recurses once for each level."""

from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.errors import SourceError
from triptych.markdown.tree_lists import HOLDERS, beside_words

DEEPEST = 40
"""The most levels of quotes, lists, divisions and emphasis within each other."""

DEEPEST_HTML = 100
"""The most levels of HTML elements within each other, a list's level being two."""

HINT = "Remove some levels of its lists, quotes or divisions."


def refuse_deep(blocks: list[Any]) -> None:
    """Raise ``SourceError`` when elements of pandoc's tree are nested more than ``DEEPEST`` deep.

    Words contain nothing, so that they are looked at on the last level alone.
    """
    level: list[Any] = list(blocks)
    for depth in range(1, DEEPEST + 1):
        level = [inner for element in level for inner in _inside(element, words=depth == DEEPEST)]
        if not level:
            return
    raise too_deep(DEEPEST)


def refuse_deep_html(body: HtmlElement) -> None:
    """Raise ``SourceError`` when elements of HTML are nested more than ``DEEPEST_HTML`` deep."""
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST_HTML:
            raise too_deep(DEEPEST_HTML)


def too_deep(most: int) -> SourceError:
    """Return the error for a text nested more than ``most`` levels deep."""
    return SourceError(f"the text is nested more than {most} levels deep", hint=HINT)


def _inside(element: Any, *, words: bool) -> list[Any]:
    """Return the elements directly inside one, past the lists that hold them; words are left out or not."""
    found: list[Any] = []
    stack = [element.get("c")]
    while stack:
        item = stack.pop()
        if type(item) is dict:
            if "t" not in item:
                stack.extend(item.values())
            elif words or type(item.get("c")) in HOLDERS:
                found.append(item)
        elif type(item) is list:
            stack.extend(item if words else [item[at] for at in beside_words(item)])
    return found
