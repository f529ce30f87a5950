"""What is said of an article in schema.org's words, as JSON-LD that stands in its page as data."""

import json
from collections.abc import Iterator
from typing import Any

from triptych.core.model import Issue, Metadata, Person

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""Letters that could end the element around the data, or a line in it, written as JSON can."""


def describe(meta: Metadata) -> str:
    """Return the article as JSON-LD (JSON-LD 1.1, section 7.1) that is safe within a ``script`` element.

    Only what is known is said, and the element holds data, which no browser runs.
    """
    whole = {"@context": "https://schema.org", "@type": "Article", **_facts(meta)}
    told = {name: value for name, value in whole.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _facts(meta: Metadata) -> dict[str, Any]:
    """Return what is known, with "" or nothing for what is not."""
    is_licence = meta.rights.startswith(("http://", "https://"))
    people = {person.name for person in meta.authors if person.name != person.organisation}
    kind = "Person" if meta.publisher in people else "Organization"
    publisher = {"@type": kind, "name": meta.publisher} if meta.publisher else None
    return {
        "headline": meta.title,
        "alternativeHeadline": meta.subtitle,
        "description": meta.standfirst,
        "inLanguage": meta.lang,
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": meta.updated.isoformat() if meta.updated else "",
        "author": [_person(person) for person in meta.authors],
        "publisher": publisher,
        "isPartOf": _one_or_all(list(_wholes(meta))),
        "position": meta.series.number if meta.series else "",
        "articleSection": meta.kicker,
        "keywords": list(meta.tags),
        "url": meta.source,
        "identifier": _one_or_all([i.uri for i in meta.identifiers]) or meta.identifier,
        "license": meta.rights if is_licence else "",
        "copyrightNotice": "" if is_licence else meta.rights,
    }


def _person(person: Person) -> dict[str, Any]:
    """Return an author; one that is called as its own organisation is no person."""
    is_organisation = person.name == person.organisation
    told: dict[str, Any] = {"@type": "Organization" if is_organisation else "Person"}
    told["name"] = person.name
    if person.url:
        told["url"] = person.url
    if person.bio:
        told["description"] = person.bio
    if person.organisation and not is_organisation:
        told["affiliation"] = {"@type": "Organization", "name": person.organisation}
    return told


def _one_or_all(values: list[Any]) -> Any:
    """Return a single value as it is, and several as a list."""
    return values[0] if len(values) == 1 else values


def _wholes(meta: Metadata) -> Iterator[dict[str, Any]]:
    """Return what the article is a part of: its series, and the issue or the publication it appears in."""
    if meta.series:
        yield {"@type": "CreativeWorkSeries", "name": meta.series.title}
    if not meta.publication:
        return
    address = {"url": meta.publication_url} if meta.publication_url else {}
    number = {"issn": meta.issn} if meta.issn else {}
    is_periodical = bool(meta.issue or meta.issn)
    kind = "Periodical" if is_periodical else "CreativeWork"
    whole = {"@type": kind, "name": meta.publication, **address, **number}
    yield _issue(meta.issue, whole) if meta.issue else whole


def _issue(issue: Issue, periodical: dict[str, Any]) -> dict[str, Any]:
    """Return an issue within its volume, if it has one, within its periodical."""
    whole = periodical
    if issue.volume:
        whole = {"@type": "PublicationVolume", "volumeNumber": issue.volume, "isPartOf": whole}
    if issue.number:
        whole = {"@type": "PublicationIssue", "issueNumber": issue.number, "isPartOf": whole}
    return whole
