"""First looks at articles: the editions of an earlier build, shown before anything is pressed."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from triptych.desk.articles import Articles
from triptych.desk.proofs import Proofs

_LONGEST = 3.0
"""Seconds for which a browser has the machine to itself at most while it shows what the cache has."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A first look: whether the cache has been asked by now, and whether a page listens."""

    is_taken: asyncio.Event = field(default_factory=asyncio.Event)
    is_shown: asyncio.Event = field(default_factory=asyncio.Event)


class FirstLooks:
    """The first looks that are under way, by the names of the articles."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._looks: dict[str, _Look] = {}

    def begin(self, proofs: Proofs) -> None:
        """Note that a first look is to be taken: what is asked for meanwhile waits for it."""
        self._looks[proofs.name] = _Look()

    async def take(self, proofs: Proofs) -> bool:
        """Show the editions that the cache has, unless there are newer ones; return whether it has them."""
        order, cache = self._articles.order, self._articles.stored
        try:
            stored = await asyncio.to_thread(cache.artifacts, proofs.path, order)
            for artifact in stored if proofs.revision == 1 else ():
                proofs.show(artifact.format, 1, artifact.data)
                proofs.save(artifact, 1)
                proofs.pages = artifact.pages or proofs.pages
            return bool(stored)
        finally:
            self._looks[proofs.name].is_taken.set()

    async def taken(self, proofs: Proofs) -> None:
        """Wait while the cache is asked for an article."""
        if look := self._looks.get(proofs.name):
            await look.is_taken.wait()

    def listened(self, proofs: Proofs) -> None:
        """Note that a page listens, which it does when it shows what it was sent."""
        if look := self._looks.get(proofs.name):
            look.is_shown.set()

    async def shown(self, proofs: Proofs) -> None:
        """Wait until a page shows what the cache had, or for a while where none does."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                await self._looks[proofs.name].is_shown.wait()

    def end(self, proofs: Proofs) -> None:
        """Note that a first look is over."""
        self._looks.pop(proofs.name, None)
