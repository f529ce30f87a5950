"""A run of text, shaped once: how wide each character is, and layouts of its parts without Pango."""

from array import array
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from triptych.editions.pdf.paragraphs.library import Library, UnfitError

_TRANSIENT = ("layout", "language", "style", "text")
"""What a layout has only while Pango holds it, and its text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped run.

    ``edges`` has the distance of each character's beginning from the run's, and last the width of all, in
    CSS pixels; so have ``height`` and ``baseline``. Parts of a run that ``is_plain`` are as high as it is;
    those of one in several faces, or with letters set apart, are shaped again.
    """

    edges: "array[float]"
    height: float
    baseline: float
    is_plain: bool
    layout: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run, ready to be drawn: a layout, and its measures in CSS pixels."""

    layout: Any
    width: float
    height: float
    baseline: float


def shape(library: Library, text: str, style: Any) -> Shape:
    """Return a text shaped on one line.

    Raises ``UnfitError`` where Pango breaks it, or does not measure each character.
    """
    line_break = library.line_break
    layout = line_break.Layout(style)
    layout.set_text(text)
    line, second = layout.get_first_line()
    if second is not None or layout.text != text:
        raise UnfitError("a line break in a run")
    widths, faces = _measure(library, line, text)
    if len(widths) != len(text):
        raise UnfitError("characters that are not measured")
    spacing = 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])
    if spacing:
        # Pango sets half of the spacing on either side of a letter, and none at the ends of a line.
        half = spacing / 2 / line_break.FROM_UNITS
        widths[0] += half
        widths[-1] += half
    _, height = line_break.line_size(line, style)
    baseline = library.pango.pango_layout_get_baseline(layout.layout) * line_break.FROM_UNITS
    edges = array("d", accumulate((w * line_break.FROM_UNITS for w in widths), initial=0.0))
    values = {name: value for name, value in vars(layout).items() if name not in _TRANSIENT}
    is_plain = faces <= 1 and not spacing and not style["word_spacing"]
    return Shape(edges, height, baseline, is_plain, values)


def _measure(library: Library, line: Any, text: str) -> tuple[list[float], int]:
    """Return the width of each character of a line in Pango's units, and the number of faces."""
    ffi, pango = library.ffi, library.pango
    data = ffi.new("char[]", text.encode())
    runs, faces = [], set()
    run = line.runs
    while run != ffi.NULL:
        item = run.data.item
        widths = ffi.new("int[]", item.num_chars)
        pango.pango_glyph_item_get_logical_widths(run.data, data, widths)
        runs.append((item.offset, ffi.unpack(widths, item.num_chars)))
        faces.add(int(ffi.cast("uintptr_t", item.analysis.font)))
        run = run.next
    runs.sort()
    return [float(width) for _, part in runs for width in part], len(faces)


def part_of(library: Library, shaped: Shape, style: Any, text: str, width: float) -> Part:
    """Return a part of a run; ``width`` is that of its text, by the run's edges."""
    if shaped.is_plain:
        layouts = library.line_break.Layout
        layout = layouts.__new__(layouts)
        vars(layout).update(shaped.layout, text=text)
        return Part(layout, width, shaped.height, shaped.baseline)
    layout = library.line_break.Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    width, height = library.line_break.line_size(line, style)
    units = library.line_break.FROM_UNITS
    baseline = library.pango.pango_layout_get_baseline(layout.layout) * units
    layout.deactivate()
    return Part(layout, width, height, baseline)


def width_of(library: Library, text: str, style: Any) -> float:
    """Return how wide a text is in a style, in CSS pixels."""
    layout = library.line_break.Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    return float(library.line_break.line_size(line, style)[0])
