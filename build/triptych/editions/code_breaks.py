"""Long code in a line may break behind its signs, on screens and in books, before it breaks anywhere."""

import re

from lxml import etree
from lxml.html import HtmlElement

from triptych.body.code_lines import ANYWHERE, WORD
from triptych.core.model import Article

LONG = 20
"""Code without a space of at least this many letters gets places to break."""

_CODE = ("code", "kbd", "samp")
_RUNS = re.compile(rf"\S{{{LONG},}}")
_JOINTS = re.compile(r"\w[/._(),:;=@&?#\[\]{}<>+*|-]+(?=[\w\"'])")
"""A place to break is behind signs between two words: no line ends with the dash of an option."""


def set_code_breaks(body: HtmlElement, article: Article) -> None:
    """Set a place to break (``wbr``) behind the signs of long code in a line."""
    del article
    for code in list(body.iter(*_CODE)):
        text = code.text or ""
        if len(code) or not _RUNS.search(text) or next(code.iterancestors("pre"), None) is not None:
            continue
        first, *rest = _parts(text)
        if rest and max(map(len, " ".join((first, *rest)).split())) <= WORD:
            _drop_name(code, ANYWHERE)
        code.text = first
        for part in rest:
            etree.SubElement(code, "wbr").tail = part


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
