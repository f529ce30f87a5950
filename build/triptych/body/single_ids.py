"""Ids of a text: each on one element, and none that the page around the text has."""

from lxml import etree
from lxml.html import HtmlElement

_RESERVED = frozenset(
    f"pf-{name}"
    for name in (
        *(
            "author",
            "body",
            "content",
            "date",
            "header-img",
            "kicker",
            "print-area",
            "src",
            "src-url",
        ),
        *("standfirst", "subtitle", "tagline", "text", "title", "toc-title"),
    )
)
"""The ids of a theme's templates."""


def single_ids(body: HtmlElement) -> None:
    """Keep an id on its first element only; the parser copies an element that an author did not close.

    An id of the page around the text gets a prefix.
    """
    seen: set[str] = set()
    for element in body.iter(etree.Element):
        uid = element.get("id")
        if uid in _RESERVED:
            uid = f"text-{uid}"
            element.set("id", uid)
        if uid in seen:
            del element.attrib["id"]
        elif uid:
            seen.add(uid)
