"""An article's metadata in the vocabulary of schema.org, as JSON-LD for a ``script`` element."""

import json
from collections.abc import Iterator
from typing import Any

from triptych.core.model import Issue, Metadata, Person

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""JSON escapes for characters that could end the element, or a line in it."""


def describe(meta: Metadata) -> str:
    """Return the article as JSON-LD (JSON-LD 1.1, section 7.1) that is safe within a ``script`` element.

    Empty values are left out. The element contains data, which no browser runs.
    """
    properties = {"@context": "https://schema.org", "@type": "Article", **_facts(meta)}
    known = {name: value for name, value in properties.items() if value}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _facts(meta: Metadata) -> dict[str, Any]:
    """Return the properties of the article; unknown ones are empty."""
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
        "isPartOf": _one_or_all(list(_containers(meta))),
        "position": meta.series.number if meta.series else "",
        "articleSection": meta.kicker,
        "keywords": list(meta.tags),
        "url": meta.source,
        "version": meta.version,
        "identifier": _one_or_all([i.uri for i in meta.identifiers]) or meta.identifier,
        "license": meta.rights if is_licence else "",
        "copyrightNotice": "" if is_licence else meta.rights,
    }


def _person(person: Person) -> dict[str, Any]:
    """Return an author; one with the name of its organisation is an organisation."""
    is_organisation = person.name == person.organisation
    entry: dict[str, Any] = {"@type": "Organization" if is_organisation else "Person"}
    entry["name"] = person.name
    if person.url:
        entry["url"] = person.url
    if person.bio:
        entry["description"] = person.bio
    if person.organisation and not is_organisation:
        entry["affiliation"] = {"@type": "Organization", "name": person.organisation}
    return entry


def _one_or_all(values: list[Any]) -> Any:
    """Return a single value itself, and several as a list."""
    return values[0] if len(values) == 1 else values


def _containers(meta: Metadata) -> Iterator[dict[str, Any]]:
    """Yield what the article is part of: its series, and its issue or publication."""
    if meta.series:
        yield {"@type": "CreativeWorkSeries", "name": meta.series.title}
    if not meta.publication:
        return
    address = {"url": meta.publication_url} if meta.publication_url else {}
    number = {"issn": meta.issn} if meta.issn else {}
    is_periodical = bool(meta.issue or meta.issn)
    kind = "Periodical" if is_periodical else "CreativeWork"
    work = {"@type": kind, "name": meta.publication, **address, **number}
    yield _issue(meta.issue, work) if meta.issue else work


def _issue(issue: Issue, periodical: dict[str, Any]) -> dict[str, Any]:
    """Return an issue of a volume, if it has one, of its periodical."""
    work = periodical
    if issue.volume:
        work = {"@type": "PublicationVolume", "volumeNumber": issue.volume, "isPartOf": work}
    if issue.number:
        work = {"@type": "PublicationIssue", "issueNumber": issue.number, "isPartOf": work}
    return work
