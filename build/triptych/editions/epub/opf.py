"""The metadata of an EPUB's package file: Dublin Core and its refinements (EPUB 3.3, 5.5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from triptych.core.model import Identifier, Issue, Metadata, Person

_ONIX_TYPES = {"isbn-10": "02", "doi": "06", "isbn-13": "15", "urn": "22"}
"""Kinds of identifier by their code in ONIX code list 5, which has none for a web address."""

_POSITION = re.compile(r"\d+(\.\d+)*")
"""A position in a collection that can be sorted (EPUB 3.3, D.3.5)."""

_NAMES = re.compile(
    r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)* [A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
)
"""A first and a last name in Latin letters; “The editors” is none."""

MAIN = "id"
"""The id of the element with the book's unique identifier."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package's metadata: ``dc:date`` or ``meta``, its text and its attributes."""

    element: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])


def statements(meta: Metadata) -> Iterator[Statement]:
    """Yield the metadata in order, without the identifier, title, language and authors of the book."""
    for number, person in enumerate(meta.authors, 1):
        if name := sorted_name(person):
            yield refinement(f"creator-{number}", "file-as", name)
    yield from _identifiers(meta.identifiers)
    yield from _titles(meta)
    if meta.date:
        yield Statement("dc:date", meta.date.isoformat())
    texts = {
        "publisher": meta.publisher,
        "rights": meta.rights,
        "description": meta.standfirst,
        "source": meta.source,
    }
    yield from (Statement(f"dc:{name}", text) for name, text in texts.items() if text)
    yield from (Statement("dc:subject", tag) for tag in meta.tags)
    yield from _collections(meta)
    if within := meta.printed_in:
        facts = {
            "dcterms:isPartOf": within.title,
            "schema:pageStart": within.first,
            "schema:pageEnd": within.last,
        }
        yield from (
            Statement("meta", text, {"property": name}) for name, text in facts.items() if text
        )


def refinement(of: str, name: str, text: str, scheme: str = "") -> Statement:
    """Return a statement about the element with the id ``of``."""
    attributes = {"refines": f"#{of}", "property": name, **({"scheme": scheme} if scheme else {})}
    return Statement("meta", text, attributes)


def sorted_name(person: Person) -> str:
    """Return the name by which lists of authors are sorted, or "" where that is the name itself.

    It is guessed only of a person with two names in an alphabet, who nearly always has the family's last.
    """
    names = person.name.split()
    is_guessed = (
        person.name != person.organisation and len(names) == 2 and _NAMES.fullmatch(person.name)
    )
    return person.file_as or (f"{names[1]}, {names[0]}" if is_guessed else "")


def _identifiers(known: tuple[Identifier, ...]) -> Iterator[Statement]:
    """Yield all identifiers but the first, which is the book's own, and the type of each."""
    for number, identifier in enumerate(known):
        uid = f"identifier-{number + 1}" if number else MAIN
        if number:
            yield Statement("dc:identifier", identifier.uri, {"id": uid})
        if code := _ONIX_TYPES.get(identifier.kind):
            yield refinement(uid, "identifier-type", code, "onix:codelist5")


def _titles(meta: Metadata) -> Iterator[Statement]:
    """Yield the subtitle and the type of both titles, if there is a subtitle."""
    if meta.subtitle:
        yield Statement("dc:title", meta.subtitle, {"id": "subtitle"})
        yield refinement("title", "title-type", "main")
        yield refinement("subtitle", "title-type", "subtitle")


def _collections(meta: Metadata) -> Iterator[Statement]:
    """Yield the collections that the book belongs to: its series and its periodical."""
    number = 0
    if meta.series:
        number += 1
        yield from _collection(f"collection-{number}", meta.series.title, meta.series.number)
    if meta.issue and meta.publication:
        number += 1
        yield from _issue(f"collection-{number}", meta.issue, meta)


def _issue(uid: str, issue: Issue, meta: Metadata) -> Iterator[Statement]:
    """Yield the periodical; where an issue has a volume too, that is a collection within it.

    Together they could be the position ``12.10``, but readers take that as a decimal number, 12.1.
    """
    outer, position = uid, issue.number or issue.volume
    if issue.volume and issue.number:
        outer, position = f"{uid}-periodical", issue.volume
        yield from _collection(uid, f"{meta.publication} {issue.volume}", issue.number)
    yield from _collection(outer, meta.publication, position, within=uid if outer != uid else "")
    if meta.issn:
        yield refinement(outer, "dcterms:identifier", f"urn:issn:{meta.issn}")


def _collection(uid: str, title: str, position: str, within: str = "") -> Iterator[Statement]:
    """Yield one collection, its type, and the position in it when that is a number.

    ``within`` is the id of a collection that belongs to it (EPUB 3.3, D.3.2); by default the book does.
    """
    inner = {"refines": f"#{within}"} if within else {}
    yield Statement("meta", title, {**inner, "property": "belongs-to-collection", "id": uid})
    yield refinement(uid, "collection-type", "series")
    if _POSITION.fullmatch(position):
        yield refinement(uid, "group-position", position)
