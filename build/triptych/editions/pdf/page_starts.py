"""Where each page begins in the text: the element of its first letter or picture, and how far in.

The boxes of all pages are walked in order. For each element the letters that were set are counted, so that
the first box of a page tells what of its element is on earlier pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

from triptych.body.numbers import NUMBER
from triptych.core.page_starts import PageStart
from triptych.editions.pdf.page_text import Place, Reading, Spot

_REPEATED = ("thead", "tfoot")
_ROWS = ("table", "tr")
_NOWHERE: Place = (-1, -1)


def take_numbers(page: Element) -> dict[Element, str]:
    """Remove the numbers of elements, so that no style sheet sees them, and return them."""
    return {e: e.attrib.pop(NUMBER) for e in page.iter() if NUMBER in e.attrib}


def find_starts(
    pages: list[tuple[str, Any]], page: Element, numbers: Mapping[Element, str], boxes: ModuleType
) -> tuple[PageStart, ...]:
    """Return where each page begins in the text, without those that have nothing of it.

    ``pages`` are the labels and the boxes of the laid-out pages, ``page`` is the tree that they were made
    from, and ``numbers`` are those of its elements. The places are in the order of the text: a page that
    begins in what was moved behind the text after it may have none.
    """
    walker = _Walker(page, numbers, boxes)
    options = [walker.walk(sheet, count) for count, (_, sheet) in enumerate(pages)]
    chosen = _ascending(options)
    return tuple(
        walker.reading.start_at(spot, label)
        for (label, _), spot in zip(pages, chosen, strict=True)
        if spot
    )


@dataclass(frozen=True, slots=True)
class _Option:
    """A place at which a page may be said to begin, and how well it fits."""

    spot: Spot
    weight: float


_FIRST, _PICTURE, _GOES_ON, _IN_ROW, _NEW, _MOVED, _STEP = 1.0, 0.995, 0.99, 0.985, 0.98, 0.97, 1e-6
"""The weights of what a page begins with, text or picture, of where it goes on with text, of the first of a
cell in a table that goes on, less a step for each cell, of its first new text, and of what begins here
although an earlier page has text from behind it."""


def _ascending(options: list[list[_Option]]) -> list[Spot | None]:
    """Return one place for each page, or none, so that the places ascend and most pages have a good one."""
    chosen: list[Spot | None] = [page[0].spot if page else None for page in options]
    places = [spot.place for spot in chosen if spot]
    if places == sorted(set(places)):
        return chosen
    best: list[tuple[float, int, _Option, int]] = []  # total weight, page, option, the one before
    for number, page in enumerate(options):
        known = list(best)
        for option in page:
            fitting = [
                (row[0], at)
                for at, row in enumerate(known)
                if row[2].spot.place < option.spot.place
            ]
            total, before = max(fitting, default=(0.0, -1))
            best.append((total + option.weight, number, option, before))
    at = max(range(len(best)), key=lambda each: best[each][0], default=-1)
    chosen = [None] * len(options)
    while at >= 0:
        _, number, option, at = best[at]
        chosen[number] = option.spot
    return chosen


class _Walker:
    """Walks pages in order."""

    def __init__(self, page: Element, numbers: Mapping[Element, str], boxes: ModuleType) -> None:
        self.reading = Reading(page, numbers)
        self._boxes = boxes
        self._heads: dict[Element, int] = {}
        self._begun: set[Element] = set()
        self._bodies: set[Element] = set()
        self._end = _NOWHERE

    def walk(self, sheet: Any, count: int) -> list[_Option]:
        """Return the places at which a page may be said to begin, the best first.

        That is the first thing on it, so that nothing of a page is before its mark. A picture or a table
        may have been moved here, ahead of text that an earlier page has; the text goes on below it, or
        has come to its end above it. A page may have more of each cell of a row than the page before.
        """
        options: dict[float, Spot] = {}
        end = self._end
        here: set[Element] = set()
        cells: list[Element] = []
        for box in self._pieces(sheet):
            spot = self.reading.take(box, is_picture=isinstance(box, self._boxes.ReplacedBox))
            if spot is None or self._is_repeated(spot, count):
                continue
            if _NEW not in options:
                if not options:
                    options[_PICTURE if spot.is_picture else _FIRST] = spot
                is_new = spot.place > end
                if _GOES_ON not in options and (is_new or self._goes_on(spot)):
                    options[_GOES_ON] = spot
                if is_new:
                    options[_NEW] = spot
            is_in_row = not cells or self.reading.around(cells[-1], ("tr",)) in self._begun
            table = self.reading.around(spot.element, ("table",))
            if is_in_row and table in self._begun and spot.owner not in cells:
                cells.append(spot.owner)
                options[_IN_ROW - len(cells) * _STEP] = spot
            if _MOVED not in options and spot.place < end and not self._goes_on(spot):
                options[_MOVED] = spot
            here.update((spot.element, *self.reading.all_around(spot.element, _ROWS)))
            self._end = max(self._end, spot.place)
        self._begun |= here
        self._bodies.update(self._tables_of_rows(here))
        different: dict[Spot, float] = {}
        for weight in sorted(options, reverse=True):
            different.setdefault(options[weight], weight)
        return [_Option(spot, weight) for spot, weight in different.items()]

    def _goes_on(self, spot: Spot) -> bool:
        """Whether an earlier page has begun the element of a spot, or the table or row around it."""
        own = (spot.element, *self.reading.all_around(spot.element, _ROWS))
        return not self._begun.isdisjoint(own)

    def _tables_of_rows(self, elements: set[Element]) -> Iterator[Element]:
        """Yield the tables of the rows among elements that are in no head or foot."""
        for element in elements:
            if element.tag == "tr" and self.reading.around(element, _REPEATED) is None:
                table = self.reading.around(element, ("table",))
                if table is not None:
                    yield table

    def _pieces(self, sheet: Any) -> Iterator[Any]:
        """Yield the texts and pictures of a page in order, without margins, notes and what CSS adds."""
        boxes, todo = self._boxes, [sheet]
        while todo:
            box = todo.pop()
            box = getattr(box, "_box", box)
            tag = box.element_tag
            if tag and "::" in tag and not tag.endswith("::first-letter"):
                continue
            if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
                yield box
            elif not isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
                todo += getattr(box, "children", ())[::-1]

    def _is_repeated(self, spot: Spot, count: int) -> bool:
        """Whether a spot is in the head or foot of a table that an earlier page has, or has left out.

        A page that has no room for a row below the head of its table is without it. A head may also be
        divided, and go on.
        """
        group = self.reading.around(spot.element, _REPEATED)
        if group is None:
            return False
        if self.reading.around(group, ("table",)) in self._bodies:
            return True
        is_first = self._heads.setdefault(group, count) == count
        return not is_first and (spot.is_picture or spot.is_again)
