"""Galleys of an issue's members on the shelf, so that an edit reads and composes only one of them again.

The key of a galley is the member as read, with what its theme and settings say. It is valid while each
file that was read, or looked for, on the way is in its recorded state.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from triptych.core import (
    certifier,
    contents,
    dependencies,
    errors,
    findings,
    model,
    page_design,
    postponed,
    printed_in,
    shared_works,
    shelf,
    site,
    unused_note,
)
from triptych.core.dependencies import Dependencies
from triptych.core.errors import Finding
from triptych.core.model import Article, Galley
from triptych.core.plain_values import decode, encode
from triptych.pictures import assets
from triptych.pictures.nearby import names_state
from triptych.sources import article_index
from triptych.theme.find import theme_state

KINDS = (
    model.Article,
    model.Asset,
    certifier.Certifier,
    contents.Contents,
    contents.Entry,
    errors.Finding,
    model.Galley,
    model.Heading,
    model.Identifier,
    model.Issue,
    model.Look,
    model.Manuscript,
    model.Metadata,
    page_design.PageDesign,
    model.Person,
    model.Picture,
    errors.Place,
    model.Series,
    errors.Severity,
    printed_in.PrintedIn,
    shared_works.Mention,
    shared_works.SharedWorks,
    site.Site,
    model.Target,
    unused_note.UnusedNote,
)
"""All that a galley consists of, and what is found on the way to it."""

_Cached = tuple[tuple[tuple[str, str, str], ...], tuple[Finding, ...], Galley]


def composed(begun: Article, compose: Callable[[Article], Galley]) -> Galley:
    """Return the galley that ``compose`` makes of an article which has no blocks yet, or a cached one.

    Findings are reported, and what was read is recorded, in either case.
    """
    lent = shelf.lent()
    if lent is None:
        return compose(begun)
    key = f"galley {sha256(encode(begun, KINDS)).hexdigest()}"
    data = lent.get(key)
    if data is not None:
        cached: _Cached = decode(data, KINDS)
        if _still_holds(cached[0], begun):
            for finding in cached[1]:
                findings.report(finding)
            return replace(cached[2], digest=_digest(data))
    before = postponed.are_pending()
    with dependencies.recording() as recorded, findings.collecting() as found:
        galley = compose(begun)
    for (kind, name), state in recorded.items():
        dependencies.record(kind, name, state)
    for finding in found:
        findings.report(finding)
    if before or postponed.are_pending() or dependencies.UNSTEADY in recorded.values():
        return galley
    fresh = _encoded(recorded, found, galley)
    lent.put(key, fresh)
    return replace(galley, digest=_digest(fresh))


def _encoded(recorded: Dependencies, found: list[Finding], galley: Galley) -> bytes:
    """Return a galley as bytes, with what was read and found."""
    reads = tuple(sorted((kind, name, state) for (kind, name), state in recorded.items()))
    return encode((reads, tuple(found), galley), KINDS)


def _digest(data: bytes) -> str:
    """Return the digest of a cached galley."""
    return sha256(data).hexdigest()


def _still_holds(reads: tuple[tuple[str, str, str], ...], begun: Article) -> bool:
    """Whether all that was read is in its recorded state, which is recorded again then."""
    root = begun.manuscript.root
    for kind, name, state in reads:
        if kind == dependencies.LINK:
            present = article_index.answer(root, name)
        elif kind == dependencies.NEARBY:
            present = names_state(root)
        elif kind == dependencies.THEME:
            present = theme_state(name, root)
        elif kind == dependencies.FILE:
            present = assets.state(root, name)
        else:
            return False
        if present != state:
            return False
    for kind, name, state in reads:
        dependencies.record(kind, name, state)
    return True
