"""A line keeps the words that fit on it, and none is longer than its column.

WeasyPrint measures a run of text with the space at its end. Where the words fit and that space does
not, and an inline element follows, it breaks the line after the run's first word. And it breaks a
word that is too long for a line only at the line's very beginning, so that one in an element of its
own behind a bracket or a mark of quotation would run off the page.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

FirstLine = tuple[Any, int, int | None, float, float, float]
"""The laid-out line, its bytes, those to skip for the next line, and its width, height and baseline."""

_ROUNDING = 0.01
"""What measures may differ by, in CSS pixels, and mean the same."""


def patch_line_breaks(inline: ModuleType) -> None:
    """Mend ``split_first_line`` and ``split_inline_box`` in WeasyPrint's ``layout.inline``."""
    splitter = _Splitter(vars(inline)["split_first_line"], vars(inline)["split_inline_box"])
    splitter.trailing_space = vars(inline)["trailing_whitespace_size"]
    vars(inline)["split_first_line"] = splitter.split_first_line
    vars(inline)["split_inline_box"] = splitter.split_inline_box


class _Splitter:
    """The two functions mended; the second tells the first when a word must be broken."""

    trailing_space: Callable[[Any, Any], float]

    def __init__(self, text: Callable[..., FirstLine], box: Callable[..., Any]) -> None:
        self._split_text = text
        self._split_box = box
        self._must_break = False

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any
    ) -> Any:
        """Split as WeasyPrint does; a line that comes out too wide is split again, between any letters.

        Nothing that floats may be in the line, for it would be laid out twice.
        """
        if type(box).__name__ != "LineBox" or self._must_break:
            return self._split_box(context, box, position_x, max_x, *rest)
        lists = [each for each in rest if isinstance(each, list)]
        before = [list(each) for each in lists]
        found = self._split_box(context, box, position_x, max_x, *rest)
        over = self._over(context, found[0], max_x)
        if over <= 0:
            return found
        # What cannot be broken, as the number of a note, takes its word's last letters along.
        for room in (max_x, max_x - over - _ROUNDING):
            for each, items in zip(lists, before, strict=True):
                each[:] = items
            self._must_break = True
            try:
                found = self._split_box(context, box, position_x, room, *rest)
            finally:
                self._must_break = False
            if self._over(context, found[0], max_x) <= 0:
                break
        return found

    def _over(self, context: Any, line: Any, max_x: float) -> float:
        """Give how far a line reaches over its end, in CSS pixels; 0 where it cannot be split again."""
        wide = float(line.content_box_x() + line.width - max_x)
        if wide <= _ROUNDING or any(box.is_floated() for box in line.descendants()):
            return 0
        over = wide - self.trailing_space(context, line)
        return over if over > _ROUNDING else 0

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float, *rest: Any, **options: Any
    ) -> FirstLine:
        """Split as WeasyPrint does, with the run's last space left out of the measure."""
        if self._must_break:
            options["is_line_start"] = True
        line = self._split_text(text, style, context, max_width, *rest, **options)
        first_word = len(text.partition(" ")[0].encode())
        is_broken_early = line[2] is not None and line[1] <= first_word + 1
        is_measured_whole = text.endswith(" ") and style["white_space"] in ("normal", "pre-line")
        if not (is_broken_early and is_measured_whole):
            return line
        words = self._split_text(text.rstrip(" "), style, context, max_width, *rest, **options)
        if words[2] is not None or words[3] > max_width:
            return line
        return self._split_text(text, style, context, None, *rest, **options)
