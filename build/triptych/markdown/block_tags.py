"""Tags of blocks where pandoc reads phrases only: in cells of pipe tables, links, spans and the like.

Pandoc ends such a phrase at the tag and loses the words behind it. The tag is written as a raw phrase
instead, and what it then is in is made a block when the page is repaired.
"""

import re
from itertools import accumulate

from triptych.dialects import scanner

_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|details|dialog|dir|div|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|li|main|menu|nav|noscript|ol|output|p|pre|section|summary|ul|table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)"
    r"(?=[\s/>])(?:[^<>\"'`]|\"[^\"`]*\"|'[^'`]*')*>",
    re.IGNORECASE,
)


def write_phrases(text: str) -> str:
    """Return a text in which the tags of blocks are raw phrases where only phrases are read."""
    if not _TAG.search(text):
        return text
    return _in_phrases(_in_cells(text) if "|" in text else text)


def _in_cells(text: str) -> str:
    """Return a text in whose pipe tables the tags of blocks are raw phrases."""
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
    return scanner.substitute(row, _TAG, _phrase, indented=False) if "<" in row else row


def _in_phrases(text: str) -> str:
    """Return a text in whose links, spans, notes, raised and struck words the tags are raw phrases."""
    inside = _phrases(scanner.mask(text))

    def make(tag: scanner.Found) -> str | None:
        return _phrase(tag) if inside[tag.start] else None

    return scanner.substitute(text, _TAG, make)


def _phrases(masked: str) -> list[bool]:
    """Return for each letter of a masked text whether it is in a phrase that has a mark at both ends."""
    changes = [0] * (len(masked) + 1)
    opened: list[int] = []
    for mark in _BRACKETS.finditer(masked):
        if mark[0] == "[":
            opened.append(mark.start())
        elif mark[0] != "]":
            opened.clear()
        elif opened:
            start = opened.pop()
            if masked[mark.end() :].startswith(("(", "[", "{")) or masked[:start].endswith("^"):
                changes[start] += 1
                changes[mark.start()] -= 1
    for phrase in _MARKED.finditer(masked):
        changes[phrase.start()] += 1
        changes[phrase.end()] -= 1
    return [depth > 0 for depth in accumulate(changes)]


def _phrase(tag: scanner.Found) -> str:
    """Return a tag as a raw phrase, apart from code beside it."""
    before, after = tag.text[: tag.start][-1:], tag.text[tag.match.end() :][:1]
    left, right = (_APART if each == "`" else "" for each in (before, after))
    return f"{left}`{tag[0]}`{{=html}}{right}"


_BRACKETS = re.compile(r"(?<!\\)[\[\]]|\n[ \t>]*(?=\n)")
"""Brackets, and where a paragraph ends."""

_MARKED = re.compile(
    r"(?<!\\)(?P<mark>\*\*|\*|(?<!\w)__?|~~)(?=[^\s*_~])"
    r"(?:(?!(?P=mark))[^\n]|\n(?![ \t>]*\n))+(?<!\s)(?P=mark)"
    r"|(?<![\\~^])(?P<shift>[~^])[^\s~^]+(?P=shift)"
)
"""Emphasised, struck, lowered and raised words."""

_APART = "<!-- -->"
"""What keeps two runs of backticks apart, and is not printed."""
