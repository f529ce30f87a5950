"""Articles joined in one page: each id is its article's own, and so is all that refers to it."""

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from triptych.body.numbers import NUMBER, SKIPPED_DOT
from triptych.core.css_ids import PART
from triptych.core.member_names import scoped
from triptych.editions.page_marks import change_numbers

_LISTS = (
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
    "aria-flowto",
    "data-note",
    "data-foot-of",
    "list",
)
"""Attributes that name one id or several, separated by spaces."""

_LINKS = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href", "cite", "usemap")
"""Attributes that name an id after ``#``."""

_PAINTED = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)")


def scoped_number(scope: str, number: str) -> str:
    """Return the number of an element in a document of several articles."""
    return f"{scope}:{number}"


def scope_numbers(page: str, scope: str) -> str:
    """Return a page of a book with the numbers of its elements made its own."""
    return change_numbers(page, lambda number: scoped_number(scope, number))


def scope_ids(root: HtmlElement, scope: str, parts: Collection[str]) -> None:
    """Make every id in an article its own, and mark the elements that style sheets name by id.

    ``parts`` are the ids that style sheets name. A reference to an id of another article stays.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    known = {uid for element in elements if (uid := element.get("id"))}
    names = {element.get("name") for element in elements if element.tag == "map"} - {None}
    for element in elements:
        if number := element.get(NUMBER, "").replace(SKIPPED_DOT, ""):
            element.set(NUMBER, scoped_number(scope, number))
        uid = element.get("id")
        if uid in parts:
            element.set(PART, uid)
        for name, value in list(element.attrib.items()):
            changed = _changed(str(name), str(value), scope, known)
            if element.tag == "map" and name == "name":
                changed = scoped(scope, str(value))
            if name == "usemap" and str(value)[1:] in names:
                changed = f"#{scoped(scope, str(value)[1:])}"
            if changed != value:
                element.set(name, changed)


def _changed(name: str, value: str, scope: str, known: set[str]) -> str:
    """Return the value of an attribute with the ids that it names made the article's own."""
    if name == "id":
        return scoped(scope, value)
    if name in _LISTS:
        return " ".join(scoped(scope, n) if n in known else n for n in value.split())
    if name in _LINKS:
        is_own = value.startswith("#") and value[1:] in known
        return f"#{scoped(scope, value[1:])}" if is_own else value
    if "url(" in value:
        return _PAINTED.sub(
            lambda found: f"url(#{scoped(scope, found[2])})" if found[2] in known else found[0],
            value,
        )
    return value
