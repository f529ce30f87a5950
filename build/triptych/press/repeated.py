"""Findings that many articles share are reported once a publication, whoever pressed or cached them.

They are merged when all outcomes are there, in the order of the articles, so that the result is the same
with one process, several, a cluster, or a cache.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from triptych.core.errors import Finding
from triptych.press.orders import Outcome

_Key = tuple[object, ...]


def merge_repeated(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return outcomes, sorted by article, with each repeated finding at its first article alone.

    An equal finding, such as one on a theme, is dropped from later articles. An unknown key is merged, as
    are identifiers that do not last, and a missing date when no article has one; the other places are its
    ``others``. Waived findings are not merged.
    """
    merged = sorted(outcomes, key=lambda outcome: outcome.number)
    merged = _merge(merged, _equal)
    merged = _merge(merged, _unknown_key)
    merged = _merge(merged, _identifier)
    if _has_no_date(merged):
        merged = _merge(merged, _no_date)
        merged = [replace(o, findings=tuple(map(_worded, o.findings))) for o in merged]
    return merged


def _merge(outcomes: list[Outcome], key_of: Callable[[Finding], _Key | None]) -> list[Outcome]:
    """Return outcomes with the findings of one key, if it is not None, merged into the first of them."""
    places: defaultdict[_Key, list[Finding]] = defaultdict(list)
    for key, finding in _keyed(outcomes, key_of):
        places[key].append(finding)
    met: set[_Key] = set()

    def kept(finding: Finding) -> Iterator[Finding]:
        key = None if finding.waived else key_of(finding)
        if key is None:
            yield finding
        elif key not in met:
            met.add(key)
            others = dict.fromkeys(other.place for other in places[key])
            others.pop(finding.place, None)
            yield replace(finding, others=(*finding.others, *others))

    if all(len(found) == 1 for found in places.values()):
        return outcomes
    return [
        replace(outcome, findings=tuple(f for found in outcome.findings for f in kept(found)))
        if outcome.findings
        else outcome
        for outcome in outcomes
    ]


def _keyed(
    outcomes: list[Outcome], key_of: Callable[[Finding], _Key | None]
) -> Iterator[tuple[_Key, Finding]]:
    """Yield each finding that may be merged, with its key."""
    for outcome in outcomes:
        for finding in outcome.findings:
            if not finding.waived and (key := key_of(finding)) is not None:
                yield key, finding


def _equal(finding: Finding) -> _Key:
    """Return all that a finding says, with its place."""
    return (finding.code, finding.severity, finding.message, finding.place, finding.hint)


def _unknown_key(finding: Finding) -> _Key | None:
    """Return what an unknown key says wherever it is."""
    if finding.code != "unknown-key":
        return None
    return (finding.severity, finding.message, finding.hint)


def _identifier(finding: Finding) -> _Key | None:
    """Return one key for every identifier that is made of a text."""
    return () if finding.code == "identifier" else None


def _no_date(finding: Finding) -> _Key | None:
    """Return one key for every missing date."""
    return () if finding.code == "no-date" else None


def _has_no_date(outcomes: list[Outcome]) -> bool:
    """Whether each of several articles lacks a date."""
    built = [outcome for outcome in outcomes if outcome.editions]
    codes = [{f.code for f in outcome.findings if not f.waived} for outcome in built]
    return len(built) > 1 and all("no-date" in found for found in codes)


def _worded(finding: Finding) -> Finding:
    """Return the finding on all missing dates in words that fit."""
    if finding.code == "no-date" and finding.others:
        return replace(finding, message="no article has a date")
    return finding
