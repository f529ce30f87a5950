"""The glyphs of a run are read in one go, and each is written as text once a font and a size.

WeasyPrint reads them one by one from Pango's structures, and computes kerning and offset of each again.
What is not plain (glyphs that are missing, empty, raised, or colour pictures) is left to it.
"""

from collections.abc import Callable
from struct import Struct
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from triptych.editions.pdf.paragraphs.library import Library
from triptych.editions.pdf.patches.guard import Patch
from triptych.editions.pdf.patches.short_texts import glyphs_of, keep_glyphs, wake

_LAYOUT = Struct("=IiiiI")
"""A ``PangoGlyphInfo``: number, width, offsets, and marks of its cluster."""

_Glyph: TypeAlias = tuple[int, ...]
"""The first four of these."""

_KEPT = "triptych_pieces"

_EMPTY = 0x0FFFFFFF
"""From this number on glyphs are no glyphs of a font (``PANGO_GLYPH_EMPTY``, unknown ones)."""

_INVISIBLE = 1e-6
"""The font size below which WeasyPrint draws nothing."""


class _UnplainError(Exception):
    """A glyph is not plain."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``draw_first_line`` where ``weasyprint.draw.text`` looks for it."""
    text = vars(weasyprint.draw.text)
    library = Library.of(weasyprint)
    is_known = library.ffi.sizeof("PangoGlyphInfo") == _LAYOUT.size
    if is_known and library.pango.pango_version() >= _SIZED:
        text["draw_first_line"] = _drawing(library, text["FROM_UNITS"], text["draw_first_line"])


_SIZED = 14802
"""The version of Pango since which a font knows its size."""


def _drawing(library: Library, unit: float, draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``draw_first_line`` that draws plain glyphs at once, and all else as before."""
    reader = _Reader(library, unit)

    def draw_first_line(
        stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any
    ) -> Any:
        layout, style = textbox.pango_layout, textbox.style
        if not textbox.text.strip() or style["font_size"] < _INVISIBLE:
            return []
        is_cut = overflow == "ellipsis" or ellipsis != "none"
        runs = None if is_cut else glyphs_of(layout, style, stream._fonts)  # noqa: SLF001  the document's
        if runs is None:
            wake(layout)
            if is_cut:
                return draw(stream, textbox, overflow, ellipsis, matrix)
            library.pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  C's
            try:
                runs = reader.read(stream, layout)
            except _UnplainError:
                return draw(stream, textbox, overflow, ellipsis, matrix)
            keep_glyphs(layout, style, stream._fonts, runs)  # noqa: SLF001  as above
        stream.set_text_matrix(*matrix.values)
        string = ""
        for face, glyphs in runs:
            if face is not None:
                if string:
                    stream.show_text(string)
                string = ""
                stream.set_font_size(face.font.hash, face.size)
            string += glyphs
        stream.show_text(string)
        return []

    return draw_first_line


class _Face(NamedTuple):
    """A font of the document in a size, as Pango and WeasyPrint have it, with the texts of its glyphs."""

    own: Any
    font: Any
    size: float
    pieces: dict[_Glyph, str]


class _Reader:
    """Reads the runs of a line."""

    def __init__(self, library: Library, unit: float) -> None:
        self._ffi, self._pango = library.ffi, library.pango
        self._unit = unit
        self._ink, self._logical = (library.ffi.new("PangoRectangle *") for _ in range(2))

    def read(self, stream: Any, layout: Any) -> list[tuple[_Face | None, str]]:
        """Return for each run its face, where that is another than before, and its glyphs.

        Raises ``_UnplainError`` where a glyph is not plain.
        """
        null, buffer = self._ffi.NULL, self._ffi.buffer
        line, _ = layout.get_first_line()
        run = line.runs[0]
        face: _Face | None = None
        found: list[tuple[_Face | None, str]] = []
        while run != null:
            item, run = run.data, run.next
            own, string = item.item.analysis.font, item.glyphs
            before = face
            if face is None or own != face.own:
                face = _face(stream, own)
            data = buffer(string.glyphs, string.num_glyphs * _LAYOUT.size)
            glyphs = [glyph[:4] for glyph in _LAYOUT.iter_unpack(data)]
            pieces = face.pieces
            for at, glyph in enumerate(glyphs):
                if glyph not in pieces:
                    pieces[glyph] = self._piece(layout.text, face, item, at)
            inside = "".join([pieces[glyph] for glyph in glyphs])
            text = inside[:-1] if inside.endswith("<") else f"{inside}>" if inside else ""
            found.append((None if face is before else face, text and f"<{text}"))
        return found

    def _piece(self, text: str, face: _Face, item: Any, at: int) -> str:
        """Return a glyph as it is written within angle brackets, and note what the font must have."""
        glyph, font, size = item.glyphs.glyphs[at], face.font, face.size
        number, width = glyph.glyph, glyph.geometry.width
        if number >= _EMPTY or glyph.geometry.y_offset:
            raise _UnplainError
        if number not in font.to_unicode:
            font.to_unicode[number] = _characters(text, item, at)
        if number not in font.widths:
            self._pango.pango_font_get_glyph_extents(face.own, number, self._ink, self._logical)
            font.widths[number] = round(self._logical.width * 1000 * self._unit / size)
        offset = glyph.geometry.x_offset / size
        kerning = font.widths[number] + offset - width * 1000 * self._unit / size
        before = f">{-offset}<" if offset else ""
        return f"{before}{number:04x}{f'>{int(kerning)}<' if kerning else ''}"


def _face(stream: Any, own: Any) -> _Face:
    """Return a font of Pango as a face of the document; raises ``_UnplainError`` for one of pictures."""
    font, size = stream.add_font(own)
    if font.bitmap or font.svg or font.png or font.colr:
        raise _UnplainError
    return _Face(own, font, size, vars(font).setdefault(_KEPT, {}).setdefault(size, {}))


def _characters(text: str, item: Any, at: int) -> str:
    """Return the characters that a glyph stands for."""
    clusters, last = item.glyphs.log_clusters, item.glyphs.num_glyphs - 1
    if item.item.analysis.level % 2:
        end = item.item.length if at == 0 else clusters[at - 1]
    else:
        end = item.item.length if at == last else clusters[at + 1]
    offset = item.item.offset
    return text.encode()[offset + clusters[at] : offset + end].decode()


PATCH = Patch(
    name="glyph_strings",
    upstream="Reads glyph by glyph, and writes each as text whenever it is drawn",
    reason="Saves a fiftieth of the time of a PDF",
    test="editions/test_typesetter_speed.py::test_a_glyph_is_written_once_a_font",
    targets=(
        "weasyprint.pdf.stream:Stream.add_font",
        "weasyprint.draw.text:draw_first_line",
        "weasyprint.pdf.fonts:Font.__init__",
        "weasyprint.text.line_break:Layout.get_first_line",
    ),
    apply=_patch,
    is_required=False,
)
