"""Grid tables, whose cells are rewritten one by one, so that their columns stay below each other.

A grid table is drawn with ``+``, ``-``, ``=`` and ``|`` (Pandoc User's Guide, "Tables"), and a cell holds
whole blocks. A sign that is escaped in it would move the rest of its line out of its column. Tables with
cells over several columns or rows, and those whose columns do not fit, are left as they are.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from typing import TypeAlias

BORDER = re.compile(r" *\+(?:(?::?-+:?|:?=+:?)\+)+[ \t]*$")
"""A line between rows, such as ``+---+:=:+``."""

Write: TypeAlias = Callable[[list[str]], list[str]]
"""A function that rewrites the lines of a cell."""

_Row: TypeAlias = list[list[str]] | str
"""The lines of each cell of a row, or the border between two rows."""


def end_of_grid(lines: Sequence[str], start: int) -> int:
    """Return the number of the line after the grid table at ``start``; ``start`` where there is none."""
    if not BORDER.match(lines[start]):
        return start
    end = start + 1
    while end < len(lines) and lines[end].lstrip(" ")[:1] in ("|", "+"):
        end += 1
    while end > start + 1 and not BORDER.match(lines[end - 1]):
        end -= 1
    return end if end > start + 2 else start


def write_grid(lines: Sequence[str], write: Write) -> list[str]:
    """Return a grid table with rewritten cells."""
    lines = [line.rstrip() for line in lines]
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    if not all(_fits(line, edges) for line in lines):
        return list(lines)
    rows: list[_Row] = []
    cells: list[list[str]] = [[] for _ in edges[1:]]
    for line in lines:
        if BORDER.match(line):
            if any(cells):
                rows.append([_dedented(cell) for cell in cells])
                cells = [[] for _ in edges[1:]]
            rows.append(line)
        else:
            for cell, (left, right) in zip(cells, pairwise(edges), strict=True):
                cell.append(line[left + 1 : right].rstrip())
    written = [row if isinstance(row, str) else list(map(write, row)) for row in rows]
    return list(lines) if written == rows else _drawn(written, edges)


def _fits(line: str, edges: list[int]) -> bool:
    """Whether a line of a grid has all edges of its columns, and no others between rows."""
    if len(line) != edges[-1] + 1 or line[: edges[0]].strip():
        return False
    if BORDER.match(line):
        return [at for at, sign in enumerate(line) if sign == "+"] == edges
    return all(line[at] == "|" for at in edges)


def _dedented(cell: list[str]) -> list[str]:
    """Return the lines of a cell without the spaces that all begin with, and the empty ones around."""
    indents = [len(line) - len(line.lstrip(" ")) for line in cell if line.strip()]
    lines = [line[min(indents, default=0) :] for line in cell]
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return lines


def _drawn(rows: list[_Row], edges: list[int]) -> list[str]:
    """Return a grid with as much room as its cells need: all columns are widened by the same factor."""
    widths = [right - left - 1 for left, right in pairwise(edges)]
    needed = [2] * len(widths)
    for row in rows:
        if not isinstance(row, str):
            longest = [max(map(len, cell), default=0) + 1 for cell in row]
            needed = list(map(max, needed, longest))
    factor = max(1.0, *(need / width for need, width in zip(needed, widths, strict=True)))
    wide = [-int(-width * factor // 1) for width in widths]
    indent = " " * edges[0]
    out: list[str] = []
    for row in rows:
        if isinstance(row, str):
            parts = [row[left + 1 : right] for left, right in pairwise(edges)]
            drawn = [_stretched(part, width) for part, width in zip(parts, wide, strict=True)]
            out.append(f"{indent}+{'+'.join(drawn)}+")
        else:
            for line in zip_longest(*row, fillvalue=""):
                cells = (f" {text}".ljust(width) for text, width in zip(line, wide, strict=True))
                out.append(f"{indent}|{'|'.join(cells)}|")
    return out


def _stretched(part: str, width: int) -> str:
    """Return a part of a border as wide as its column, with its colons at their ends."""
    sign = "=" if "=" in part else "-"
    inner = sign * (width - part.count(":"))
    return f"{':' if part[0] == ':' else ''}{inner}{':' if part[-1] == ':' else ''}"
