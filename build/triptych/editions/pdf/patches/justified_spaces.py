"""A justified line ends at the margin whatever faces its spaces come from, unless its spaces would gape.

Pango takes a space that is widened from the first face of the stack, and one that is not from the face of
the word beside it. Where Latin words are in a text of another script, those are different widths, which
WeasyPrint's sums leave out: words overlap, and lines miss the margin.

Where a long word leaves two or three words alone on a line, their spaces would become holes. Such a line
ends where its words do. WeasyPrint shapes each run again to widen its spaces, only to shape it once more
when it is drawn; here the first shaping is copied with its new spacing.
"""

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from triptych.editions.pdf.letter_gaps import count_gaps
from triptych.editions.pdf.patches.guard import Patch

_LATIN = re.compile("[\x20-\u024f\u2010-\u2027\u2030-\u203a]*")
_PROBE = 1.0
"""A widening by which widths are measured, in CSS pixels."""

WIDEST = 4.0
"""The most that is added to a space, in natural spaces; a line that needs more is not justified."""

_GAP = 0.3
"""The most that is added between wide letters, in sizes; a line that needs more is not justified."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``justify_line`` and ``add_word_spacing`` in ``weasyprint.layout.inline``."""
    inline = vars(weasyprint.layout.inline)
    inline["justify_line"] = _Justifier(weasyprint, inline["justify_line"]).justify_line
    inline["add_word_spacing"] = _word_spacing(weasyprint, inline["add_word_spacing"])


def _word_spacing(weasyprint: ModuleType, add: Callable[..., float]) -> Callable[..., float]:
    """Return ``add_word_spacing`` that copies the layout of a run instead of shaping it again."""
    text_box = weasyprint.formatting_structure.boxes.TextBox
    layouts = weasyprint.text.line_break.Layout
    count = weasyprint.layout.inline.count_expandable_spaces

    def add_word_spacing(context: Any, box: Any, spacing: float, advance: float) -> float:
        if not isinstance(box, text_box):
            return add(context, box, spacing, advance)
        box.justification_spacing = spacing
        box.position_x += advance
        spaces = count(box)
        if not spaces:
            return advance
        layout = layouts.__new__(layouts)
        vars(layout).update(vars(box.pango_layout))
        vars(layout).update(text=box.text, justification_spacing=spacing, max_width=None)
        box.pango_layout = layout
        box.width += spacing * spaces
        wider: float = advance + spacing * spaces
        return wider

    return add_word_spacing


class _Justifier:
    """Justifies lines as WeasyPrint does, once each box is as wide as it is drawn."""

    def __init__(self, weasyprint: ModuleType, justify: Any) -> None:
        self._justify = justify
        self._boxes = weasyprint.formatting_structure.boxes
        self._count = weasyprint.layout.inline.count_expandable_spaces
        self._line_break = weasyprint.text.line_break

    def justify_line(self, context: Any, line: Any, extra_width: float) -> None:
        """Justify a line by what is left once its spaces have their own widths."""
        texts = ((box, self._excess(context, box)) for box in self._texts(line))
        excess = {box: wide for box, wide in texts if wide}
        if excess:
            self._widen(line, excess, 0)
        extra_width -= sum(excess.values())
        spaces = self._count(line)
        if not spaces:
            return
        has_gaps = any(count_gaps(box.text) for box in self._texts(line, every=True))
        widest = WIDEST * self._natural_space(context, line.style)
        if extra_width <= spaces * (_GAP * line.style["font_size"] if has_gaps else widest):
            self._justify(context, line, extra_width)

    def _natural_space(self, context: Any, style: Any) -> float:
        """Return how wide a space is between letters in a style, in CSS pixels."""
        cache = style.cache.setdefault("space", {})
        key = _face(style)
        if key not in cache:
            widths = [
                self._width(self._line_break.create_layout(text, style, context, None, 0), style)
                for text in ("a a", "aa")
            ]
            cache[key] = widths[0] - widths[1]
        return float(cache[key])

    def _texts(self, box: Any, *, every: bool = False) -> Iterator[Any]:
        """Yield the runs of text in a line that have spaces, or ``every`` one."""
        if isinstance(box, self._boxes.TextBox):
            if every or " " in box.text or "\u00a0" in box.text:
                yield box
        elif isinstance(box, self._boxes.LineBox | self._boxes.InlineBox):
            for child in box.children:
                yield from self._texts(child, every=every)

    def _excess(self, context: Any, box: Any) -> float:
        """Return by how much the spaces of a run are wider once they are widened at all, in CSS pixels."""
        if _LATIN.fullmatch(box.text):
            cache = box.style.cache.setdefault("excess", {})
            if not self._of_latin(context, box.style, cache):
                return 0
        return self._measure(context, box.text, box.style)

    def _of_latin(self, context: Any, style: Any, cache: dict[Any, float]) -> float:
        """Return the excess of one space between Latin words in a style."""
        key = _face(style)
        if key not in cache:
            cache[key] = self._measure(context, "a a", style)
        return cache[key]

    def _measure(self, context: Any, text: str, style: Any) -> float:
        """Return how much wider a text is drawn with its spaces widened, beyond the widening."""
        layout = self._line_break.create_layout(text, style, context, None, _PROBE)
        plain = self._width(layout, style)
        layout.set_text(text, justify=True)
        spaces = text.count(" ") + text.count("\u00a0") + count_gaps(text)
        excess = self._width(layout, style) - plain - spaces * _PROBE
        return excess if abs(excess) > spaces * _PROBE / 100 else 0

    def _width(self, layout: Any, style: Any) -> float:
        """Return the width of a layout's first line."""
        line, _ = layout.get_first_line()
        width: float = self._line_break.line_size(line, style)[0]
        return width

    def _widen(self, box: Any, excess: dict[Any, float], shift: float) -> float:
        """Widen the runs in a box by their excess, and move what follows; return the shift after it."""
        if isinstance(box, self._boxes.TextBox):
            box.position_x += shift
            box.width += excess.get(box, 0)
            return shift + excess.get(box, 0)
        if not isinstance(box, self._boxes.LineBox | self._boxes.InlineBox):
            box.translate(shift, 0)
            return shift
        box.position_x += shift
        before = shift
        step = -1 if box.style["direction"] == "rtl" else 1
        for child in box.children[::step]:
            if child.is_in_normal_flow():
                shift = self._widen(child, excess, shift)
        box.width += shift - before
        return shift


def _face(style: Any) -> tuple[object, ...]:
    """Return what the width of a space in a style depends on."""
    names = ("font_family", "font_size", "font_weight", "font_style")
    return tuple(style[name] for name in names)


PATCH = Patch(
    name="justified_spaces",
    upstream="Takes a widened space from another face than it measured it in, where a text has several, "
    "and widens spaces without bound",
    reason="CSS Text 3, 6.4: a justified line fills its box, and its words stay apart, but not by holes",
    test="editions/test_mixed_scripts.py::test_latin_words_in_another_script_stay_apart",
    targets=(
        "weasyprint.layout.inline:justify_line",
        "weasyprint.layout.inline:add_word_spacing",
        "weasyprint.layout.inline:count_expandable_spaces",
        "weasyprint.text.line_break:Layout.reactivate",
        "weasyprint.text.line_break:Layout.set_text",
        "weasyprint.text.line_break:create_layout",
    ),
    apply=_patch,
)
