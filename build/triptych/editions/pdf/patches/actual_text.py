"""Words of scripts whose letters join, stack or change places carry their text (``ActualText``).

A PDF maps glyphs to characters one by one. In Arabic two letters may share the glyph of their dots, in
Devanagari a vowel is drawn before the consonant that it follows, and what is copied, searched or read aloud
would be wrong (ISO 32000-1, 14.9.4). Each word of such a script is therefore marked with its own text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

JOINED = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1100-\u11ff\u1780-\u18af\u1a20-\u1aff\u1b00-\u1c4f"
    "\ua800-\ua82f\ua840-\ua9ff\uaa00-\uaaff\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""A letter of Hebrew, Arabic, Syriac, or of India's, Tibet's and South-East Asia's scripts."""

_PARTS = re.compile(r"<([0-9a-f]*)>|([^<>]+)")


Texts = tuple[str, ...]
"""The texts that mark a word: its own, and in it that in order of drawing; or none."""

NONE: Texts = ()


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph in the order of drawing: the word it belongs to by number, its direction, its bytes."""

    word: int | None
    level: int
    begin: int
    end: int


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``draw_first_line`` where ``weasyprint.draw.text`` looks for it."""
    text, pydyf = weasyprint.draw.text, weasyprint.pdf.pydyf
    draw, ffi = vars(text)["draw_first_line"], vars(text)["ffi"]

    def draw_first_line(stream: Any, textbox: Any, *more: Any) -> Any:
        if not JOINED.search(textbox.text):
            return draw(stream, textbox, *more)
        marker = _WordMarker(stream, pydyf, _words(textbox.pango_layout, ffi))
        stream.show_text = marker.show
        try:
            return draw(stream, textbox, *more)
        finally:
            del stream.show_text
            marker.close()

    vars(text)["draw_first_line"] = draw_first_line


def _words(layout: Any, ffi: Any) -> Iterator[Texts]:
    """Yield for each glyph of a line, in the order of drawing, the texts that mark its word.

    Glyphs of one word have the same object, so that ``is`` tells a word from an equal one after it.
    """
    data = layout.text.encode()
    numbers = _numbers(layout.text)
    for _, group in groupby(_glyphs(layout, ffi, numbers), key=lambda g: (g.word, g.level)):
        glyphs = list(group)
        begin, end = min(g.begin for g in glyphs), max(g.end for g in glyphs)
        word = data[begin:end].decode(errors="ignore")
        is_marked = glyphs[0].word is not None and JOINED.search(word)
        texts = _texts(word, is_leftward=glyphs[0].level == 1) if is_marked else NONE
        yield from [texts] * len(glyphs)


def _texts(word: str, *, is_leftward: bool) -> Texts:
    """Return the texts that mark a word.

    Its text replaces all inside it (ISO 32000-1, 14.9.4). Poppler and PDFium read only the innermost
    text, and reverse it where it runs leftwards, as if its letters had been read off the page from left
    to right. For them the letters of such a word are repeated in that order.
    """
    return (word, word[::-1]) if is_leftward else (word,)


def _numbers(text: str) -> list[int | None]:
    """Return for each byte of a text the number of its word, and None for white space."""
    numbers: list[int | None] = []
    for number, part in enumerate(re.split(r"(\s+)", text)):
        numbers += [None if not part.strip() else number] * len(part.encode())
    return numbers


def _glyphs(layout: Any, ffi: Any, numbers: list[int | None]) -> Iterator[_Glyph]:
    """Yield the glyphs of a line that are drawn."""
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        item, string, run = run.data.item, run.data.glyphs, run.next
        clusters = [string.log_clusters[n] for n in range(string.num_glyphs)]
        ends = dict(zip(sorted({*clusters}), [*sorted({*clusters})[1:], item.length], strict=True))
        for number, begin in enumerate(clusters):
            if string.glyphs[number].glyph != _EMPTY:
                at = item.offset + begin
                level = item.analysis.level % 2
                yield _Glyph(numbers[at], level, at, item.offset + ends[begin])


_EMPTY = 0x0FFFFFFF
"""The glyph of Pango for what is not drawn (``PANGO_GLYPH_EMPTY``)."""


class _WordMarker:
    """Shows text as a stream does, with each word's own text around its glyphs."""

    def __init__(self, stream: Any, pydyf: Any, words: Iterator[Texts]) -> None:
        self._stream = stream
        self._pydyf = pydyf
        self._words = iter(list(words))
        self._show = stream.show_text
        self._open = NONE

    def show(self, string: str) -> None:
        """Show glyphs, given as hexadecimal numbers in angle brackets with the spacing between them."""
        waiting = ""
        for digits, space in _PARTS.findall(string):
            waiting += f"{space} " if space else ""
            for at in range(0, len(digits), 4):
                word = next(self._words, NONE)
                if word is not self._open:
                    self._flush(waiting)
                    waiting = ""
                    self._begin(word)
                waiting += f"<{digits[at : at + 4]}>"
        self._flush(waiting)

    def close(self) -> None:
        """End the last word."""
        self._begin(NONE)

    def _flush(self, waiting: str) -> None:
        """Show the glyphs gathered so far."""
        if waiting:
            self._show(waiting.replace("><", ""))

    def _begin(self, word: Texts) -> None:
        """End one word, and begin the next."""
        for _ in self._open:
            self._stream.end_marked_content()
        for text in word:
            entries = self._pydyf.Dictionary({"ActualText": self._pydyf.String(text)})
            self._stream.begin_marked_content("Span", entries)
        self._open = word


PATCH = Patch(
    name="actual_text",
    upstream="Maps each glyph to characters, which is wrong where letters join, stack or change places",
    issue="https://github.com/Kozea/WeasyPrint/issues/2841",
    reason="ISO 32000-1, 14.9.4; PDF/UA-1, 7.2: text that is drawn can be read as it was typed",
    test="editions/test_pdf_text.py::test_words_read_back_from_a_pdf_are_those_that_were_typed",
    targets=(
        "weasyprint.draw.text:draw_first_line",
        "pydyf:Stream.begin_marked_content",
        "pydyf:Stream.end_marked_content",
        "pydyf:Stream.show_text",
    ),
    apply=_patch,
)
