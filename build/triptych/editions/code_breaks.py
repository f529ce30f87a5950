"""Long code in a line may break behind its signs before it breaks anywhere.

In HTML and EPUB the places are ``wbr``; on paper they are zero-width spaces, as in addresses.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.code_lines import ANYWHERE, WORD
from triptych.core.model import Article

LONG = 20
"""Code without a space of at least this many letters gets places to break."""

_SPACE = "\u200b"
_CODE = ("code", "kbd", "samp")
_RUNS = re.compile(rf"\S{{{LONG},}}")
_JOINTS = re.compile(r"\w[/._(),:;=@&?#\[\]{}<>+*|-]+(?=[\w\"'])")
"""A place to break is behind signs between two words: no line ends with the dash of an option."""


def set_code_breaks(body: HtmlElement, article: Article) -> None:
    """Set a place to break (``wbr``) behind the signs of long code in a line."""
    del article
    for code, (first, *rest) in _broken(body):
        code.text = first
        for part in rest:
            etree.SubElement(code, "wbr").tail = part


def set_code_spaces(body: HtmlElement, article: Article) -> None:
    """Set a zero-width space behind the signs of long code in a line."""
    del article
    for code, parts in _broken(body):
        code.text = _SPACE.join(parts)


def _broken(body: HtmlElement) -> Iterator[tuple[HtmlElement, list[str]]]:
    """Yield each long code in a line, with its parts; it breaks anywhere only where they are too long."""
    for code in list(body.iter(*_CODE)):
        text = code.text or ""
        if len(code) or not _RUNS.search(text) or next(code.iterancestors("pre"), None) is not None:
            continue
        parts = _parts(text)
        if len(parts) > 1 and max(map(len, " ".join(parts).split())) <= WORD:
            _drop_name(code, ANYWHERE)
        yield code, parts


def _parts(text: str) -> list[str]:
    """Return a text in parts, of which all but the last end where a line may."""
    parts, begin = [], 0
    for run in _RUNS.finditer(text):
        for joint in _JOINTS.finditer(text, run.start(), run.end()):
            parts.append(text[begin : joint.end()])
            begin = joint.end()
    return [*parts, text[begin:]]


def _drop_name(code: HtmlElement, name: str) -> None:
    """Drop a class of code."""
    names = [each for each in str(code.attrib.pop("class", "")).split() if each != name]
    if names:
        code.set("class", " ".join(names))
