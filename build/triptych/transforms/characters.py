"""Characters that no XML document may hold are taken out, with a finding."""

import json
import re
from dataclasses import replace
from typing import Any

from triptych.errors import Finding, Place, Severity
from triptych.model import Article

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAYBE = re.compile(r"\\u00[01]|[\ud800-\udfff\ufffe\uffff]")
"""What such a character is in JSON; a backslash may also be an author's own."""


def drop_forbidden(article: Article) -> tuple[Article, list[Finding]]:
    """Drop control characters, lone surrogates and non-characters (XML 1.0, section 2.2)."""
    gone: list[str] = []
    if not _MAYBE.search(json.dumps(article.blocks, ensure_ascii=False)):
        return article, []

    def clean(node: Any) -> Any:
        if isinstance(node, str):
            gone.extend(_FORBIDDEN.findall(node))
            return _FORBIDDEN.sub("", node)
        if isinstance(node, list):
            return [clean(item) for item in node]
        if isinstance(node, dict):
            return {key: clean(value) for key, value in node.items()}
        return node

    blocks = tuple(clean(list(article.blocks)))
    if not gone:
        return article, []
    text = article.manuscript.text
    found = _FORBIDDEN.search(text)
    line = article.manuscript.first_line + text.count("\n", 0, found.start()) if found else 0
    names = ", ".join(sorted({f"U+{ord(c):04X}" for c in gone}))
    message = f"{len(gone)} characters that no edition can hold were taken out: {names}"
    place = Place(article.manuscript.place, line)
    finding = Finding("forbidden-character", Severity.WARNING, message, place, "Delete them.")
    return replace(article, blocks=blocks), [finding]
