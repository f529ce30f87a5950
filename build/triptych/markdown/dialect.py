"""Rewrite what CommonMark reads otherwise than pandoc's Markdown, so that pandoc reads it as CommonMark.

Many sources are written for code forges, whose Markdown is CommonMark: a heading or a table may follow a
paragraph without a blank line, a letter and a full stop begin no list, ``---`` is a rule, and anything may
follow a code fence. Lines are separated, completed and escaped; no word is removed.
"""

import re
from collections.abc import Sequence

from triptych.markdown import block_tags, heading_lines, quotations
from triptych.markdown.dashed_tables import table_lines
from triptych.markdown.dollars import escape_dollars
from triptych.markdown.emphasis import write_emphasis
from triptych.markdown.fence_info import pandoc_info
from triptych.markdown.grid_tables import end_of_grid, write_grid
from triptych.markdown.inline_links import write_links
from triptych.markdown.link_definitions import LinkDefinitions
from triptych.markdown.list_marks import Lists, as_text, indent_of, items_end
from triptych.markdown.nesting import DEEPEST
from triptych.markdown.plain_signs import escape_signs
from triptych.markdown.quotations import QUOTE, RULE, begins_block
from triptych.markdown.regions import Region, opened_region

_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(-{2,}|=+)[ \t]*$")
_NO_PARAGRAPH = re.compile(
    r"\s*$|#{1,6}[ \t]|:::| {0,3}[|<>+]|[ \t]*[=*_ -]{3,}$|[ \t]*(?:`{3}|~{3}|-->)| {4}|\t"
)
_NO_HEADING = re.compile(r" {0,3}(?:: |\[[^\[\]]+\]:)")
"""What is no paragraph above an underline: a definition, or that of a link's address."""

_NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]+\]:")
_DEFINITION = re.compile(r"[ ]{0,2}:[ \t]+\S")
_DECLARATION = re.compile(r" {0,3}<![A-Za-z][^<>]*>[ \t]*$")
_INDENT = re.compile(r" {4}|\t")
_COMMENT_TERM = re.compile(r"[ ]{0,3}<!--(?:(?!-->).)*-->[ \t]*$")
_BARE_DEFINITION = re.compile(r":[ ]{1,3}(?=\S)")


def normalise(markdown: str) -> str:
    """Return a text that pandoc reads as CommonMark defines (version 0.31.2, sections 4 and 5)."""
    lines = _without_bare_definitions(markdown.split("\n"))
    return block_tags.write_phrases("\n".join(_Scanner(lines, LinkDefinitions()).lines()))


