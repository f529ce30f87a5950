"""A line keeps the words that fit on it, whether or not the space after the last of them fits.

WeasyPrint measures a run of text with the space at its end. Where the words fit and that space does
not, and an inline element follows, it breaks the line after the run's first word. In text that keeps its
white space it breaks before the run, so that a line of code would be empty but for its indentation.
"""

from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_Line = tuple[Any, int, int | None, float, float, float]
"""The laid-out line, its bytes, those to skip for the next line, and its width, height and baseline."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace both where ``weasyprint.layout.inline`` looks for them."""
    inline = vars(weasyprint.layout.inline)
    split, measure = inline["split_first_line"], inline["trailing_whitespace_size"]

    def trailing_whitespace_size(context: Any, box: Any) -> float:
        """Return the width of the spaces at the end of a box, also of those that are kept and hang."""
        end = _end(box)
        if end is None or end.style["white_space"] != "pre-wrap" or not end.text.endswith(" "):
            return float(measure(context, box))
        spaces = end.text[len(end.text.rstrip(" ")) :]
        return float(split(spaces, end.style, context, None, 0)[3])

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float, *rest: Any, **options: Any
    ) -> _Line:
        """Split as WeasyPrint does, and measure the run again without its last space if need be."""
        line: _Line = split(text, style, context, max_width, *rest, **options)
        first_word = len(text.partition(" ")[0].encode())
        is_broken_early = line[2] is not None and line[1] <= first_word + 1
        ends_in_space = text.endswith(" ") and style["white_space"] in ("normal", "pre-line")
        if not (is_broken_early and ends_in_space):
            return line
        words: _Line = split(text.rstrip(" "), style, context, max_width, *rest, **options)
        if words[2] is not None or words[3] > max_width:
            return line
        whole: _Line = split(text, style, context, None, *rest, **options)
        return whole

    inline["split_first_line"] = split_first_line
    inline["trailing_whitespace_size"] = trailing_whitespace_size


def _end(box: Any) -> Any:
    """Return the last box in an inline box that has text; None where that is another one."""
    while not hasattr(box, "text"):
        if not getattr(box, "children", None):
            return None
        box = box.children[-1]
    return box


PATCH = Patch(
    name="trailing_spaces",
    upstream="Breaks a line too early where only the space at the end of a run of text does not fit",
    issue="https://github.com/Kozea/WeasyPrint/issues/1614",
    reason="CSS Text 3, 4.1.2: spaces at the end of a line hang or are removed",
    test="judges/test_paper.py::test_a_line_before_an_inline_element_keeps_the_words_that_fit",
    targets=(
        "weasyprint.text.line_break:split_first_line",
        "weasyprint.layout.inline:split_text_box",
        "weasyprint.layout.inline:split_inline_box",
        "weasyprint.layout.preferred:trailing_whitespace_size",
    ),
    apply=_patch,
)
