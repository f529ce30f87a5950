"""Printed addresses may break between their parts, and are copied unchanged."""

import re

from lxml import etree
from lxml.html import HtmlElement

LONG = 32
"""An address of at least this many letters gets places to break."""

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|doi\.org/|10\.\d{4,}/)\S+")
_JOINTS = re.compile(r"(?<=[/=@,;:-])(?=\w)|(?<=\w)(?=[.?&#_~%+])")
"""After a joining mark, before an opening one, so that no line ends in what looks like a full stop."""


def soften_urls(body: HtmlElement) -> None:
    """Set a place to break (``wbr``) between the parts of each long address that is text of a link."""
    for link in body.iter("a"):
        text = link.text or ""
        if len(link) == 0 and len(text) >= LONG and _ADDRESS.fullmatch(text):
            link.set("dir", "ltr")  # split, it would run backwards in a right-to-left paragraph
            first, *rest = [part for part in _JOINTS.split(text) if part]
            link.text = first
            for part in rest:
                etree.SubElement(link, "wbr").tail = part
