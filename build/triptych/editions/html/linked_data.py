"""An article's metadata in the vocabulary of schema.org, as JSON-LD for a ``script`` element."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triptych.core.model import Issue, Metadata, Person
from triptych.core.printed_in import PrintedIn

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""JSON escapes for characters that could end the element, or a line in it."""


def describe(meta: Metadata) -> str:
    """Return the article as JSON-LD (JSON-LD 1.1, section 7.1) that is safe within a ``script`` element.

    Empty values are left out. The element contains data, which no browser runs.
    """
    return _written({"@context": "https://schema.org", "@type": "Article", **_facts(meta)})


def describe_issue(meta: Metadata, members: Sequence[Metadata]) -> str:
    """Return an issue with its articles as JSON-LD, as ``describe`` does an article.

    One that has a number is an issue of a periodical, another one a book.
    """
    facts = _facts(meta)
    kind = "PublicationIssue" if meta.issue else "Book"
    number = {"issueNumber": meta.issue.number} if meta.issue else {}
    own = {"@context": "https://schema.org", "@type": kind, "name": facts.pop("headline"), **number}
    parts = [{"@type": "Article", **_known(_facts(each))} for each in members]
    return _written({**own, **facts, "hasPart": [_without_containers(part) for part in parts]})


def _without_containers(part: dict[str, Any]) -> dict[str, Any]:
    """Return an article without what it is part of, for it is named within it."""
    return {name: value for name, value in part.items() if name != "isPartOf"}


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value}


def _written(properties: Mapping[str, Any]) -> str:
    """Return properties as JSON-LD, without those that are empty."""
    text = json.dumps(_known(properties), ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPED)


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
        "pageStart": meta.printed_in.first if meta.printed_in else "",
        "pageEnd": meta.printed_in.last if meta.printed_in else "",
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
    if meta.printed_in and not meta.printed_in.is_periodical:
        people = [{"@type": "Person", "name": name} for name in meta.printed_in.editors]
        yield {"@type": "Book", **_named(meta.printed_in), **_known({"editor": people})}
    if not meta.publication:
        return
    address = {"url": meta.publication_url} if meta.publication_url else {}
    number = {"issn": meta.issn} if meta.issn else {}
    is_periodical = bool(meta.issue or meta.issn)
    kind = "Periodical" if is_periodical else "CreativeWork"
    work = {"@type": kind, "name": meta.publication, **address, **number}
    yield _issue(meta.issue, work, meta.printed_in) if meta.issue else work


def _named(within: PrintedIn | None) -> dict[str, Any]:
    """Return the title, identifier and address of the issue in which an article is printed."""
    if not within:
        return {}
    return _known({"name": within.title, "identifier": within.identifier, "url": within.url})


def _issue(issue: Issue, periodical: dict[str, Any], within: PrintedIn | None) -> dict[str, Any]:
    """Return an issue of a volume, if it has one, of its periodical."""
    work = periodical
    if issue.volume:
        work = {"@type": "PublicationVolume", "volumeNumber": issue.volume, "isPartOf": work}
    if issue.number:
        number = {"issueNumber": issue.number}
        work = {"@type": "PublicationIssue", **_named(within), **number, "isPartOf": work}
    return work
