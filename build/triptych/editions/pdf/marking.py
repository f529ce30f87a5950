"""Words of the running text, found by a pattern, in an element of their own."""

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

_KEPT = frozenset(["a", "code", "kbd", "pre", "samp", "svg", "math"])


def mark_text(
    body: HtmlElement, pattern: re.Pattern[str], name: str, change: Callable[[str], str]
) -> None:
    """Wrap what a pattern finds outside links and code in a ``span`` of a class, changed by ``change``."""
    for element in list(body.iter(etree.Element)):
        if not any(each.tag in _KEPT for each in (element, *element.iterancestors())):
            _mark_in(element, pattern, name, change)


def _mark_in(
    element: HtmlElement, pattern: re.Pattern[str], name: str, change: Callable[[str], str]
) -> None:
    """Wrap what is found in an element's own text, and in what follows each of its children."""
    for child in list(element):
        words, marked = _split(child.tail or "", pattern, name, change)
        if marked:
            child.tail = words
            at = element.index(child) + 1
            element[at:at] = marked
    words, marked = _split(element.text or "", pattern, name, change)
    if marked:
        element.text = words
        element[0:0] = marked


def _split(
    text: str, pattern: re.Pattern[str], name: str, change: Callable[[str], str]
) -> tuple[str, list[etree._Element]]:
    """Return the text before the first match, and an element for each with the text after it."""
    found = list(pattern.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    marked = []
    for each, end in zip(found, ends, strict=False):
        mark = etree.Element("span", {"class": name})
        mark.text, mark.tail = change(each[0]), text[each.end() : end]
        marked.append(mark)
    return text[: found[0].start()] if found else text, marked
