"""The articles of the desk: those of the publication, with the settings that are tried."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triptych.core import findings
from triptych.core.errors import Finding, TriptychError, UsageError
from triptych.desk.proofs import Proofs
from triptych.desk.stored import Stored
from triptych.press import requests
from triptych.press.orders import Means
from triptych.press.requests import Request
from triptych.settings import kinds
from triptych.settings.waivers import Waivers
from triptych.sources import discover, manuscripts
from triptych.sources.files import path_from_root
from triptych.sources.naming import stem_of
from triptych.theme.find import available_themes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triptych.press.orders import Order

_QUIET = 2.0
"""Seconds without a save after which settled editions are cached."""

_SIZES = range(9, 16)
"""The text sizes that settings may have."""


class Articles:
    """The publication around what was asked for, and the proofs of each of its articles by name."""

    def __init__(self, request: Request, means: Means) -> None:
        self._request = request
        self.means = means
        self.stored = Stored(means)
        self.order: Order = requests.order_of(request)
        self.first = path_from_root(self._first(), self.root)
        self.proofs: dict[str, Proofs] = {}
        self._heads: dict[Path, tuple[float, tuple[str, str]]] = {}
        self._list()

    @property
    def root(self) -> Path:
        """The folder of the publication, outside of which nothing is read."""
        return self.order.publication.root

    def reload(self) -> None:
        """Read settings and articles again; raises ``TriptychError`` where they are wrong."""
        self.order = requests.order_of(replace(self._request, paths=self._paths()))
        self._list()

    def try_out(self, theme: str, paper: str, text_size: str) -> None:
        """Use other values of settings, "" those as set; raises ``TriptychError`` for a wrong one."""
        if text_size and (not text_size.isdecimal() or int(text_size) not in _SIZES):
            raise UsageError("the text size is not one of the sizes")
        if theme and theme not in available_themes(self.root):
            raise UsageError("there is no such theme")
        request = replace(
            self._request, theme=theme, paper=paper, text_size=int(text_size) if text_size else 0
        )
        order = requests.order_of(replace(request, paths=self._paths()))
        self._request, self.order = request, order

    def tried(self) -> dict[str, Any]:
        """Return what can be tried and what is, with the lines of settings that would keep it."""
        request = self._request
        values = {"theme": request.theme, "paper": request.paper}
        size = str(request.text_size or "")
        lines = [f'{name} = "{value}"' for name, value in values.items() if value]
        return {
            "theme": _choices(sorted(available_themes(self.root)), request.theme),
            "paper": _choices(list(kinds.PAPERS), request.paper),
            "text_size": _choices([str(each) for each in _SIZES], size),
            "lines": [*lines, *([f"text_size = {size}"] if size else [])],
        }

    def all_findings(self, proofs: Proofs) -> tuple[Finding, ...]:
        """Return what is found of an article, each with the reason for which it is waived, if any."""
        publication = self.order.publication
        found = [
            each
            for result in proofs.results.values()
            for each in (*result.front, *result.common, *(f for own in result.own for f in own))
        ]
        waivers = Waivers(publication.settings.waivers, publication.root)
        return waivers.apply(dict.fromkeys([*proofs.notes, *found]), is_whole=False)

    def listed(self) -> list[dict[str, Any]]:
        """Return the articles as plain values in their order: what each is, and its state."""
        rows = list[dict[str, Any]]()
        for proofs in list(self.proofs.values()):
            title, kind = self._head(proofs.path)
            title = proofs.title if proofs.shots else title
            state = self._state(proofs)
            rows.append({"name": proofs.name, "title": title, "kind": kind, "state": state})
        return rows

    async def keep(self, proofs: Proofs, revision: int) -> None:
        """Cache the settled editions of a revision, if no other comes for a while."""
        order, results = self.order, dict(proofs.results)
        artifacts = [each.artifact for each in proofs.finals.values() if each.revision == revision]
        await asyncio.sleep(_QUIET)
        if proofs.revision != revision or len(artifacts) < len(proofs.finals):
            return
        with suppress(TriptychError, OSError):  # it is gone, or the disc is full: nothing is lost
            await asyncio.to_thread(self.stored.add, proofs.path, order, results, artifacts)

    def _state(self, proofs: Proofs) -> dict[str, str] | None:
        """Return the state of an article: an error, its findings, or that nothing was found; else None."""
        if proofs.error:
            return {"kind": "error", "words": "error"}
        found: Iterable[Finding] | None = proofs.findings if proofs.shots else None
        if found is None or proofs.is_stale:
            found = self.stored.findings(proofs.path, self.order)
        if found is None:
            return None
        count = len([each for each in found if not each.waived and not _is_note(each)])
        words = f"{count} {'warning' if count == 1 else 'warnings'}"
        return {"kind": "warning", "words": words} if count else {"kind": "good", "words": "good"}

    def _head(self, path: Path) -> tuple[str, str]:
        """Return the title of an article, and ``issue`` or ``draft`` where it is one; else "".

        Both are of its front matter; without one that can be read the title is the name of the file.
        """
        saved = _saved(path)
        if self._heads.get(path, (None, ""))[0] != saved:
            try:
                with findings.collecting():
                    publication, override = self.order.publication, self.order.override
                    read = manuscripts.read(path, publication, override)
                kind = "issue" if read.contents.entries else "draft" if read.is_draft else ""
                head = read.meta.title, kind
            except TriptychError:
                head = stem_of(path), ""
            self._heads[path] = (saved, head)
        return self._heads[path][1]

    def _paths(self) -> tuple[Path, ...]:
        """Return the paths that were asked for and exist; the root where none is left."""
        paths = tuple(path for path in self._request.paths if path.exists())
        return paths or ((self.root,) if self._request.paths else ())

    def _first(self) -> Path:
        """Return the article to open first: the one asked for, else the one that was saved last."""
        return max(self.order.files, key=_saved)

    def _list(self) -> None:
        """Note which articles there are, and forget those that are gone."""
        try:
            files = discover.publication_articles(self.order.publication)
        except TriptychError:
            files = []
        names = {path_from_root(path, self.root): path for path in [*self.order.files, *files]}
        self.proofs = {
            name: self.proofs.get(name) or Proofs(path, name, stem_of(path))
            for name, path in sorted(names.items())
        }


def _choices(values: list[str], value: str) -> dict[str, Any]:
    """Return what a setting may be, and what is tried, as plain values."""
    return {"choices": values, "value": value}


def _is_note(finding: Finding) -> bool:
    """Whether a finding is only a note."""
    return finding.severity.value == "note"


def _saved(path: Path) -> float:
    """Return when a file was saved, 0 where it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