class _Scanner:
    """Reads lines from the first to the last, and writes them for pandoc."""

    def __init__(self, lines: Sequence[str], definitions: LinkDefinitions, depth: int = 0) -> None:
        self._lines = lines
        self._definitions = definitions
        self._depth = depth
        self._tables = table_lines(lines)
        self._out: list[str] = []
        self._end: Region | None = None
        self._before = ""
        self._lists = Lists()
        self._is_note = False
        self._text_at: int | None = None

    def lines(self) -> list[str]:
        """Return the lines as pandoc should have them."""
        number = 0
        while number < len(self._lines):
            number += self._read(number)
        if self._end and self._end.is_fence and not self._end.is_loose:
            self._out.append(self._end.mark)  # a fence that nothing closes ends with the text
        self._end_text()
        return self._out

    def _read(self, number: int) -> int:
        """Read a line, or several that are one block; return how many."""
        line = self._lines[number]
        self._lists.read_division(line)
        self._is_note = bool(_NOTE.match(line) or _DEFINITION.match(line)) or (
            self._is_note and line[:1] in ("", " ", "\t")
        )
        if self._end:
            self._end = None if self._end.is_closed_by(line) else self._end
            return self._put(line)
        if number in self._tables:
            self._end_text()
            return self._put(line)
        if several := self._quotation(number) or self._grid(number):
            return several
        if fence := self._opening(line):
            self._end_text()
            prefix = line[: fence.start()]
            if prefix:
                self._read_item(line, self._before, is_paragraph=False)
            is_loose = self._lists.open or self._is_note
            indent = f"{prefix}{fence[1]}" if is_loose else fence[1]
            self._end = Region(fence[2], " " * len(indent), is_loose=is_loose)
            return self._put(f"{prefix}{fence[1]}{fence[2]}{pandoc_info(fence[3])}", line)
        return self._plain(number)

    def _put(self, line: str, source: str | None = None) -> int:
        """Write a line; return 1."""
        self._out.append(line)
        self._before = line if source is None else source
        return 1

    def _plain(self, number: int) -> int:
        """Read a line that is neither code in fences nor quoted; return 1."""
        line = self._lines[number]
        after = self._lines[number + 1] if number + 1 < len(self._lines) else ""
        self._end = opened_region(self._lines, number)
        inner, before, below = (
            _outdented(each) if self._is_note else each for each in (line, self._before, after)
        )
        is_text = not self._lists.open and not _NO_PARAGRAPH.match(before)
        if self._ruled(line, inner, is_text=is_text):
            return 1
        is_code = self._lists.is_code(inner, before, is_text=is_text)
        self._read_item(line, before, is_paragraph=not _NO_PARAGRAPH.match(before))
        if is_code or not line.strip():
            self._end_text()
            return self._put(_without_tabs(line) if is_code and self._lists.open else line, line)
        if _DECLARATION.match(line):
            return self._put("<!-- -->", line)
        if before.strip() and begins_block(inner, below, is_text=is_text):
            self._end_text()
            self._out.append("")
        begins = bool(_NO_PARAGRAPH.match(before))
        read = self._definitions.read(line, after, begins=begins)
        return self._put(self._written(read, is_text=is_text), line)

    def _read_item(self, line: str, before: str, *, is_paragraph: bool) -> None:
        """Read a line that may begin an item, and part its list from one with other bullets above it."""
        self._lists.read(line, before, is_paragraph=is_paragraph)
        if self._lists.is_other:
            self._end_text()
            self._out += ["", f"{line[: indent_of(line)]}<!-- -->", ""]

    def _written(self, line: str, *, is_text: bool) -> str:
        """Return a line of text or a heading as pandoc should have it."""
        if self._end:
            return line
        if re.match(r" {0,3}#", line) and (not self._lists.open or line[0] == "#"):
            self._end_text()
            return _inline(heading_lines.heading_line(line))
        begins = self._lists.is_item(line) or not is_text
        if begins and not (self._lists.open and not self._lists.is_item(line)):
            self._end_text()
        if self._text_at is None:
            self._text_at = len(self._out)
        return as_text(line, self._lists, is_text=is_text)

    def _ruled(self, line: str, inner: str, *, is_text: bool) -> bool:
        """Write a rule, or the heading that an underline makes of the paragraph above; whether it did."""
        underline = _UNDERLINE.match(line)
        if underline and is_text:
            return not self._is_note and self._underlined(line, underline[1][0])
        is_within = line[:1] in (" ", "\t") and (self._lists.open or self._is_note)
        if is_within or not RULE.match(inner):
            return False
        if not self._before.strip() and line.lstrip()[0] != "-":
            return False
        self._end_text()
        self._lists.close()
        self._out += ["", "***"] if self._before.strip() else ["***"]
        self._before = line
        return True

    def _underlined(self, line: str, mark: str) -> bool:
        """Write the paragraph above an underline as a heading, where pandoc reads none; whether it did."""
        above = [] if self._text_at is None else self._out[self._text_at :]
        is_plain = len(above) == 1 and line[0] == mark and above[0][:1] != " "
        if not above or is_plain or any(map(_NO_HEADING.match, above)):
            return False
        self._out[self._text_at :] = [heading_lines.underlined(above, mark)]
        self._text_at = None
        self._before = line
        return True

    def _quotation(self, number: int) -> int:
        """Write the lines from ``number`` on that are quoted; return how many."""
        end = number
        while end < len(self._lines) and QUOTE.match(self._lines[end]):
            end += 1
        quoted = [QUOTE.sub("", line, count=1) for line in self._lines[number:end]]
        is_within = self._lists.open and (self._before.strip() or self._lines[number][:1] != ">")
        is_deep = self._depth > DEEPEST  # pandoc's tree is refused for it later
        if not quoted or is_within or is_deep or any(line[:1] == "\t" for line in quoted):
            return 0
        self._end_text()
        self._lists.close()
        inner = _Scanner(quoted, self._definitions, self._depth + 1).lines()
        self._out += [f"> {line}" if line else ">" for line in inner]
        if not quotations.is_continued(self._lines, end):
            self._out.append("")
        self._before = self._lines[end - 1]
        return end - number

    def _grid(self, number: int) -> int:
        """Write the grid table that begins at a line; return how many lines it has."""
        line = self._lines[number]
        is_code = indent_of(line) >= 4 and not self._lists.open and not self._is_note
        is_text = not _NO_PARAGRAPH.match(self._before)
        end = number if is_text or is_code else end_of_grid(self._lines, number)
        if end == number or self._depth > DEEPEST:
            return 0
        self._read_item(line, self._before, is_paragraph=False)
        self._end_text()
        write = list[str] if self._lists.are_fancy else self._cell
        self._out += write_grid(self._lines[number:end], write)
        self._before = self._lines[end - 1]
        return end - number

    def _cell(self, lines: list[str]) -> list[str]:
        """Return the lines of a cell as pandoc should have them."""
        return _Scanner(lines, self._definitions, self._depth + 1).lines()

    def _opening(self, line: str) -> re.Match[str] | None:
        """Return the code fence that a line opens; outside a list, a deep indent is code already."""
        fence = _FENCE.match(line, items_end(line))
        if not fence or (fence[2][0] == "`" and "`" in fence[3]):
            return None
        if self._is_note:
            return fence
        is_deep = "\t" in line[: fence.end(1)] and not items_end(line) and self._lists.is_deep(line)
        is_inside = self._lists.open and not is_deep
        return fence if is_inside or len(fence[1].expandtabs(4)) < 4 else None

    def _end_text(self) -> None:
        """Write the dollars and links of the paragraph that ends here."""
        if self._text_at is not None:
            text = "\n".join(self._out[self._text_at :])
            self._out[self._text_at :] = _inline(escape_dollars(text)).split("\n")
        self._text_at = None


def _without_tabs(line: str) -> str:
    """Return a line with spaces for the tabs before its words; pandoc takes each for a level of a list."""
    return " " * indent_of(line) + line.lstrip()


def _inline(text: str) -> str:
    """Return a paragraph or a heading whose phrases pandoc reads as CommonMark does."""
    return write_emphasis(write_links(escape_signs(text)))


def _outdented(line: str) -> str:
    """Return a line of a note without the indent that makes it one."""
    indent = _INDENT.match(line)
    return line[indent.end() :] if indent else line


def _without_bare_definitions(lines: Sequence[str]) -> list[str]:
    """Return lines in which a definition below a comment, which is no term, is text like any other."""
    if not any(map(_BARE_DEFINITION.match, lines)):
        return list(lines)
    out: list[str] = []
    width, last = 0, ""
    for line in lines:
        mark = _BARE_DEFINITION.match(line)
        if mark and _COMMENT_TERM.match(last):
            width = 4
            out.append(line[mark.end() :])
        elif width and (not line.strip() or indent_of(line) >= width):
            out.append(line.expandtabs(4)[width:] if line.strip() else line)
        else:
            width = 0
            out.append(line)
        last = line if line.strip() else last
    return out
