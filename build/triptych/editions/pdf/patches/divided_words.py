"""A divided word has all its letters and a hyphen.

Where hyphenation changes letters, as in Hungarian (``könnyű``: ``köny-nyű``), WeasyPrint goes on after as
many bytes as it has printed, not where the second part begins, and loses a letter. A word that is longer
than its line it breaks between any two letters, without a hyphen.
"""

import re
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_Line = tuple[Any, int, int | None, float, float, float]
"""The laid-out line, its bytes, those to skip for the next line, and its width, height and baseline."""

_LETTER = (
    r"[^\W\d_](?<=[\u0041-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1fff\u2c00-\u2d2f"
    r"\ua640-\ua7ff\ufb00-\ufb06])"
)
"""A letter of a script that divides words with hyphens."""

_ENDS_IN_LETTERS = re.compile(_LETTER + _LETTER + r"\Z")
_BEGINS_WITH_LETTERS = re.compile(_LETTER + _LETTER)
_WORD_BEFORE = re.compile(r"\w*\Z")
_WORD = re.compile(r"\w*")


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``split_first_line`` where WeasyPrint's layout looks for it."""
    splitter = _Splitter(weasyprint.text.line_break)
    for module in (weasyprint.layout.inline, weasyprint.layout.preferred):
        vars(module)["split_first_line"] = splitter.split_first_line


class _Splitter:
    """Splits a first line as WeasyPrint does, and corrects what follows a divided word."""

    def __init__(self, line_break: ModuleType) -> None:
        self._split = vars(line_break)["split_first_line"]
        self._module = line_break

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        **options: Any,
    ) -> _Line:
        """Split as WeasyPrint does; resume where the second part of a word begins, and add a hyphen."""
        rest = (style, context, max_width, justification_spacing)
        line: _Line = self._split(text, *rest, **options)
        if line[2] is None or style["hyphens"] != "auto":
            return line
        shown = line[0].text
        if shown.endswith(style["hyphenate_character"]):
            shown = shown.removesuffix(style["hyphenate_character"])
            return line if text.startswith(shown) else self._resumed(text, shown, line, rest)
        return self._hyphenated(text, line, rest, options)

    def _resumed(self, text: str, shown: str, line: _Line, rest: tuple[Any, ...]) -> _Line:
        """Return a line whose last word changed its letters, to be resumed with the rest of that word."""
        style, context, *_ = rest
        pairs = zip(text, shown, strict=False)
        same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(text), len(shown)))
        begin = same - len(_WORD_BEFORE.findall(text[:same])[0])
        found = _WORD.match(text, same)
        end = found.end() if found else same
        limits = style["hyphenate_limit_chars"]
        lang = self._module.pyphen.language_fallback(style["lang"])
        words = context.dictionaries[lang, limits[1], limits[2], limits[0]]
        for first, second in words.iterate(text[begin:end]):
            if shown == text[:begin] + first and text[begin:end].endswith(second):
                at = len(text[: end - len(second)].encode())
                return (line[0], at, at, *line[3:])
        return line

    def _hyphenated(
        self, text: str, line: _Line, rest: tuple[Any, ...], options: dict[str, Any]
    ) -> _Line:
        """Return a line that ends inside a word with a hyphen; the line itself where it does not."""
        style, context, max_width, spacing = rest
        if not self._is_inside_word(text, line) or max_width is None:
            return line
        hyphen = style["hyphenate_character"]
        width = self._split(hyphen, style, context, None, spacing)[3]
        if max_width <= width:
            return line
        shorter = self._split(text, style, context, max_width - width, spacing, **options)
        if not self._is_inside_word(text, shorter):
            return line
        resume = shorter[2]
        first = text.encode()[:resume].decode()
        layout = self._module.create_layout(first + hyphen, style, context, None, spacing)
        laid_out, _ = layout.get_first_line()
        made: _Line = self._module.first_line_metrics(
            laid_out,
            text,
            layout,
            resume,
            space_collapse=True,
            style=style,
            hyphenated=True,
            hyphenation_character=hyphen,
        )
        return made

    def _is_inside_word(self, text: str, line: _Line) -> bool:
        """Whether a line ends between two letters without a hyphen, two letters from either end."""
        data = text.encode()
        if line[2] is None or line[0].text.encode() != data[: line[2]]:
            return False
        before, after = data[: line[2]].decode(), data[line[2] :].decode()
        return bool(_ENDS_IN_LETTERS.search(before) and _BEGINS_WITH_LETTERS.match(after))


PATCH = Patch(
    name="divided_words",
    upstream="Loses a letter where hyphenation changes letters; breaks a long word without a hyphen",
    reason="CSS Text 3, 5.4: hyphenation may change the spelling; no letter of the text is lost",
    test="editions/test_hyphens.py::test_a_divided_word_keeps_its_letters",
    targets=(
        "weasyprint.text.line_break:split_first_line",
        "weasyprint.text.line_break:first_line_metrics",
        "weasyprint.text.line_break:create_layout",
        "weasyprint.layout.inline:split_text_box",
        "weasyprint.layout.preferred:inline_line_widths",
        "pyphen:Pyphen.iterate",
    ),
    apply=_patch,
)
