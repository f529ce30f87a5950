"""A line's glyphs are written out by table, not one question after another to Pango's structures.

What stands in a content stream for a glyph depends on its number, its width there and the size of its
font alone. WeasyPrint works it out for each glyph of each line anew, field by field through cffi.
Whatever is not plain goes WeasyPrint's own way: glyphs that are raised, missing or not drawn, fonts of
pictures, and lines cut short by an ellipsis.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

_NOT_PLAIN = 0x0FFFFFFF
"""From this number on a glyph is none: it is empty or unknown (Pango's ``PANGO_GLYPH_EMPTY``)."""

_FIXED = 14802
"""The version of Pango that tells the size of a font right (its issue 530)."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs of one font: numbers and widths, and how each is moved along the line."""

    item: Any
    font: Any
    size: float
    numbers: list[int]
    widths: list[int]
    offsets: list[int]


def draw_by_table(text: ModuleType) -> None:
    """Mend ``draw_first_line`` of WeasyPrint's ``draw.text``."""
    drawer = _Drawer(text)
    own = vars(text)["draw_first_line"]

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        is_seen = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        if not (is_whole and is_seen and drawer.draw(stream, textbox, matrix)):
            return own(stream, textbox, text_overflow, block_ellipsis, matrix)
        return []

    vars(text)["draw_first_line"] = draw_first_line


class _Drawer:
    """Draws plain lines as ``draw_first_line`` does."""

    def __init__(self, text: ModuleType) -> None:
        self._ffi, self._pango = text.ffi, text.pango
        self._unit = 1000 * text.FROM_UNITS
        self._size = text.ffi.sizeof("PangoGlyphInfo")
        self._tells_size = text.pango.pango_version() >= _FIXED

    def draw(self, stream: Any, textbox: Any, matrix: Any) -> bool:
        """Draw a line if it is plain, and tell whether it was; nothing is drawn of one that is not."""
        layout = textbox.pango_layout
        self._pango.pango_layout_set_single_paragraph_mode(layout.layout, 1)
        line, _ = layout.get_first_line()
        runs = self._runs(stream, line)
        if runs is None:
            return False
        stream.set_text_matrix(*matrix.values)
        parts: list[str] = []
        previous = None
        for run in runs:
            font = run.item.item.analysis.font
            if font != previous:
                previous = font
                if shown := "".join(parts):
                    stream.show_text(shown)
                parts = []
                stream.set_font_size(run.font.hash, run.size)
            words = "".join(self._written(stream, run, layout))
            parts.append(f"<{words}>".removesuffix("<>"))
        stream.show_text("".join(parts))
        return True

    def _runs(self, stream: Any, line: Any) -> list[_Run] | None:
        """Give the runs of a line; None when one of them is not plain."""
        found: list[_Run] = []
        run = line.runs[0]
        while run != self._ffi.NULL:
            item, run = run.data, run.next
            count = item.glyphs.num_glyphs
            data = memoryview(self._ffi.buffer(item.glyphs.glyphs, count * self._size)).cast("i")
            step = self._size // 4
            numbers = data[0::step].tolist()
            if any(data[3::step]) or (count and not 0 <= min(numbers) <= max(numbers) < _NOT_PLAIN):
                return None
            font, size = stream.add_font(item.item.analysis.font)
            if not self._tells_size or font.bitmap or font.svg or font.png or font.colr:
                return None
            widths, offsets = data[1::step].tolist(), data[2::step].tolist()
            found.append(_Run(item, font, size, numbers, widths, offsets))
        return found

    def _written(self, stream: Any, run: _Run, layout: Any) -> list[str]:
        """Give what stands for each glyph of a run."""
        table = vars(run.font).setdefault("triptych_table", {}).setdefault(run.size, {})
        known = run.font.to_unicode
        parts = []
        for number, (glyph, width, moved) in enumerate(
            zip(run.numbers, run.widths, run.offsets, strict=True)
        ):
            if glyph not in known:
                known[glyph] = self._text(run, number, layout.text)
            part = table.get((glyph, width, moved))
            if part is None:
                part = table[glyph, width, moved] = self._part(stream, run, (glyph, width, moved))
            parts.append(part)
        return parts

    def _part(self, stream: Any, run: _Run, place: tuple[int, int, int]) -> str:
        """Give what stands for a glyph: its number, and how far the next is from where it would be."""
        (glyph, width, moved), widths = place, run.font.widths
        offset = moved / run.size
        part = f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}"
        if glyph not in widths:
            font = run.item.item.analysis.font
            self._pango.pango_font_get_glyph_extents(
                font, glyph, stream.ink_rect, stream.logical_rect
            )
            widths[glyph] = round(stream.logical_rect.width * self._unit / run.size)
        kerning = widths[glyph] + offset - width * self._unit / run.size
        return f"{part}>{int(kerning)}<" if kerning else part

    @staticmethod
    def _text(run: _Run, number: int, text: str) -> str:
        """Give the letters that a glyph stands for."""
        item, clusters = run.item.item, run.item.glyphs.log_clusters
        begin, end = clusters[number], item.length
        if item.analysis.level % 2:  # leftwards
            end = clusters[number - 1] if number else end
        elif number < len(run.numbers) - 1:
            end = clusters[number + 1]
        return text.encode()[item.offset + begin : item.offset + end].decode()
