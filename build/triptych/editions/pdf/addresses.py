"""Addresses on paper: they break only at their joints, and get no hyphen that they do not have.

HTML marks the joints with ``wbr``, which the typesetter takes for the end of a word that may be broken
anywhere; here they are zero-width spaces, which it draws as nothing.
"""

import re

from lxml.html import HtmlElement

from triptych.core.model import Article
from triptych.editions.pdf.marking import mark_text

ADDRESS = "pf-address"
_BREAK = "\u200b"
_FOUND = re.compile(
    r"(?:https?://|ftp://|www\.|doi\.org/)[^\s<>\"“”„«»]*[^\s<>\"“”„«».,;:!?)\]’']"
    r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
)
_JOINTS = re.compile(r"(?<=[/=@,;:-])(?=\w)|(?<=\w)(?=[.?&#_~%+])")


def set_addresses(body: HtmlElement, article: Article) -> None:
    """Mark each address, in a link or outside one, and set its places to break."""
    del article
    for link in body.iter("a"):
        text = str(link.text_content())
        if all(child.tag == "wbr" for child in link) and _FOUND.fullmatch(text):
            for child in list(link):
                link.remove(child)
            link.text = _softened(text)
            link.set("class", f"{link.get('class', '')} {ADDRESS}".strip())
    mark_text(body, _FOUND, ADDRESS, _softened)


def _softened(address: str) -> str:
    """Return an address with its places to break."""
    return _BREAK.join(part for part in _JOINTS.split(address) if part)
