"""No line is longer than its column: a word that is too long is broken wherever it begins.

WeasyPrint breaks a word that is too long for a line only at the line's very beginning. One in an element
of its own behind a bracket or a quotation mark would run off the page.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_ROUNDING = 0.01
"""What measures may differ by, in CSS pixels, and mean the same."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``split_inline_box`` and ``split_first_line`` in ``weasyprint.layout.inline``."""
    inline = vars(weasyprint.layout.inline)
    splitter = _Splitter(inline["split_inline_box"], inline["trailing_whitespace_size"])
    inline["split_inline_box"] = splitter.split_inline_box
    inline["split_first_line"] = splitter.breaking(inline["split_first_line"])


class _Splitter:
    """Splits lines of boxes as WeasyPrint does, and those that come out too wide a second time."""

    def __init__(self, split: Callable[..., Any], trailing: Callable[[Any, Any], float]) -> None:
        self._split = split
        self._trailing = trailing
        self._must_break = False

    def breaking(self, split: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``split_first_line`` that may break any word while a line is split again."""

        def split_first_line(*rest: Any, **options: Any) -> Any:
            if self._must_break:
                options["is_line_start"] = True
            return split(*rest, **options)

        return split_first_line

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any
    ) -> Any:
        """Split as WeasyPrint does; split a line that is too wide again, between any letters.

        A line with a float in it is not split again, for the float would be laid out twice.
        """
        if type(box).__name__ != "LineBox" or self._must_break:
            return self._split(context, box, position_x, max_x, *rest)
        lists = [each for each in rest if isinstance(each, list)]
        before = [list(each) for each in lists]
        found = self._split(context, box, position_x, max_x, *rest)
        over = self._overflow(context, found[0], max_x)
        if over <= 0:
            return found
        # What cannot be broken, as the number of a note, takes the last letters of its word with it.
        for room in (max_x, max_x - over - _ROUNDING):
            for each, items in zip(lists, before, strict=True):
                each[:] = items
            found = self._split_anywhere(context, box, position_x, room, *rest)
            if self._overflow(context, found[0], max_x) <= 0:
                break
        return found

    def _split_anywhere(self, *rest: Any) -> Any:
        """Split a line, between any letters."""
        self._must_break = True
        try:
            return self._split(*rest)
        finally:
            self._must_break = False

    def _overflow(self, context: Any, line: Any, max_x: float) -> float:
        """Return how far a line overflows, in CSS pixels; 0 where it cannot be split again."""
        wide = float(line.content_box_x() + line.width - max_x)
        if wide <= _ROUNDING or any(box.is_floated() for box in line.descendants()):
            return 0
        over = wide - self._trailing(context, line)
        return over if over > _ROUNDING else 0


PATCH = Patch(
    name="long_words",
    upstream="Breaks a long word only where it begins a line, so one behind a bracket leaves the page",
    issue="https://github.com/Kozea/WeasyPrint/issues/2900",
    reason="CSS Text 3, 5.5: `overflow-wrap` allows a break at any point of a word that does not fit",
    test="editions/test_patches.py::test_a_long_word_behind_a_bracket_stays_in_its_column",
    targets=(
        "weasyprint.layout.inline:split_inline_box",
        "weasyprint.layout.preferred:trailing_whitespace_size",
        "weasyprint.text.line_break:split_first_line",
    ),
    apply=_patch,
)
