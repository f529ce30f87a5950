"""How the last page of a part of the text gets its lines: what room the pages before it give up.

Or how there is none, because they take what is on it.
"""

from collections.abc import Sequence
from math import ceil

ROUNDS = 5
"""How often the pages before the last are laid out again for the sake of its lines."""

EVENED = 3
"""How many pages share what the last page takes."""

_EVENINGS = 2
"""How often they give up more, because the last page has too few lines then."""

_LEAST = 2
"""How many lines a page takes at least: as many as there must be of a paragraph."""

_HOLE = 4.6
"""From how many empty lines on a page alone does not give up what the last one takes."""


class Ending:
    """The room that pages give up, in CSS pixels, by their numbers within a part of the text.

    Where little is on the last page, the pages before it take that, with less space between their blocks:
    a room below 0. Else the page before the last gives up as many lines as the last one lacks. What belongs
    to them leaves more empty, such as the box of the author, which had no room there either: then a few
    pages share that.
    Both are taken back where they are of no use.
    """

    def __init__(self, last: int) -> None:
        self.rooms: dict[int, float] = {}
        self._last, self._rounds = last, 0
        self._kept: dict[int, float] = {}
        self._hole = 0.0
        self._is_done = self._is_asked = self._is_joined = False

    def is_of(self, last: int) -> bool:
        """Whether this is about page ``last``: another is the end of a part once this one is done."""
        return last <= self._last or not self._is_done or bool(self.rooms)

    def joins(self, last: int, lack: float, line: float, spares: Sequence[float]) -> bool:
        """Whether pages are laid out again so that those before the last take what is on it.

        It lacks a height there. That is tried once, and taken back where ``last`` is the last page still.
        Their spaces can give up the ``spares``, the nearest page first; those of the other pages are of use
        in whole lines alone, two of a paragraph at least. All are in CSS pixels.
        """
        if self._is_joined:
            self._is_joined, self._is_done = False, last < self._last
            return not self._is_done and self._set({})
        if self._is_asked or self.rooms or not spares:
            return False
        self._is_asked = True
        rooms: dict[int, float] = {}
        for number, spare in enumerate(spares[:2]):
            given = min(lack, spare)
            if number:
                given = min(max(ceil(lack / line), _LEAST), spare // line) * line
            if given > 0 and lack > 0:
                rooms[self._last - 1 - number] = -given
                lack -= given
        self._is_joined = lack <= 0 and self._set(rooms)
        return self._is_joined

    def goes_on(self, last: int, missing: int, line: float, holes: Sequence[float]) -> bool:
        """Whether the pages are laid out again with other rooms, when ``last`` was.

        It has too few lines by ``missing``, each as high as ``line``, and the pages before it are empty at
        their ends by ``holes``, the nearest first.
        """
        if self._is_done:
            return False
        hole = max(holes, default=0.0)
        is_lost = last != self._last or (missing > 0 and self._rounds == ROUNDS)
        if is_lost or (self._hole and not missing and hole > self._hole - line):
            self._is_done = True
            return self._set(self._kept)
        if self._hole:
            self._is_done = not missing
            more = missing * line / len(holes) if missing else 0.0
            return self._share(more) if more else False
        if missing:
            self._rounds += 1
            room = self.rooms.get(last - 1, 0.0) + missing * line
            return self._set({last - 1: room})
        if self.rooms and hole > _HOLE * line and len(holes) > 1:
            self._hole, self._kept, self._rounds = hole, self.rooms, ROUNDS - _EVENINGS
            share = hole / len(holes)
            return self._set({last - 1 - number: share for number in range(len(holes))})
        self._is_done = True
        return False

    def _share(self, more: float) -> bool:
        """Have each page give up so much more."""
        self._rounds += 1
        return self._set({number: room + more for number, room in self.rooms.items()})

    def _set(self, rooms: dict[int, float]) -> bool:
        """Set the rooms, and return whether that changes anything."""
        is_other = rooms != self.rooms
        self.rooms = rooms
        return is_other
