"""Blocks between lines of marks that are more than code: ``::: {.note}`` and ```` ```{note} ````."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from triptych.dialects import scanner

DEEPEST = 40
"""How deep such blocks may be nested; what is opened below it stays as typed."""

_FENCE = re.compile(
    r"(?P<indent>(?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)"
    r"(?P<mark>:{3,}|`{3,}|~{3,})[ \t]*(?P<info>.*?)[ \t]*$"
)
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its marks, what follows them on their line, the text within, and its first line as typed.

    ``line`` is the number of its first line, from 0.
    """

    mark: str
    info: str
    inner: str
    opening: str
    line: int

    @property
    def is_colons(self) -> bool:
        """Whether it is between colons, so that its text is Markdown."""
        return self.mark[0] == ":"


IsRead = Callable[[str, str], bool]
"""Whether a rule reads blocks of such marks with such words after them."""

Make = Callable[[Block], str | None]
"""What replaces a block, in which the inner ones are replaced already; None leaves it as typed."""


@dataclass(slots=True)
class _Open:
    """A block that is open; one whose text is code is closed by its own marks alone."""

    indent: str
    mark: str
    info: str
    opening: str
    line: int
    is_code: bool
    lines: list[str] = field(default_factory=list[str])

    def is_closed_by(self, mark: str, *, exactly: bool) -> bool:
        """Whether marks alone on a line close it; any number of colons, unless it is counted exactly."""
        if mark[0] != self.mark[0]:
            return False
        return len(mark) >= len(self.mark) or (mark[0] == ":" and not exactly)


class _Reader:
    """Reads lines from the first to the last."""

    def __init__(self, is_read: IsRead, is_code: IsRead, make: Make, *, exactly: bool) -> None:
        self._is_read = is_read
        self._is_code = is_code
        self._make = make
        self._exactly = exactly
        self._open = [_Open("", "", "", "", 0, is_code=False)]

    def read(self, text: str) -> str:
        """Return a text with its blocks replaced; one that is not closed ends with the text."""
        masked = scanner.mask(text).split("\n")
        in_fence = scanner.code_lines(text)
        for number, line in enumerate(text.split("\n")):
            if masked[number][:1] == scanner.HIDDEN and not in_fence[number]:
                self._open[-1].lines.append(line)
            else:
                self._line(number, line)
        while len(self._open) > 1:
            self._close(None)
        return "\n".join(self._open[0].lines)

    def _line(self, number: int, line: str) -> None:
        """Read one line."""
        top = self._open[-1]
        match = _FENCE.match(line)
        if not match or (match["mark"][0] == "`" and "`" in match["info"]):
            top.lines.append(line)
            return
        mark, info = match["mark"], match["info"].rstrip(":").rstrip()
        if top.is_code:
            if not info and mark[0] == top.mark[0] and len(mark) >= len(top.mark):
                self._close(line)
            else:
                top.lines.append(line)
        elif info or mark[0] != ":":
            self._fence(number, line, match, info)
        else:
            self._end(line, mark)

    def _fence(self, number: int, line: str, match: re.Match[str], info: str) -> None:
        """Open a block; marks without words may close one instead."""
        mark = match["mark"]
        if not info and any(each.is_closed_by(mark, exactly=True) for each in self._open[1:]):
            self._end(line, mark)
            return
        is_read = len(self._open) <= DEEPEST and self._is_read(mark, info)
        if mark[0] == ":" and len(self._open) > DEEPEST:
            self._open[-1].lines.append(line)
            return
        is_code = self._is_code(mark, info) if is_read else mark[0] != ":"
        words = info if is_read else ""
        self._open.append(_Open(match["indent"], mark, words, line, number, is_code))

    def _end(self, line: str, mark: str) -> None:
        """Close the innermost block that marks alone on a line close, and those within it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].is_closed_by(mark, exactly=self._exactly):
                while len(self._open) > depth + 1:
                    self._close(None)
                self._close(line)
                return
        if self._exactly or mark[0] != ":":
            self._open[-1].lines.append(line)

    def _close(self, line: str | None) -> None:
        """Close the innermost block at a line, or at the end of what encloses it."""
        block = self._open.pop()
        above = self._open[-1].lines
        made = None
        if block.info:
            within = _outdented(block)
            made = self._make(
                Block(block.mark, block.info, "\n".join(within), block.opening, block.line)
            )
        if made is None:
            above += [block.opening, *block.lines, *([] if line is None else [line])]
            return
        first = block.indent
        after = _ITEM.sub(lambda match: " " * len(match[0]), first)
        if first != after:
            made = made.lstrip("\n")
        for number, each in enumerate(made.split("\n")):
            above.append(
                f"{after if number else first}{each}" if each or not number else after.rstrip()
            )


def _outdented(block: _Open) -> list[str]:
    """Return the lines of a block without what its first line begins with."""
    if not block.indent:
        return block.lines
    after = _ITEM.sub(lambda match: " " * len(match[0]), block.indent)
    if ">" in after:
        depth = after.count(">")
        start = re.compile(rf"(?:[ \t]*>[ \t]?){{0,{depth}}}")
        return [start.sub("", line, count=1) for line in block.lines]
    width = len(after.expandtabs(4))
    return [_without(line, width) for line in block.lines]


def _without(line: str, width: int) -> str:
    """Return a line without its indent, at most so many columns of it."""
    spaced = line.expandtabs(4) if line[:1] == "\t" else line
    bare = spaced.lstrip(" ")
    return spaced[min(width, len(spaced) - len(bare)) :]


def expand(
    text: str,
    is_read: IsRead,
    make: Make,
    *,
    is_code: IsRead = lambda mark, _: mark[0] != ":",
    exactly: bool = False,
) -> str:
    """Return a text with each block that ``is_read`` accepts replaced by what ``make`` returns for it.

    The inner ones are replaced first; those between backquotes are code unless ``is_code`` denies it.
    Colons alone on a line close the innermost block of colons, if ``exactly`` only one of as many
    or fewer; those that close nothing are then text, else nothing.
    """
    return _Reader(is_read, is_code, make, exactly=exactly).read(text)
