"""Tables of kramdown's, which need no head."""

import re

from triptych.dialects import scanner

_ROW = re.compile(r"[ \t]{0,3}\|.*\|[ \t]*$")
_RULE = re.compile(r"[ \t|]*:?-{2,}[ \t:|-]*$|[ \t]*\|[ \t:|-]*-[ \t:|-]*$")


def with_heads(text: str) -> str:
    """Return a text in which tables without a head have an empty one, which pandoc needs."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    masked = scanner.mask(text).split("\n")
    out: list[str] = []
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and _ROW.match(masked[end]):
            end += 1
        rows = lines[number:end]
        is_first = not number or not lines[number - 1].strip()
        if len(rows) > 1 and is_first and not any(map(_RULE.match, rows)):
            columns = max(len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows)
            out += [f"|{'  |' * columns}", f"|{'---|' * columns}"]
        out += rows or [lines[number]]
        number = max(end, number + 1)
    return "\n".join(out)
