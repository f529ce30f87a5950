"""The members of issues in an order: which are built alone, on which pages, and what is reported once."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from triptych.core.member_names import member_name, slug_in_issue
from triptych.core.page_starts import PageRange
from triptych.press.cache.entries import Entry
from triptych.press.cache.memory import Known
from triptych.press.orders import Order, Outcome, Printed, Result, Task
from triptych.sources import article_index

Pages: TypeAlias = tuple[PageRange, ...]
"""The pages of each member of an issue."""

_PDF = "pdf"


def hidden(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the paths from the root of the members of issues that have no off-prints."""
    return frozenset(name for e in entries if e.offprints == "no" for name in e.members)


def paged_issues(entries: Mapping[Path, Entry], order: Order) -> dict[Path, str]:
    """Return the issue whose pages an article names, as a path from the root, for those that have one.

    An issue that is a draft has no lasting pages, and an issue names those of no other.
    """
    if order.is_whole and not any(entry.offprints == "paged" for entry in entries.values()):
        return {}
    named = {
        path: article_index.paged_issue(order.publication, path)
        for path, entry in entries.items()
        if not entry.members
    }
    return {path: issue for path, issue in named.items() if issue}


def pages_of(known: Known, result: Result) -> Pages:
    """Return the pages of the members of an issue, by its PDF that was pressed or is cached."""
    cached = known.variant.editions.get(_PDF) if known.variant else None
    pressed = next((each.members for each in result.artifacts if each.format == _PDF), ())
    return pressed or (cached[0].members if cached else ())


def printed(issue: str, pages: Pages, folder: str, order: Order) -> Printed:
    """Return where an article is printed, by the folder of its editions."""
    slug = slug_in_issue(folder, is_foreign=bool(order.publication.site.mark))
    found = next((each for each in pages if each.name == member_name(slug)), None)
    return Printed(issue, found.first, found.last) if found else Printed(issue)


def without_known(outcome: Outcome, entry: Entry, places: frozenset[str]) -> Outcome:
    """Return the outcome of an issue without findings in its members, where ``places`` are built too.

    Each reports its own.
    """
    if not entry.members:
        return outcome
    elsewhere = places - {outcome.place}
    own = tuple(found for found in outcome.findings if found.place.path not in elsewhere)
    return replace(outcome, findings=own)


def size(entry: Entry, task: Task) -> int:
    """Return the bytes of an article, or of an issue with its members; a missing file has none."""
    total = 0
    for path in (task.path, *(task.publication.root / name for name in entry.members)):
        with suppress(OSError):
            total += path.stat().st_size
    return total
