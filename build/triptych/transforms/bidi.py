"""Report characters that change the direction of writing where they can hide words."""

import re

from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.sources.lines import place_at

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_OVERRIDES = "\u202d\u202e"
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
MOST = 20
"""The most findings of this kind in an article."""


def report_bidi(article: Article) -> Article:
    """Report each paragraph that overrides the direction of writing, or changes it and does not reset it.

    The characters stay, for words may need them, and no edition lets them reach beyond their
    paragraph (Unicode Bidirectional Algorithm, P1; HTML isolates each block).
    """
    text = article.manuscript.text
    if not _CONTROL.search(text):
        return article
    count = 0
    for paragraph in _PARAGRAPH.finditer(text):
        if (control := _unbalanced(paragraph[0])) and count < MOST:
            count += 1
            at = paragraph.start() + paragraph[0].index(control)
            why = "overrides the text direction" if control in _OVERRIDES else "is never closed"
            message = f"U+{ord(control):04X} {why} and can hide what the text says"
            if control not in _OVERRIDES:
                message = f"U+{ord(control):04X} changes the text direction and {why}"
            place = place_at(article.manuscript, at)
            hint = "Write [words]{dir=rtl} or [words]{dir=ltr} instead."
            warn("bidi-control", message, place, hint)
    return article


def _unbalanced(paragraph: str) -> str:
    """Return the first control that overrides or is never reset, "" when there is none."""
    open_ones: list[str] = []
    for control in _CONTROL.findall(paragraph):
        if control in _OVERRIDES:
            return str(control)
        if control in _CLOSED_BY:
            open_ones.append(control)
        elif open_ones and _CLOSED_BY[open_ones[-1]] == control:
            open_ones.pop()
    return open_ones[0] if open_ones else ""
