"""Whatever is edited while a build watches, its editions are those of a build from nothing."""

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from cache_edits import EDITS, lay
from commandline import editions
from triptych.core.model import Override
from triptych.desk.rebuilding import Rebuilder
from triptych.desk.watching import changes
from triptych.press import publishing
from triptych.press.orders import Means, Order
from triptych.sources import discover

SECONDS = 20
QUIET = 0.7
UNWATCHED = {"edition"}
"""The edit of an edition, which is no source."""


class _Desk:
    """A publication that is watched and built again."""

    def __init__(self, top: Path) -> None:
        self.root, self._top = top / "publication", top
        self.root.mkdir()
        lay(self.root)
        self._means = Means(top / "cache", 10**9)
        self._rebuilder = Rebuilder(self._order("out"), lambda: self._order("out"), self._means)
        self._stop, self._found = threading.Event(), Queue[frozenset[Path]]()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        assert self._found.get(timeout=SECONDS) == set()
        self._rebuilder.note(list(publishing.publish(self._rebuilder.order, self._means)))

    def edit(self, name: str, number: int) -> set[str]:
        """Make an edit, and return the articles that were pressed for it."""
        edit, _ = EDITS[name]
        edit(self.root, number)
        pressed: set[str] = set()
        for changed in self._changes():
            found = self._rebuilder.rebuild(changed)
            made = [outcome for outcome in found.outcomes if outcome.editions] if found else []
            pressed |= {o.editions[0][0].name.partition(".")[0] for o in made if o.is_new}
        return pressed

    def agrees(self) -> bool:
        """Whether the editions of every article are those of another build."""
        out = "fresh"
        order = self._order(out)
        made = list(publishing.publish(order, Means(self._top / "other", 10**9)))
        names = {path.relative_to(order.out) for o in made for _, path in o.editions}
        ours, theirs = (editions(self._top / each) for each in ("out", out))
        return all(ours[str(name)] == theirs[str(name)] for name in names)

    def close(self) -> None:
        """End the watching."""
        self._stop.set()
        self._thread.join(SECONDS)

    def _order(self, out: str) -> Order:
        """Return the order for all articles there are."""
        publication, files = discover.locate((self.root,), self.root)
        override = Override()
        return Order(publication, tuple(files), ("html",), self._top / out, override, is_whole=True)

    def _watch(self) -> None:
        """Watch until the end."""
        for found in changes(self._rebuilder.watched, self._stop):
            self._found.put(found)

    def _changes(self) -> Iterator[frozenset[Path]]:
        """Yield changes until there are none for a moment."""
        while True:
            try:
                yield self._found.get(timeout=QUIET)
            except Empty:
                return


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    """Watch a publication whose articles depend on different things."""
    made = _Desk(tmp_path)
    yield made
    made.close()


@pytest.mark.sweep
def test_editions_follow_every_edit(desk: _Desk) -> None:
    """Of all that the law of the cache knows, twice, and only what an edit concerns is pressed."""
    for number, name in enumerate(2 * [name for name in EDITS if name not in UNWATCHED], 1):
        pressed = desk.edit(name, number)
        is_lost = not (desk.root / "content" / "pictured" / "a.png").exists()
        looking = {"pictured"} if is_lost else set()  # any new file may be the one that was meant
        assert pressed <= EDITS[name][1] | looking, (name, pressed)
        assert desk.agrees(), name
