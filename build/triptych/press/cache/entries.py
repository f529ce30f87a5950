"""What is kept of an article, as values and as text: its name, and what it came to in each state."""

import json
from dataclasses import dataclass, field
from typing import Any

from triptych.core.errors import Finding, Place, Severity
from triptych.press.orders import Edition

VARIANTS = 4
"""How many states of an article's files are kept; the latest come first."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What an article came to: with what it read, each a kind, a name and a state, sorted."""

    reads: tuple[tuple[str, str, str], ...]
    front: tuple[Finding, ...]
    common: tuple[Finding, ...]
    editions: dict[str, tuple[Edition, tuple[Finding, ...]]]

    def all_findings(self) -> list[Finding]:
        """Give every finding there is."""
        own = [finding for _, found in self.editions.values() for finding in found]
        return [*self.front, *self.common, *own]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of an article: the name of its outputs, whether it is a draft, and its variants."""

    slug: str
    draft: bool
    variants: tuple[Variant, ...] = field(default=())


def write(entry: Entry) -> bytes:
    """Give an entry as text."""
    variants = [_table(variant) for variant in entry.variants[:VARIANTS]]
    whole = {"slug": entry.slug, "draft": entry.draft, "variants": variants}
    return json.dumps(whole, separators=(",", ":")).encode("ascii")


def read(text: bytes) -> Entry | None:
    """Give the entry that ``write`` made a text of; None when it is of another form."""
    try:
        whole = json.loads(text)
        variants = tuple(_variant(table) for table in whole["variants"])
        return Entry(str(whole["slug"]), bool(whole["draft"]), variants)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _table(variant: Variant) -> dict[str, Any]:
    """Give a variant as a table."""
    editions = {
        name: [known.name, known.sha256, known.size, known.pages, [_row(f) for f in own]]
        for name, (known, own) in variant.editions.items()
    }
    return {
        "reads": [list(read) for read in variant.reads],
        "front": [_row(finding) for finding in variant.front],
        "common": [_row(finding) for finding in variant.common],
        "editions": editions,
    }


def _variant(table: dict[str, Any]) -> Variant:
    """Give one variant."""
    editions = {
        name: (Edition(name, file, digest, size, pages), _findings(own))
        for name, (file, digest, size, pages, own) in table["editions"].items()
    }
    reads = tuple((kind, name, state) for kind, name, state in table["reads"])
    return Variant(reads, _findings(table["front"]), _findings(table["common"]), editions)


def _row(finding: Finding) -> list[Any]:
    """Give a finding as a row."""
    place = finding.place
    values = [finding.code, finding.severity.value, finding.message, finding.hint]
    return [*values, place.path, place.line, place.column]


def _findings(rows: list[list[Any]]) -> tuple[Finding, ...]:
    """Give findings from their rows."""
    return tuple(
        Finding(code, Severity(severity), message, Place(path, line, column), hint)
        for code, severity, message, hint, path, line, column in rows
    )
