"""Cells of pipe tables, in which pandoc reads phrases only: it ends a cell at a tag of a block.

Such a tag is written as a raw phrase, so that the words behind it are not lost.
"""

import re

from triptych.dialects import scanner

_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|details|dialog|dir|div|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|li|main|menu|nav|noscript|ol|output|p|pre|section|summary|ul)"
    r"(?=[\s/>])(?:[^<>\"'`]|\"[^\"`]*\"|'[^'`]*')*>",
    re.IGNORECASE,
)


def write_phrases(text: str) -> str:
    """Return a text in whose pipe tables the tags of blocks are raw phrases."""
    if "|" not in text or not _TAG.search(text):
        return text
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    is_row = False
    for number, line in enumerate(lines):
        if in_code[number] or "|" not in line:
            is_row = False
        elif not is_row and _DELIMITER.match(line) and number and "|" in lines[number - 1]:
            is_row = True
            lines[number - 1] = _written(lines[number - 1])
        elif is_row:
            lines[number] = _written(line)
    return "\n".join(lines)


def _written(row: str) -> str:
    """Return a row in which the tags of blocks are raw phrases."""
    if "<" not in row:
        return row

    def make(tag: scanner.Found) -> str:
        before, after = row[: tag.start][-1:], row[tag.match.end() :][:1]
        left, right = (_APART if each == "`" else "" for each in (before, after))
        return f"{left}`{tag[0]}`{{=html}}{right}"

    return scanner.substitute(row, _TAG, make, indented=False)


_APART = "<!-- -->"
"""What keeps two runs of backticks apart, and is not printed."""
