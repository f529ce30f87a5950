"""Remove the characters that no XML document may contain, with a finding."""

from dataclasses import replace
from typing import Any

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.core.xml_characters import FORBIDDEN
from triptych.sources.lines import place_at


def drop_forbidden(article: Article) -> Article:
    """Drop control characters, lone surrogates and non-characters (XML 1.0, section 2.2)."""
    gone: list[str] = []
    text = article.manuscript.text
    if "&#" not in text and not FORBIDDEN.search(text):  # the only ways to write one
        return article

    def clean(node: Any) -> Any:
        if isinstance(node, str):
            gone.extend(FORBIDDEN.findall(node))
            return FORBIDDEN.sub("", node)
        if isinstance(node, list):
            return [clean(item) for item in node]
        if isinstance(node, dict):
            return {key: clean(value) for key, value in node.items()}
        return node

    blocks = tuple(clean(list(article.blocks)))
    if not gone:
        return article
    found = FORBIDDEN.search(text)
    names = ", ".join(sorted({f"U+{ord(c):04X}" for c in gone}))
    message = f"{len(gone)} characters that no edition can have were removed: {names}"
    place = (
        place_at(article.manuscript, found.start()) if found else Place(article.manuscript.place)
    )
    warn("forbidden-character", message, place, "Delete them.")
    return replace(article, blocks=blocks)
