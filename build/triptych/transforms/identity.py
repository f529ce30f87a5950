"""An article without an identifier or an address gets a name that is made of what it says."""

import json
from dataclasses import replace
from uuid import UUID, uuid5

from triptych.core.model import Article, Metadata

_ARTICLES = UUID("0d9f2c3a-6c0b-5b7e-9a51-3f1f6f0c8d42")
"""The namespace of these names, which is Triptych's own."""


def identify(article: Article) -> Article:
    """Return an article with an identifier, by default of its title, authors, date and text."""
    if article.meta.identifier:
        return article
    identifier = content_name(article.meta, article.manuscript.text)
    return replace(article, meta=replace(article.meta, identifier=identifier))


def content_name(meta: Metadata, text: str) -> str:
    """Return a UUID as a URN (RFC 9562, version 5) of an article's title, authors, date and text.

    They are encoded as a JSON list, in which no two articles that differ are alike.
    """
    date = meta.date.isoformat() if meta.date else None
    parts = [meta.title, [person.name for person in meta.authors], date, text]
    return uuid5(_ARTICLES, json.dumps(parts, separators=(",", ":"))).urn
