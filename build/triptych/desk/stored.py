"""What the cache of earlier builds has of an article, and what the desk adds to it.

The first look at an article comes from there, before anything is pressed; what is settled goes there.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from triptych.core.errors import Finding, TriptychError
from triptych.core.model import Artifact
from triptych.press import placing
from triptych.press.cache.memory import Known, Memory
from triptych.press.cache.store import Store
from triptych.press.orders import FORMATS, Means, Order, Result
from triptych.sources import discover


class Stored:
    """The cache, or none."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def is_empty(self) -> bool:
        """Whether there is no cache, or nothing in it."""
        folder = self._means.cache
        return folder is None or not folder.is_dir()

    def artifacts(self, path: Path, order: Order) -> tuple[Artifact, ...]:
        """Return the editions of an article that are cached, none where one is missing."""
        memory = self._memory(order)
        try:
            variant = self._known(path, order, memory).variant
        except TriptychError:
            return ()
        made = []
        for name in FORMATS if variant else ():
            edition, _ = variant.editions.get(name, (None, ())) if variant else (None, ())
            data = memory.bytes_of(edition) if edition else None
            if edition is None or data is None:
                return ()
            made.append(Artifact(name, edition.name, data, edition.pages))
        return tuple(made)

    def findings(self, path: Path, order: Order) -> list[Finding] | None:
        """Return the findings of an article whose editions are cached; None where they are not."""
        variant = self._memory(order).recall(path, discover.display_path(path)).variant
        return variant.all_findings() if variant else None

    def add(
        self, path: Path, order: Order, results: Mapping[str, Result], artifacts: list[Artifact]
    ) -> None:
        """Add settled editions; ``results`` are those of the processes for screen and paper."""
        memory = self._memory(order)
        known = self._known(path, order, memory)
        if not known.entry:
            known = replace(known, entry=placing.read_entry(known, order))
        screen, paper = results["screen"], results["paper"]
        own = dict(zip(("html", "epub"), screen.own, strict=True)) | {"pdf": paper.own[0]}
        result = Result(
            tuple(artifacts),
            screen.front,
            screen.common,
            tuple(own[artifact.format] for artifact in artifacts),
            dependencies={**screen.dependencies, **paper.dependencies},
        )
        if known.entry:
            memory.remember(known, known.entry, result)
        memory.close()

    def _memory(self, order: Order) -> Memory:
        """Return the cached results of an order."""
        means = self._means
        return Memory(order, Store(means.cache, means.limit) if means.cache else None)

    def _known(self, path: Path, order: Order, memory: Memory) -> Known:
        """Return what is known of an article, under the folder of its editions."""
        known = memory.recall(path, discover.display_path(path))
        entry = known.entry or placing.read_entry(known, order)
        folder = placing.output_folders({path: entry}, order, memory)[path]
        return known if folder == entry.slug else memory.recall(path, known.place, folder)
