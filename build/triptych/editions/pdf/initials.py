"""A drop cap as an element: WeasyPrint 70 fails when it lays a floated ``::first-letter`` out twice."""

import re

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.model import Article

_FIRST = re.compile(r"\s*([^\w\s]*\w)")


def set_initials(body: HtmlElement, article: Article) -> None:
    """Wrap the first letter of each marked paragraph, with the marks before it, in a span.

    No paragraph keeps the mark for a floated ``::first-letter``, also where no letter is found.
    """
    del article
    for box in body.xpath(".//*[contains(concat(' ', @class, ' '), ' pf-dropcap ')]"):
        names = [
            "pf-dropcap-set" if name == "pf-dropcap" else name for name in box.get("class").split()
        ]
        box.set("class", " ".join(names))
        for element in box.iter(etree.Element):
            if found := _FIRST.match(element.text or ""):
                initial = etree.Element("span", {"class": "pf-initial"})
                initial.text, initial.tail = found[1], str(element.text)[found.end() :]
                element.text = None
                element.insert(0, initial)
                break
