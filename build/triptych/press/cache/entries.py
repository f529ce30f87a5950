"""Cache entries, as values and as JSON: an article's name, and its result in each state of its files."""

import json
from dataclasses import dataclass, field
from typing import Any, get_args

from triptych.core.contents import OffPrints
from triptych.core.errors import Finding, Place, Severity
from triptych.core.page_starts import PageRange
from triptych.press.orders import Edition

VARIANTS = 4
"""The number of states of an article's files that are cached, the latest first."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One result of an article, with what it read: a kind, a name and a state each, sorted."""

    reads: tuple[tuple[str, str, str], ...]
    front: tuple[Finding, ...]
    common: tuple[Finding, ...]
    editions: dict[str, tuple[Edition, tuple[Finding, ...]]]

    def all_findings(self) -> list[Finding]:
        """Return all findings."""
        own = [finding for _, found in self.editions.values() for finding in found]
        return [*self.front, *self.common, *own]


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of an article: the name of its outputs, whether it is a draft, and its variants.

    ``is_given`` means that front matter gives the name, ``is_lasting`` that its identifier stays the
    same when its text changes. ``has_page_list`` means that its editions mark the pages of its PDF.
    ``members`` are the paths from the root of an issue's articles, of
    which ``offprints`` says whether they are built alone too.
    """

    slug: str
    draft: bool
    is_given: bool = False
    is_lasting: bool = True
    has_page_list: bool = True
    members: tuple[str, ...] = ()
    offprints: OffPrints = "yes"
    variants: tuple[Variant, ...] = field(default=())


def write(entry: Entry) -> bytes:
    """Return an entry as JSON."""
    variants = [_table(variant) for variant in entry.variants[:VARIANTS]]
    whole = {
        "slug": entry.slug,
        "draft": entry.draft,
        "given": entry.is_given,
        "lasting": entry.is_lasting,
        "pages": entry.has_page_list,
        "members": list(entry.members),
        "offprints": entry.offprints,
        "variants": variants,
    }
    return json.dumps(whole, separators=(",", ":")).encode("ascii")


def read(text: bytes) -> Entry | None:
    """Return the entry that ``write`` wrote; None when the text has another form."""
    try:
        whole = json.loads(text)
        variants = tuple(_variant(table) for table in whole["variants"])
        names = ("draft", "given", "lasting", "pages")
        draft, given, lasting, pages = (bool(whole[name]) for name in names)
        members, alone = tuple(map(str, whole["members"])), _word(whole["offprints"])
        return Entry(str(whole["slug"]), draft, given, lasting, pages, members, alone, variants)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _word(text: str) -> OffPrints:
    """Return what an entry says of off-prints; raises ``ValueError`` for another word."""
    if text not in _WORDS:
        raise ValueError(text)
    return _WORDS[text]


_WORDS: dict[str, OffPrints] = {word: word for word in get_args(OffPrints)}


def _table(variant: Variant) -> dict[str, Any]:
    """Return a variant as a table."""
    editions = {
        name: [known.name, known.sha256, known.size, known.pages, _ranges(known), _rows(own)]
        for name, (known, own) in variant.editions.items()
    }
    return {
        "reads": [list(read) for read in variant.reads],
        "front": _rows(variant.front),
        "common": _rows(variant.common),
        "editions": editions,
    }


def _variant(table: dict[str, Any]) -> Variant:
    """Return the variant of a table."""
    editions = {
        name: (
            Edition(name, file, digest, size, pages, members=tuple(PageRange(*r) for r in ranges)),
            _findings(own),
        )
        for name, (file, digest, size, pages, ranges, own) in table["editions"].items()
    }
    reads = tuple((kind, name, state) for kind, name, state in table["reads"])
    return Variant(reads, _findings(table["front"]), _findings(table["common"]), editions)


def _ranges(edition: Edition) -> list[list[str]]:
    """Return the pages of the members of an issue as rows."""
    return [[each.name, each.first, each.last] for each in edition.members]


def _rows(found: tuple[Finding, ...]) -> list[list[Any]]:
    """Return findings as rows."""
    return [_row(finding) for finding in found]


def _row(finding: Finding) -> list[Any]:
    """Return a finding as a row."""
    place = finding.place
    values = [finding.code, finding.severity.value, finding.message, finding.hint]
    return [*values, place.path, place.line, place.column]


def _findings(rows: list[list[Any]]) -> tuple[Finding, ...]:
    """Return the findings of rows."""
    return tuple(
        Finding(code, Severity(severity), message, Place(path, line, column), hint)
        for code, severity, message, hint, path, line, column in rows
    )
