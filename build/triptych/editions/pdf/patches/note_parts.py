"""A long note begins at the foot of its reference's page and goes on at the foot of the next.

WeasyPrint sets a note whole or not at all. Here the layout of a note that finds no room is broken by
WeasyPrint's own rules, between lines as between pages, and what is left waits for the next page.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

LONG = 0.12
"""A note shorter than so much of a page's height is never parted."""

FIRST = 0.55
"""How much of a page's height the foot may take where it goes on with a note and text follows above."""

_LEAST = 46.0
"""Room for three lines of a note, in CSS pixels: with less it begins on the next page."""

_SPARE = 44.0
"""Room for two more lines of text below the one that refers to the note, in CSS pixels."""


class Part:
    """A part of a note: where it begins, how high it may be, and where the rest begins.

    Places are WeasyPrint's: nested indices of boxes, ``None`` for the beginning or the end.
    """

    def __init__(self, begins: Any = None) -> None:
        self.begins = begins
        self.height: float | None = None
        self.rest: Any = None


def patch_long_notes(layout: ModuleType, block: ModuleType, page: ModuleType) -> None:
    """Mend the context that WeasyPrint lays pages out in, and what it lays notes out by."""
    _lay_parts(block)
    context: Any = vars(layout)["LayoutContext"]
    _watch_lines(context)
    _part_notes(context)
    _forget_rests(context)
    _hand_rests_on(page)


def _lay_parts(block: ModuleType) -> None:
    """Let a note that has a part to show be laid out from there, and no further than its height."""
    lay = vars(block)["block_level_layout"]

    def block_level_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *more: Any, **options: Any
    ) -> Any:
        part = vars(box).get("triptych_part")
        if part is None:
            return lay(context, box, bottom_space, skip_stack, *more, **options)
        space = bottom_space
        if part.height is not None:
            space = context.page_bottom - (box.position_y + part.height)
        laid, part.rest, *others = lay(context, box, space, part.begins, *more, **options)
        return (laid, None, *others)

    vars(block)["block_level_layout"] = block_level_layout


def _watch_lines(context: Any) -> None:
    """Remember how low the last line of text came, and how low it may come."""
    overflows, update = context.overflows_page, context._update_footnote_area  # noqa: SLF001  no public name

    def overflows_page(self: Any, bottom_space: float, position_y: float) -> Any:
        if not getattr(self, "triptych_in_area", False):
            self.triptych_line = (bottom_space, position_y)
        return overflows(self, bottom_space, position_y)

    def update_area(self: Any) -> Any:
        self.triptych_in_area = True
        overflow = update(self)
        self.triptych_in_area = False
        return overflow

    context.overflows_page = overflows_page
    context._update_footnote_area = update_area  # noqa: SLF001  the one way to lay the area out again


def _part_notes(context: Any) -> None:
    """Part a note that finds no room; until the page is full, no other note may follow it there."""
    lay = context.layout_footnote

    def layout_footnote(self: Any, footnote: Any) -> Any:
        part = vars(footnote).get("triptych_part")
        begins = None if part is None else part.begins
        footnote.triptych_part = None if begins is None else Part(begins)
        line, before = self.triptych_line, _height(self.current_footnote_area)
        overflow = lay(self, footnote)
        if self.triptych_rests or self.in_column:
            return overflow or bool(self.triptych_rests)
        height = _height(self.current_footnote_area) - before
        room = height - _excess(self, line)
        is_long = begins is not None or height > LONG * self.current_footnote_area.page.height
        if room >= height or not is_long or room < _LEAST:
            return overflow
        footnote.triptych_part = Part(begins)
        footnote.triptych_part.height = room
        overflow = self._update_footnote_area()
        rest = footnote.copy()
        rest.triptych_part = Part(footnote.triptych_part.rest)
        if rest.triptych_part.begins is not None:
            self.triptych_rests = [(footnote, rest)]
        return overflow

    context.layout_footnote = layout_footnote


def _height(area: Any) -> float:
    """Give the height of the area of notes, which has none before the first."""
    return 0.0 if area.height == "auto" else float(area.height)


def _excess(context: Any, line: tuple[float, float] | None) -> float:
    """Give by how many CSS pixels the notes of the page are too high, now that the last is among them.

    ``line`` is the line that refers to it; None where a note goes on from the page before.
    """
    area = context.current_footnote_area
    if line is not None:
        bottom_space, lowest = line
        excess = lowest - (context.page_bottom - bottom_space)
        return excess + _SPARE if excess > 0 else 0.0
    share = 1.0 if context.triptych_blank else FIRST
    return float(area.margin_height() - share * area.page.height)


def _forget_rests(context: Any) -> None:
    """Let a note that is taken off its page, with the line that refers to it, be whole again."""

    def mended(change: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        def changed(self: Any, footnote: Any) -> None:
            change(self, footnote)
            if footnote in self.footnotes or footnote in self.reported_footnotes:
                part = vars(footnote).get("triptych_part")
                footnote.triptych_part = part and Part(part.begins)
                rests = self.triptych_rests
                self.triptych_rests = [each for each in rests if each[0] is not footnote]

        return changed

    context.unlayout_footnote = mended(context.unlayout_footnote)
    context.report_footnote = mended(context.report_footnote)
    context.triptych_rests, context.triptych_line, context.triptych_blank = [], None, False


def _hand_rests_on(page: ModuleType) -> None:
    """Let the next page begin its notes with what is left of the last page's."""
    make = vars(page)["make_page"]

    def make_page(context: Any, root_box: Any, page_type: Any, *more: Any) -> Any:
        context.triptych_rests, context.triptych_line = [], None
        context.triptych_blank = page_type.blank
        made = make(context, root_box, page_type, *more)
        context.reported_footnotes[:0] = [rest for _, rest in context.triptych_rests]
        context.triptych_rests = []
        return made

    vars(page)["make_page"] = make_page
