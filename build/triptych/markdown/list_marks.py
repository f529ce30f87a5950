"""What begins an item of a list: in CommonMark a bullet, or digits with a full stop or bracket (5.2).

Pandoc also counts by letters, Roman numerals and in brackets, which paragraphs begin with too: ``z. B.``,
``(c) 2026``, ``A. Smith``. An author asks for pandoc's own lists by ``#.`` and ``(@)``, which no prose has,
and by ``::: fancy-lists`` around them.
A number of four or more digits (``1920.``) begins no list, unless it continues one: a year is meant.
"""

import re

FANCY_LISTS = "fancy-lists"
"""The class of a division in which lists may count by letters, as pandoc reads them."""

BULLET_OR_ONE = re.compile(r"\s*(?:[-+*]|1[.)])(?:\s|$)")
_ITEM = re.compile(r"\s*\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}|#|@[\w-]*)(?=[.)]\s)")
_MARK = re.compile(r"([ \t]*)([-+*]|\d{1,9}[.)])([ \t]+|$)")
_PREFIX = re.compile(
    r"(?:[ \t]*(?:[-+*]|\d{1,3}[.)])[ \t]+|[ ]{0,2}:[ \t]+|[ ]{0,3}\[\^[^\]\s]+\]:[ \t]*)*"
)
_FANCY = re.compile(
    r"[ \t]*(?:\(?(?:[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})|\(\d{1,9}(?=\))|\d{4,})(?=[.)](?:\s|$))"
)
_ASKED = re.compile(r"\s*\(?[#@]")
_NUMBER = re.compile(r"\s*(\d{1,9})[.)](?=\s|$)")
_DIVISION = re.compile(r" {0,3}:{3,}(.*)$")
_EMPTY = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s*$")
_BULLETS = {"-", "+", "*"}
_YEAR = 4
"""The digits from which on a number is a year, not the first of a list."""


class Lists:
    """The lists that are open at a line: the columns at which their items' texts begin."""

    def __init__(self) -> None:
        self.open = False
        self.is_other = False
        """Whether the line read last begins a list with other bullets below one (section 5.3)."""
        self._columns: list[int] = []
        self._marks: list[str] = []
        self._last = -1
        self._is_year = False
        self._asked = 0
        self._was_code = False

    def close(self) -> None:
        """End every list."""
        self.open, self._columns, self._marks = False, [], []

    @property
    def are_fancy(self) -> bool:
        """Whether the author asks here for lists that pandoc alone knows."""
        return self._asked > 0

    def read_division(self, line: str) -> None:
        """Count a mark of a fenced division, in case it asks for pandoc's lists or ends where they are."""
        mark = _DIVISION.match(line)
        if mark and (self._asked or FANCY_LISTS in mark[1]):
            self._asked += 1 if mark[1].strip() else -1

    def is_item(self, line: str) -> bool:
        """Whether the line read last begins an item, as CommonMark reads it."""
        return bool(_MARK.match(line)) and not self._is_year

    def read(self, line: str, before: str, *, is_paragraph: bool) -> None:
        """Read a line that is neither code in fences nor raw."""
        begins = BULLET_OR_ONE.match(line) or (not is_paragraph and _ITEM.match(line))
        number = _NUMBER.match(line)
        self._is_year = bool(number) and self._begins_year(number[1] if number else "")
        is_item = self.are_fancy or _MARK.match(line) or _ASKED.match(line)
        begins = begins if is_item and not self._is_year else None
        if begins and is_paragraph and not self.open and _EMPTY.match(line):
            begins = None  # an item without words does not end a paragraph
        self.open = bool(begins) or (self.open and bool(before.strip() or not line[:1].strip()))
        if not self.open:
            self._columns, self._marks = [], []
        ended = ""
        if begins or not before.strip():
            while line.strip() and self._columns and indent_of(line) < self._columns[-1]:
                self._columns.pop()
                ended = self._marks.pop()
        first = _MARK.match(line)
        bullet = first[2] if begins and first else ""
        self.is_other = {bullet, ended} <= _BULLETS and bullet != ended
        at = 0
        while begins and (mark := _MARK.match(line, at)):
            space = len(mark[3].expandtabs(4))
            at = mark.end() if 1 <= space <= 4 else mark.end(2) + 1
            self._columns.append(len(line[:at].expandtabs(4)))
            self._marks.append(mark[2])
        if number:
            self._last = int(number[1])

    def is_code(self, line: str, before: str, *, is_text: bool) -> bool:
        """Whether a line is indented code: four columns beyond the text around it (section 4.4)."""
        is_deep = bool(line.strip()) and self.is_deep(line) and not is_text
        self._was_code = is_deep and (not before.strip() or self._was_code)
        return self._was_code

    def is_deep(self, line: str) -> bool:
        """Whether a line begins four columns or more beyond the words of the item that it belongs to."""
        indent = indent_of(line)
        return indent >= 4 + max((each for each in self._columns if each <= indent), default=0)

    def _begins_year(self, number: str) -> bool:
        """Whether a number is too long for that of a first item, and continues no list."""
        return len(number) >= _YEAR and not (self.open and int(number) == self._last + 1)


def items_end(line: str) -> int:
    """Return where the words of a line begin, after the marks of the items that it begins."""
    at = 0
    while (mark := _MARK.match(line, at)) and mark[3]:
        at = mark.end(2) + (1 if len(mark[3]) > 4 else len(mark[3]))
    return at


def indent_of(line: str) -> int:
    """Return the columns of white space before the words of a line."""
    return len(line) - len(line.lstrip()) if "\t" not in line else _tabbed(line)


def _tabbed(line: str) -> int:
    """Return the columns before the words of a line with tabs, each to the next fourth."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def as_text(line: str, lists: Lists, *, is_text: bool) -> str:
    """Return a line of a paragraph, escaped so that no letter or number in it begins a list.

    ``is_text`` is whether it continues one, where a number other than 1 begins none either.
    """
    if lists.are_fancy and not is_text:
        return line
    if is_text:
        item = None if BULLET_OR_ONE.match(line) else _ITEM.match(line)
        return f"{line[: item.end()]}\\{line[item.end() :]}" if item else line
    number = _NUMBER.match(line)
    at = 0 if number and not lists.is_item(line) else _prefix_end(line)
    item = _FANCY.match(line, at)
    if not item or (at == 0 and number and lists.is_item(line)):
        return line
    return f"{line[: item.end()]}\\{line[item.end() :]}"


def _prefix_end(line: str) -> int:
    """Return where the words of a line begin, after the marks of items and notes before them."""
    prefix = _PREFIX.match(line)
    return prefix.end() if prefix else 0
