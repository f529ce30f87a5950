"""A long note begins at the foot of its reference's page and continues at the foot of the next.

WeasyPrint sets a note completely or not at all. With this patch the layout of a note that does not fit is
broken by WeasyPrint's own rules, between lines as between pages, and the rest waits for the next page.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

LONG = 0.12
"""A note shorter than this share of a page's height is never split."""

FIRST = 0.55
"""The share of a page's height that the foot may take where it continues a note and text follows above."""

_LEAST = 46.0
"""Room for three lines of a note, in CSS pixels: with less it begins on the next page."""

_MARGIN = 44.0
"""Room for two more lines of text below the one that refers to the note, in CSS pixels."""


class Part:
    """A part of a note: where it begins, how high it may be, and where the rest begins.

    Places are WeasyPrint's: nested indices of boxes, ``None`` for the beginning or the end.
    """

    def __init__(self, begins: Any = None) -> None:
        self.begins = begins
        self.height: float | None = None
        self.rest: Any = None


def _patch(weasyprint: ModuleType) -> None:
    """Replace methods of ``LayoutContext``, ``make_page``, and ``block_level_layout`` for notes."""
    _limit_parts(weasyprint.layout.block)
    context: Any = vars(weasyprint.layout)["LayoutContext"]
    _record_lines(context)
    _split_notes(context)
    _reset_parts(context)
    _continue_rests(weasyprint.layout.page)


def _limit_parts(block: ModuleType) -> None:
    """Lay out only the part of a note that has one: from where it begins, no higher than it may be."""
    layout = vars(block)["block_level_layout"]

    def block_level_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *more: Any, **options: Any
    ) -> Any:
        part = vars(box).get("triptych_part")
        if part is None:
            return layout(context, box, bottom_space, skip_stack, *more, **options)
        space = bottom_space
        if part.height is not None:
            space = context.page_bottom - (box.position_y + part.height)
        box, part.rest, *others = layout(context, box, space, part.begins, *more, **options)
        return (box, None, *others)

    vars(block)["block_level_layout"] = block_level_layout


def _record_lines(context: Any) -> None:
    """Record how low the last line of text is, and how low it may be."""
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


def _split_notes(context: Any) -> None:
    """Split a note that does not fit; until the page is full, no other note may follow it there."""
    layout = context.layout_footnote

    def layout_footnote(self: Any, footnote: Any) -> Any:
        part = vars(footnote).get("triptych_part")
        begins = None if part is None else part.begins
        footnote.triptych_part = None if begins is None else Part(begins)
        line, before = self.triptych_line, _height(self.current_footnote_area)
        overflow = layout(self, footnote)
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
    """Return the height of the area of notes in CSS pixels; it has none before the first note."""
    return 0.0 if area.height == "auto" else float(area.height)


def _excess(context: Any, line: tuple[float, float] | None) -> float:
    """Return by how many CSS pixels the notes of the page are too high, with the last among them.

    ``line`` is the line that refers to it; None where a note continues from the page before.
    """
    area = context.current_footnote_area
    if line is not None:
        bottom_space, lowest = line
        excess = lowest - (context.page_bottom - bottom_space)
        return excess + _MARGIN if excess > 0 else 0.0
    share = 1.0 if context.triptych_blank else FIRST
    return float(area.margin_height() - share * area.page.height)


def _reset_parts(context: Any) -> None:
    """Make a note complete again that is taken off its page with the line that refers to it."""

    def resetting(change: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        def changed(self: Any, footnote: Any) -> None:
            change(self, footnote)
            if footnote in self.footnotes or footnote in self.reported_footnotes:
                part = vars(footnote).get("triptych_part")
                footnote.triptych_part = part and Part(part.begins)
                rests = self.triptych_rests
                self.triptych_rests = [each for each in rests if each[0] is not footnote]

        return changed

    context.unlayout_footnote = resetting(context.unlayout_footnote)
    context.report_footnote = resetting(context.report_footnote)
    context.triptych_rests, context.triptych_line, context.triptych_blank = [], None, False


def _continue_rests(page: ModuleType) -> None:
    """Begin the notes of the next page with the rest of the last page's."""
    make = vars(page)["make_page"]

    def make_page(context: Any, root_box: Any, page_type: Any, *more: Any) -> Any:
        context.triptych_rests, context.triptych_line = [], None
        context.triptych_blank = page_type.blank
        made = make(context, root_box, page_type, *more)
        context.reported_footnotes[:0] = [rest for _, rest in context.triptych_rests]
        context.triptych_rests = []
        return made

    vars(page)["make_page"] = make_page


PATCH = Patch(
    name="footnote_parts",
    upstream="Never breaks a note: one that does not fit goes to the next page as a whole",
    issue="https://github.com/Kozea/WeasyPrint/issues/1833",
    reason="CSS Fragmentation 3, 4: a box that does not fit is broken between lines",
    test="editions/test_notes.py::test_a_long_note_goes_on_at_the_foot_of_the_next_page",
    targets=(
        "weasyprint.layout.block:block_level_layout",
        "weasyprint.layout:LayoutContext.overflows_page",
        "weasyprint.layout:LayoutContext._update_footnote_area",
        "weasyprint.layout:LayoutContext.layout_footnote",
        "weasyprint.layout:LayoutContext.unlayout_footnote",
        "weasyprint.layout:LayoutContext.report_footnote",
        "weasyprint.layout.page:make_page",
    ),
    apply=_patch,
)
