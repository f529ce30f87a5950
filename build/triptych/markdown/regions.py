"""Regions of other rules that a line leaves open: fences, raw HTML, comments and formulas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from triptych.markdown.list_marks import indent_of

_CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)")
_BLOCKS = re.compile(r" {0,3}(?:<(?P<name>pre|script|style|textarea)(?=[\s>]|$)|<!--)")
_INLINE = (("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"))


@dataclass(frozen=True, slots=True)
class Region:
    """What is open: a fence's marks and its indent, or the text that ends it.

    A fence is loose in a list or note, where its end may be indented.
    """

    end: str
    indent: str = ""
    is_loose: bool = False

    @property
    def is_fence(self) -> bool:
        """Whether it is code in fences."""
        return self.end[0] in "`~"

    @property
    def mark(self) -> str:
        """The line that ends a fence."""
        return f"{self.indent}{self.end}"

    def is_closed_by(self, line: str) -> bool:
        """Whether a line ends it: a fence as long as the opening one, or a mark somewhere in the line."""
        if self.is_fence:
            fence = line.strip()
            is_near = self.is_loose or indent_of(line) < 4
            return len(fence) >= len(self.end) and not fence.strip(self.end[0]) and is_near
        return self.end in line.lower()


def opened_region(lines: Sequence[str], number: int) -> Region | None:
    """Return what a line outside code leaves open, or None.

    At the beginning of a line, HTML is open until its end, wherever that is (section 4.6, kinds 1 and 2);
    within a paragraph, only where the paragraph has the end.
    """
    low = _CODE.sub("", lines[number]).lower()
    if "<" in low:
        for begin, end in _INLINE:
            at = low.rfind(begin)
            if at >= 0 and end not in low[at:]:
                is_block = bool(_BLOCKS.match(low[at:])) and not low[:at].strip()
                return Region(end) if is_block or _in_paragraph(end, lines, number) else None
    is_formula = low.count("$$") % 2 == 1 and _in_paragraph("$$", lines, number)
    return Region("$$") if is_formula else None


def _in_paragraph(end: str, lines: Sequence[str], number: int) -> bool:
    """Whether a text is in the lines after one, before the next blank line."""
    for line in lines[number + 1 :]:
        if not line.strip():
            return False
        if end in line.lower():
            return True
    return False
