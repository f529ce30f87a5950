"""Pandoc's tables of dashes, as distinct from CommonMark's rules and underlined headings.

An author asks for such a table by a line of several groups of dashes, one for each column (User's Guide,
"Simple tables", "Multiline tables"). One group alone is a rule or an underline, as in CommonMark.
"""

import re
from collections.abc import Sequence

DASHES = re.compile(r" {0,3}-{3,}[ \t]*$")
_COLUMNS = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$")


def table_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that belong to tables of dashes, counted from 0."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in found or not _COLUMNS.match(line):
            continue
        start = number
        while start and lines[start - 1].strip() and start - 1 not in found:
            start -= 1
        head = next((n for n in range(start, number) if DASHES.match(lines[n])), None)
        if head is None:
            start = max(start, number - 1)
            end = _end_of_rows(lines, number)
        else:
            start, end = head, _end_of_cells(lines, number)
        found.update(range(start, end))
    return frozenset(found)


def _end_of_rows(lines: Sequence[str], number: int) -> int:
    """Return the number of the line after a table whose rows are lines, or cells without a head."""
    end = number + 1
    while end < len(lines) and lines[end].strip():
        end += 1
        if _COLUMNS.match(lines[end - 1]) or DASHES.match(lines[end - 1]):
            return end
    has_head = number > 0 and bool(lines[number - 1].strip())
    return end if has_head else max(end, _end_of_cells(lines, number, default=end))


def _end_of_cells(lines: Sequence[str], number: int, default: int = 0) -> int:
    """Return the number of the line after the dashes that end a table of cells of several lines."""
    for end in range(number + 1, len(lines)):
        if DASHES.match(lines[end]):
            return end + 1
        if lines[end].startswith(("#", "```", "~~~", ">")):
            break
    return default or number + 1
