"""What is said of an article in schema.org's words, as JSON-LD that stands in its page as data."""

import json
from typing import Any

from triptych.model import Metadata, Person

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""Letters that could end the element around the data, or a line in it, written as JSON can."""


def describe(meta: Metadata) -> str:
    """Give the article as JSON-LD (JSON-LD 1.1, section 7.1) that is safe within a ``script`` element.

    Only what is known is said, and the element holds data, which no browser runs.
    """
    whole = {"@context": "https://schema.org", "@type": "Article", **_facts(meta)}
    told = {name: value for name, value in whole.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _facts(meta: Metadata) -> dict[str, Any]:
    """Give what is known, with "" or nothing for what is not."""
    is_licence = meta.rights.startswith(("http://", "https://"))
    publisher = {"@type": "Organization", "name": meta.publisher} if meta.publisher else None
    return {
        "headline": meta.title,
        "alternativeHeadline": meta.subtitle,
        "description": meta.standfirst,
        "inLanguage": meta.lang,
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": meta.updated.isoformat() if meta.updated else "",
        "author": [_person(person, meta) for person in meta.authors],
        "publisher": publisher,
        "isPartOf": _publication(meta),
        "articleSection": meta.kicker,
        "keywords": list(meta.tags),
        "url": meta.source,
        "identifier": meta.identifier,
        "license": meta.rights if is_licence else "",
        "copyrightNotice": "" if is_licence else meta.rights,
    }


def _person(person: Person, meta: Metadata) -> dict[str, Any]:
    """Give an author; one that is called as the publisher or its own organisation is no person."""
    is_organisation = person.name in (meta.publisher, person.organisation)
    told: dict[str, Any] = {"@type": "Organization" if is_organisation else "Person"}
    told["name"] = person.name
    if person.url:
        told["url"] = person.url
    if person.bio:
        told["description"] = person.bio
    if person.organisation and not is_organisation:
        told["affiliation"] = {"@type": "Organization", "name": person.organisation}
    return told


def _publication(meta: Metadata) -> dict[str, str] | None:
    """Give the publication that the article appears in, if it has a name."""
    if not meta.publication:
        return None
    address = {"url": meta.publication_url} if meta.publication_url else {}
    return {"@type": "CreativeWork", "name": meta.publication, **address}
