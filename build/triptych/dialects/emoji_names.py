"""Emoji by the names that Twemoji and GitHub give them."""

import re

import emoji

from triptych.dialects import scanner

_NAME = re.compile(r"(?<![\w:]):(?P<name>[a-z0-9_+-]{1,60}):(?![\w:])")


def rewrite(text: str) -> str:
    """Return a text with ``:man_raising_hand:`` and the like as characters; what names none stays."""
    if not _NAME.search(text):
        return text
    return scanner.substitute(text, _NAME, _character)


def _character(found: scanner.Found) -> str:
    """Return the character of a name, or the name as typed."""
    return emoji.emojize(found[0], language="alias")
