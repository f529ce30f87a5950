"""A short text that comes again in the same style is neither shaped nor read again.

In a listing with colours each name, bracket and space is a text of its own: of the texts that WeasyPrint
measures and draws six in ten were there before in the same article. What is known of one is kept with the
fonts of its style: its measures, and its glyphs for the document that is being written.
"""

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from triptych.editions.pdf.patches.actual_text import JOINED
from triptych.editions.pdf.patches.guard import Patch
from triptych.editions.pdf.patches.text_layouts import KEPT

_SHORT = 32
"""How many characters a text has at most that is kept."""

_MOST = 4096
"""How many texts are kept of all styles with the fonts of a document."""

_BREAKING = ("normal", "pre-wrap", "pre-line")
"""The values of ``white-space`` with which lines are broken where they are full."""

_MORE = ("letter_spacing", "word_spacing", "overflow_wrap", "white_space", "tab_size")
"""What the measures of a text depend on beside what a layout without text depends on."""

_NAME = "triptych_text_name"
_TEXTS = "triptych_texts"
_GLYPHS = "triptych_glyphs"

_NOTHING: dict[str, Any] = {}

Runs: TypeAlias = list[tuple[Any, str]]
"""Glyphs by their faces, as ``glyph_strings`` reads them."""


class _Measures(NamedTuple):
    """What is known of a text: its layout's values, and what ``split_first_line`` returns beside it.

    One that ``is_unbroken`` is in a style without line breaks but its own, so that any width is enough.
    """

    values: dict[str, Any]
    rest: tuple[int, int | None, float, float, float]
    is_unbroken: bool


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``split_first_line`` in ``weasyprint.text.line_break``, and ``Layout.reactivate``."""
    line_break: Any = weasyprint.text.line_break
    layouts = line_break.Layout
    line_break.split_first_line = _splitting(line_break.split_first_line, layouts)
    activate = layouts.triptych_wake = layouts.reactivate

    def reactivate(self: Any, style: Any) -> None:
        if self.text.strip() and glyphs_of(self, style) is None:
            activate(self, style)
        else:  # nothing is drawn, or what is known
            self.style, self.layout, self.language = style, None, None

    layouts.reactivate = reactivate


def _splitting(split: Callable[..., Any], layouts: Any) -> Callable[..., Any]:
    """Return ``split_first_line`` that knows short texts which fit on a line."""

    @wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **more: Any
    ) -> Any:
        if len(text) > _SHORT or spacing:
            return split(text, style, context, max_width, spacing, **more)
        texts = vars(style.font_config).setdefault(_TEXTS, {})
        name = _name(style)
        known: _Measures | None = texts.get((name, text))
        if known and (known.is_unbroken or max_width is None or known.rest[2] <= max_width):
            layout = layouts.__new__(layouts)
            vars(layout).update(known.values, max_width=max_width)
            return (layout, *known.rest)
        layout, *rest = split(text, style, context, max_width, spacing, **more)
        is_unbroken = style["white_space"] not in _BREAKING
        fits = rest[1] is None and (max_width is None or rest[2] <= max_width)
        name = name or _name(style)  # a style has one since its first text
        if name is not None and (is_unbroken or fits):
            if len(texts) >= _MOST:
                texts.clear()
            texts[name, text] = _Measures(dict(vars(layout)), tuple(rest), is_unbroken)
        return (layout, *rest)

    return split_first_line


def forget_texts(font_config: Any) -> None:
    """Forget the texts of the document before this one, most of whose own do not come again."""
    vars(font_config).pop(_TEXTS, None)


def wake(layout: Any) -> None:
    """Have Pango shape a text after all, because it is not drawn from what is known of it."""
    if layout.layout is None:
        layout.triptych_wake(layout.style)


def glyphs_of(layout: Any, style: Any, fonts: Any = None) -> Runs | None:
    """Return the glyphs of a text; None where they are not known, or not in a document with ``fonts``."""
    kept = vars(style).get("cache", _NOTHING).get(_GLYPHS)
    if kept is None or (fonts is not None and kept[0] is not fonts):
        return None
    found: Runs | None = kept[1].get(_drawn(layout, style))
    return found


def keep_glyphs(layout: Any, style: Any, fonts: Any, runs: Runs) -> None:
    """Keep the glyphs of a short text for a document with these fonts."""
    cache = vars(style).get("cache")  # that of a document; a picture's style has none
    if len(layout.text) > _SHORT or JOINED.search(layout.text):
        return
    if cache is None or _name(style) is None:
        return
    kept = cache.get(_GLYPHS)
    if kept is None or kept[0] is not fonts:
        kept = cache[_GLYPHS] = (fonts, {})
    kept[1][_drawn(layout, style)] = runs


def _drawn(layout: Any, style: Any) -> tuple[object, ...]:
    """Return what the glyphs of a text depend on."""
    text = layout.text
    is_stiff = text.isascii() and " " not in text
    return _name(style), text, 0.0 if is_stiff else layout.justification_spacing


def _name(style: Any) -> object:
    """Return what is equal for styles in which a text has the same measures; None before its first."""
    values = vars(style)
    name = values.get(_NAME)
    if name is None or name[0] != style["font_size"]:
        made = values.get(KEPT)
        if made is None or made[0] != style["font_size"]:
            return None
        key = (made[3], *(style[each] for each in _MORE))
        names = vars(style.font_config).setdefault("triptych_names", {})
        if len(names) >= _MOST:
            names.clear()
            vars(style.font_config).pop(_TEXTS, None)
        name = values[_NAME] = (made[0], names.setdefault(key, object()))
    return name[1]


PATCH = Patch(
    name="short_texts",
    upstream="Shapes a text whenever it is measured, and again when it is drawn",
    reason="Saves a twentieth of the time of a PDF with listings",
    test="editions/test_short_texts.py::test_a_short_text_is_shaped_once",
    targets=(
        "weasyprint.text.line_break:split_first_line",
        "weasyprint.text.line_break:first_line_metrics",
        "weasyprint.text.line_break:Layout.reactivate",
        "weasyprint.text.line_break:Layout.deactivate",
        "weasyprint.draw.text:draw_text",
        "weasyprint.draw.text:draw_first_line",
        "weasyprint.svg.text:text",
    ),
    apply=_patch,
    is_required=False,
)
