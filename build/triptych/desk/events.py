"""What the desk sends to the pages that show it, as server-sent events (HTML, 9.2)."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

MOST = 64
"""The most pages that are served at once: a browser that opens more gets an error that says so."""

MOST_OF_ONE = 4
"""The most pages of one browser that listen: it has six connections, and needs some for answers."""

_RETRY = 1000
"""Milliseconds after which a browser asks again when the server was away."""

_BEAT = 15.0
"""Seconds after which a page that was sent nothing is sent a comment, so that a dead one is noticed."""


class Events:
    """The pages that listen. Each has the latest of each kind of event that it has not been sent."""

    def __init__(self) -> None:
        self._pages: list[_Page] = []

    def is_full(self) -> bool:
        """Whether no further page may listen."""
        return len(self._pages) >= MOST

    def send(self, kind: str, value: Any, article: str = "") -> None:
        """Send an event to the pages that show an article, or to all."""
        for page in self._pages:
            if not article or page.article == article:
                page.add(kind, value)

    def open_articles(self) -> set[str]:
        """Return the articles that some page shows."""
        return {page.article for page in self._pages}

    async def stream(
        self, article: str, first: dict[str, Any], browser: str = ""
    ) -> AsyncGenerator[str, None]:
        """Yield the events of a page as text, beginning with what it should know at ``first``.

        Of too many pages of a ``browser``, a name, the one that has listened longest is paused.
        """
        page = _Page(article, browser)
        self._pages.append(page)
        try:
            self._pause(browser)
            for kind, value in first.items():
                page.add(kind, value)
            yield f"retry: {_RETRY}\n\n{await page.next()}"
            while not page.is_over:
                yield await page.next()
        finally:
            self._pages.remove(page)

    def _pause(self, browser: str) -> None:
        """Pause the pages of a browser that are too many, the oldest first."""
        own = [each for each in self._pages if each.browser == browser and not each.is_paused]
        for page in own[:-MOST_OF_ONE] if browser else ():
            page.add("paused", value=True)
            page.is_paused = True


class _Page:
    """A page that listens, and the events that wait for it, by kind: a later one replaces an earlier.

    One that ``is_paused`` is sent what waits, and then ``is_over``.
    """

    def __init__(self, article: str, browser: str) -> None:
        self.article, self.browser = article, browser
        self.is_paused = self.is_over = False
        self._waiting: dict[str, Any] = {}
        self._is_waiting = asyncio.Event()

    def add(self, kind: str, value: Any) -> None:
        """Add an event; what comes later replaces it."""
        self._waiting[kind] = value
        self._is_waiting.set()

    async def next(self) -> str:
        """Return the next events as text, or a comment when there is none for a while."""
        try:
            async with asyncio.timeout(_BEAT):
                await self._is_waiting.wait()
        except TimeoutError:
            return ": still here\n\n"
        self._is_waiting.clear()
        waiting, self._waiting = self._waiting, {}
        self.is_over = self.is_paused
        return "".join(
            f"event: {kind}\ndata: {json.dumps(value)}\n\n" for kind, value in waiting.items()
        )
