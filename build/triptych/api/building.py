"""``triptych.build``: make the editions of articles from Python."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from triptych.api.paths import AnyPath, as_paths
from triptych.api.raising import raise_all, raise_failing
from triptych.core.errors import Finding
from triptych.core.user_folders import cache_folder
from triptych.press import publishing, requests
from triptych.press.orders import FORMATS, Means, Outcome
from triptych.press.repeated import merge_repeated
from triptych.press.requests import Request

_CACHE = 4 * 1024**3
"""The most bytes that the cache may hold, as on the command line."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an article, as it was saved.

    ``article`` is the path of its source and ``format`` is ``"html"``, ``"epub"`` or ``"pdf"``.
    ``path`` is the saved file, or None when it was saved at ``url``; ``sha256`` is the file's digest
    in hexadecimal, ``size`` its length in bytes, and ``pages`` its number of printed pages, 0 for
    an edition without pages.
    """

    article: str
    format: str
    path: Path | None
    url: str
    sha256: str
    size: int
    pages: int


def build(
    paths: AnyPath | Iterable[AnyPath] = (),
    *,
    out: AnyPath = "",
    formats: Iterable[str] = FORMATS,
    theme: AnyPath = "",
    strict: bool = False,
) -> tuple[list[Edition], list[Finding]]:
    """Build articles as ``triptych build`` does, and return their editions and all findings.

    ``paths`` are article files, folders or publications; without any it is the publication around
    the current folder. ``out`` is a folder or a URL, by default ``out/`` in the publication;
    ``theme`` is a theme's name or folder, by default the one in the settings.

    >>> editions, findings = triptych.build("article.md", formats=["pdf"])
    >>> editions[0].path, editions[0].pages
    (PosixPath('out/article/article.pdf'), 3)

    Waived findings are in the list too, with the reason in ``waived``. Raises ``TriptychError`` when
    an article cannot be built, once the other articles are saved; with ``strict``, or with
    ``strict = true`` in the settings, also when a finding is an error or a warning that nobody has
    waived. Further failures are listed in the exception's notes.
    """
    request = Request(as_paths(paths), os.fspath(out), tuple(formats), os.fspath(theme))
    order = requests.order_of(request)
    outcomes = merge_repeated(list(publishing.publish(order, _means())))
    raise_all([outcome.error for outcome in outcomes if outcome.error])
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    if strict or order.publication.settings.strict:
        raise_failing(findings)
    return [edition for outcome in outcomes for edition in _editions(outcome)], findings


def _means() -> Means:
    """Return a process for each core, and the user's cache unless ``TRIPTYCH_NO_CACHE`` is set."""
    is_cached = os.environ.get("TRIPTYCH_NO_CACHE", "") in ("", "0")
    return Means(cache_folder() if is_cached else None, _CACHE, requests.cores())


def _editions(outcome: Outcome) -> list[Edition]:
    """Return the editions of one article."""
    return [
        Edition(
            outcome.place,
            saved.format,
            None if saved.url else path,
            saved.url,
            saved.sha256,
            saved.size,
            saved.pages,
        )
        for saved, path in outcome.editions
    ]
