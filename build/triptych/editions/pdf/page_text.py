"""The text of a page's tree, as the typesetter's boxes use it and as the numbers of elements count it."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from triptych.body.numbers import INLINE, SKIPPED_DOT
from triptych.core.characters import counted, position_of
from triptych.core.page_starts import PageStart
from triptych.editions.pdf.word_parts import GAP, end_of_word, is_divided

Place: TypeAlias = tuple[int, int]
"""A place in the text of a tree: the index of an element or of a run of text, and of a character in it."""

_SAMPLE = 12
"""The most characters of a box by which its place is looked for where it is not the next one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box begins: its element, which is ``owner`` or in it, and its place.

    ``place`` is the index of its run of text and the number of characters before it there, or of its
    picture and 0. ``is_again`` is text all of which an earlier box had: that of a repeated head.
    """

    element: Element
    owner: Element
    place: Place
    is_picture: bool
    is_again: bool = False


class _Own:
    """The text that is an element's own, without what its children have: runs, and what was used of it."""

    __slots__ = ("_folded", "indices", "lengths", "used", "whole")

    def __init__(self, runs: list[tuple[int, str]]) -> None:
        plain = [counted(text) for _, text in runs]
        self.indices = [index for index, _ in runs]
        self.lengths = [0, *accumulate(map(len, plain))]
        self.whole = "".join(plain)
        self.used = 0
        self._folded: tuple[str, list[int]] | None = None

    def use(self, text: str) -> int:
        """Use the characters of a box, and return where they begin in the whole.

        The last may be a hyphen that the typesetter added; letters may be in another case.
        """
        at = self.used
        if self.whole.startswith(text, at):
            self.used = at + len(text)
        elif self.whole.startswith(text[:-1], at):
            self.used = at + len(text) - 1
        else:
            at = self._use_folded(text)
        return at

    def _use_folded(self, text: str) -> int:
        """Use characters that are not the next ones letter by letter."""
        if self._folded is None:
            parts = [fold(character) for character in self.whole]
            places = [place for place, part in enumerate(parts) for _ in part]
            self._folded = ("".join(parts), places)
        folded, places = self._folded
        wanted = "".join(map(fold, text))
        first = bisect_left(places, self.used)
        for sample in (wanted, wanted[:-1], wanted[:_SAMPLE], wanted[: _SAMPLE // 2]):
            found = folded.find(sample, first) if sample else -1
            if found >= 0:
                begin = places[found]
                last = found
                for character in wanted:
                    last += folded[last : last + 1] == character
                self.used = places[last - 1] + 1
                return begin
        return self.used

    def run_at(self, at: int) -> tuple[int, int]:
        """Return the index of the run that a character is in, and its place there."""
        number = min(bisect_right(self.lengths, at) - 1, len(self.indices) - 1)
        return self.indices[number], at - self.lengths[number]


def fold(character: str) -> str:
    """Return a character as it is in any case and width: ``ß`` as ``ss``."""
    return counted(unicodedata.normalize("NFKC", character).casefold())


class Reading:
    """The text of a tree, with how much of it each element's boxes have used."""

    def __init__(self, page: Element, numbers: Mapping[Element, str]) -> None:
        self._numbers = numbers
        self._parents = {child: parent for parent in page.iter() for child in parent}
        self._index: dict[Element, int] = {}
        self._runs: dict[Element, list[tuple[int, str]]] = {}
        self._texts: dict[int, str] = {}
        self._owns: dict[Element, _Own] = {}
        self._count_runs(page)

    def _count_runs(self, page: Element) -> None:
        """Count all elements and runs of text in order."""
        todo: list[tuple[Element, str | None]] = [(page, None)]
        count = 0
        while todo:
            element, tail = todo.pop()
            count += 1
            if tail is not None:
                self._add(element, count, tail)
                continue
            self._index[element] = count
            count += 1
            self._add(element, count, element.text or "")
            for child in reversed(element):
                todo.append((element, child.tail or ""))
                todo.append((child, None))

    def _add(self, element: Element, index: int, text: str) -> None:
        """Add a run of text to those of its element."""
        self._runs.setdefault(element, []).append((index, text))
        self._texts[index] = text

    def take(self, box: Any, *, is_picture: bool) -> Spot | None:
        """Return where a box begins, and use its text; None for what is no part of the body."""
        element = box.element
        if element is None or element not in self._index:
            return None
        text = "" if is_picture else counted(box.text)
        if not is_picture and not text:
            return None
        owner = self.around(element, self._numbers)
        if owner is None or self._numbers[owner] in ("", SKIPPED_DOT):
            return None
        if is_picture:
            return Spot(element, owner, (self._index[element], 0), is_picture=True)
        own = self._owns.get(element)
        if own is None:
            own = self._owns[element] = _Own(self._runs[element])
        before = own.used
        place = own.run_at(own.use(text))
        return Spot(element, owner, place, is_picture=False, is_again=own.used == before)

    def around(self, element: Element | None, wanted: Any) -> Element | None:
        """Return the nearest of an element and those around it that is wanted, itself or by its tag."""
        while element is not None and element not in wanted and element.tag not in wanted:
            element = self._parents.get(element)
        return element

    def all_around(self, element: Element, wanted: Any) -> Iterator[Element]:
        """Yield all elements around one that are wanted by their tags, from the inside out."""
        outer = self.around(element, wanted)
        while outer is not None:
            yield outer
            outer = self.around(self._parents.get(outer), wanted)

    def start_at(self, spot: Spot, label: str) -> PageStart:
        """Return the start of a page at a spot; behind a word that was begun on an earlier page."""
        number = self._numbers[spot.owner]
        if spot.element is spot.owner and spot.is_picture:
            return PageStart(label, number, 0)
        before, after = self._parted(spot)
        if not spot.is_picture and is_divided(before, after):
            offset = len(counted(before + end_of_word(after)))
            return PageStart(label, number, offset, is_behind=True)
        return PageStart(label, number, len(counted(before)))

    def _parted(self, spot: Spot) -> tuple[str, str]:
        """Return the text of a numbered element before and behind a spot in it."""
        before, after = [], []
        is_before = True
        for index, text in self._flow(spot.owner):
            if is_before and index == spot.place[0]:
                left = 0 if spot.is_picture else position_of(self._texts[index], spot.place[1])
                before.append(text[:left])
                after.append(text[left:])
                is_before = False
            else:
                (before if is_before else after).append(text)
        return "".join(before), "".join(after)

    def _flow(self, owner: Element) -> Iterator[tuple[int, str]]:
        """Yield the runs of text that belong to a numbered element, with gaps for what does not.

        A block without a number was added for the PDF, such as what refers to a long note at the foot.
        """
        runs = iter(self._runs[owner])
        yield next(runs)
        for child in owner:
            yield self._index[child], _SOFT.get(child.tag, "")
            number = self._numbers.get(child)
            if number is None and child.tag in INLINE:
                yield from self._flow(child)
            elif number != "":
                yield -1, GAP
            index, tail = next(runs)
            yield index, _without_dot(tail) if number == SKIPPED_DOT else tail


_SOFT = {"br": GAP, "wbr": "\u200b"}
"""Elements that stand for a character in a text."""


def _without_dot(text: str) -> str:
    """Return a text with its first counted character replaced by one that does not count."""
    first = position_of(text, 0)
    return f"{text[:first]}\u200b{text[first + 1 :]}"
