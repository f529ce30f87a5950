"""A drop cap as an element: WeasyPrint 70 fails when it lays a floated ``::first-letter`` out twice."""

import re

from lxml import etree
from lxml.html import HtmlElement

from triptych.core.model import Article

_FIRST = re.compile(r"\s*([^\w\s]*\w)")


def set_initials(body: HtmlElement, article: Article) -> None:
    """Wrap the first letter of each marked paragraph, with the marks before it, in a span."""
    del article
    for box in body.xpath(".//div[@class='pf-dropcap']"):
        for element in box.iter():
            if found := _FIRST.match(element.text or ""):
                initial = etree.Element("span", {"class": "pf-initial"})
                initial.text, initial.tail = found[1], str(element.text)[found.end() :]
                element.text = None
                element.insert(0, initial)
                box.set("class", "pf-dropcap-set")
                break
