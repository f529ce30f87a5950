"""The numbers of a list, as CSS: WeasyPrint 70 ignores ``start``, ``value`` and ``reversed``."""

from lxml.html import HtmlElement

from triptych.body.list_room import numbers_of
from triptych.core.model import Article


def number_lists(body: HtmlElement, article: Article) -> None:
    """Set the counter of each list that does not begin at one, and of each item that has a number."""
    del article
    for element in body.xpath(".//ol[@reversed]"):
        for item, place in zip(element.findall("li"), numbers_of(element), strict=True):
            item.set("value", str(place))
    for element in body.xpath(".//ol[@start] | .//li[@value]"):
        is_list = element.tag == "ol"
        number = _whole(str(element.get("start" if is_list else "value")))
        if number is not None:
            rule = (
                f"counter-reset: list-item {number - 1}"
                if is_list
                else f"counter-set: list-item {number}; counter-increment: list-item 0"
            )
            element.set("style", "; ".join(filter(None, [element.get("style"), rule])))


def _whole(text: str) -> int | None:
    """Return an integer of at most nine digits; None for any other text."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 10 else None
