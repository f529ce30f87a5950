"""A line keeps the words that fit on it, also when only the space behind the last of them does not.

WeasyPrint measures a run of text with the space at its end. Where the words fit and that space does
not, and an inline element follows, it breaks the line after the run's first word.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

FirstLine = tuple[Any, int, int | None, float, float, float]
"""The laid-out line, its bytes, those to skip for the next line, and its width, height and baseline."""


def keep_full_lines(inline: ModuleType) -> None:
    """Mend ``split_first_line`` where WeasyPrint's ``layout.inline`` asks for it."""
    vars(inline)["split_first_line"] = _mended(vars(inline)["split_first_line"])


def _mended(split: Callable[..., FirstLine]) -> Callable[..., FirstLine]:
    """Give ``split`` with the run's last space left out of the measure."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float, *rest: Any, **options: Any
    ) -> FirstLine:
        line = split(text, style, context, max_width, *rest, **options)
        first_word = len(text.partition(" ")[0].encode())
        is_broken_early = line[2] is not None and line[1] <= first_word + 1
        is_measured_whole = text.endswith(" ") and style["white_space"] in ("normal", "pre-line")
        if not (is_broken_early and is_measured_whole):
            return line
        words = split(text.rstrip(" "), style, context, max_width, *rest, **options)
        if words[2] is not None or words[3] > max_width:
            return line
        return split(text, style, context, None, *rest, **options)

    return split_first_line
