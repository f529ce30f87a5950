"""What waits to be written as a build saves it, once its pages are known.

The screen process holds only the article that it has dressed last. One that was printed after another was
dressed is pressed again, when nothing is printed any more; at once, two articles would take turns for ever.
"""

from typing import TypeAlias

from triptych.core.page_starts import PageStart
from triptych.desk.proofs import Proofs

Job: TypeAlias = tuple[Proofs, int, tuple[PageStart, ...]]
"""An article, the revision that was printed, and where its pages begin."""


class Settling:
    """The articles that wait, and which one is dressed."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._on_screen: tuple[str, int] = ("", 0)

    def dress(self, name: str, revision: int) -> None:
        """Note which revision of which article is dressed now."""
        self._on_screen = (name, revision)

    def add(self, proofs: Proofs, revision: int, starts: tuple[PageStart, ...]) -> None:
        """Add an article that was printed, instead of an earlier revision."""
        self._jobs[proofs.name] = (proofs, revision, starts)

    def dressed(self) -> Job | None:
        """Take the article that is dressed, if it waits."""
        name, revision = self._on_screen
        job = self._jobs.get(name)
        return self._jobs.pop(name) if job and job[1] == revision else None

    def undressed(self) -> Proofs | None:
        """Take an article that must be pressed again, because it is dressed no longer; None for none."""
        while self._jobs:
            _, (proofs, revision, _) = self._jobs.popitem()
            if proofs.revision == revision:
                return proofs
        return None
