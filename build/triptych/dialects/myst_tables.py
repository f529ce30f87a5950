"""The tables of MyST's directives: lists of lists, comma-separated values, and tables with a caption."""

import csv
import re

from triptych.dialects import paired


def listed(body: str, heads: int) -> str:
    """Return a table whose rows are the items of a list, and their cells the items within them."""
    rows: list[list[list[str]]] = []
    for line in paired.dedent(body).split("\n"):
        row = re.match(r"[*-][ \t]+(?:[*-](?:[ \t]+(?P<words>.*))?$)", line)
        cell = re.match(r"[ \t]{1,5}[*-](?:[ \t]+(?P<words>.*))?$", line)
        if row:
            rows.append([[row["words"] or ""]])
        elif cell and rows and _is_cell(line):
            rows[-1].append([cell["words"] or ""])
        elif rows:
            rows[-1][-1].append(line[4:] if line[:4].isspace() else line.strip())
    return table([["\n".join(cell).strip() for cell in row] for row in rows], heads)


def _is_cell(line: str) -> bool:
    """Whether an item is a cell of its row, and not a list within one."""
    return len(line) - len(line.lstrip()) <= 3


def separated(body: str, heads: int, delimiter: str, head: str = "") -> str:
    """Return a table of comma-separated values; ``head`` is a row above it."""
    mark = {"tab": "\t", "space": " ", "\\t": "\t"}.get(delimiter, delimiter)[:1] or ","
    try:
        rows = list(
            csv.reader(body.strip("\n").splitlines(), delimiter=mark, skipinitialspace=True)
        )
        above = list(csv.reader([head], delimiter=mark, skipinitialspace=True)) if head else []
    except csv.Error:
        return body
    found = [row for row in (*above, *rows) if row]
    return table(found, heads + len(above))


def table(rows: list[list[str]], heads: int) -> str:
    """Return rows as a table; its cells may have several paragraphs."""
    if not rows:
        return ""
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    if any("\n\n" in cell.strip() or _is_block(cell) for row in full for cell in row):
        return _grid(full, heads)
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in full]
    head = cells[0] if heads else [""] * width
    lines = [head, ["---"] * width, *(cells[1:] if heads else cells)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _is_block(cell: str) -> bool:
    """Whether a cell has more than one paragraph."""
    return (
        bool(re.search(r"^(?:[-+*]|\d+\.) |^`{3}|^:{3}|^\s*!\[.*\]\(", cell, re.MULTILINE))
        and "\n" in cell
    )


def _grid(rows: list[list[str]], heads: int) -> str:
    """Return rows as a table in which cells have blocks."""
    cells = [[cell.expandtabs(4).split("\n") for cell in row] for row in rows]
    widths = [max(max(map(len, row[n])) for row in cells) + 2 for n in range(len(rows[0]))]
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    out = [rule]
    for number, row in enumerate(cells):
        for line in range(max(map(len, row))):
            parts = [each[line] if line < len(each) else "" for each in row]
            words = (f" {part}".ljust(width) for part, width in zip(parts, widths, strict=True))
            out.append("|" + "|".join(words) + "|")
        out.append(rule.replace("-", "=") if number + 1 == heads else rule)
    return "\n".join(out)
