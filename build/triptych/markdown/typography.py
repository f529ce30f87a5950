"""The same quotation marks, dashes and dots in a plain text as pandoc sets in Markdown."""

import re

from triptych.core.model import Tree
from triptych.markdown import pandoc

_STRAIGHT = re.compile(r"[\"']|--|\.\.\.")
_MARKUP = re.compile(r"[!#$%&()*+,/:;<=>?@\[\\\]^_`{|}~]")
_FIRST = "x "
"""Begins each text, so that none begins a block and a space is before it, as before a heading's words."""


def set_marks(texts: list[str]) -> list[list[Tree]] | None:
    """Return plain texts as inlines, with quotations as such; None when there is nothing to set."""
    if not any(map(_STRAIGHT.search, texts)):
        return None
    lines = (" ".join(text.split()) for text in texts)
    source = "\n\n".join(_FIRST + _MARKUP.sub(r"\\\g<0>", line) for line in lines)
    blocks = pandoc.parse(source)
    if len(blocks) != len(texts) or any(block["t"] != "Para" for block in blocks):
        return None
    return [block["c"][2:] for block in blocks]
