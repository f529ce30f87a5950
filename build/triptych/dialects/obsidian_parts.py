"""The sections and blocks of an Obsidian note, by what links call them."""

import re

from triptych.dialects import scanner

HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<words>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
"""A heading with its signs and its words."""

BLOCK_ID = re.compile(r"(?:^|[ \t]+)\^([A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)
"""The id of a block at its end, or on a line below it."""

_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")


def _letters(words: str) -> str:
    """Return the letters and digits of a heading, by which links name it."""
    return "".join(c for c in words.casefold() if c.isalnum())


def part(text: str, name: str) -> str | None:
    """Return the section or the block of a text that a link names; None when there is none."""
    if not name:
        return text
    last = name.rpartition("#")[2].strip()
    if last.startswith("^"):
        return _block(text, last[1:])
    start, end = 0, len(text)
    headings = [
        (found.start, len(found["marks"]), found["words"]) for found in scanner.find(text, HEADING)
    ]
    for step in name.split("#"):
        wanted = _letters(step)
        index = next(
            (
                n
                for n, (at, _, words) in enumerate(headings)
                if start <= at < end and _letters(words) == wanted
            ),
            None,
        )
        if index is None:
            return None
        start, level, _ = headings[index]
        end = next((at for at, other, _ in headings[index + 1 :] if other <= level), end)
    return text[start:end]


def _block(text: str, uid: str) -> str | None:
    """Return the paragraph, list item or other block that has an id; None when none has it."""
    lines = text.split("\n")
    number = next((found.line for found in scanner.find(text, BLOCK_ID) if found[1] == uid), None)
    if number is None:
        return None
    if not BLOCK_ID.sub("", lines[number]).strip(" >\t"):
        end = number
        while end and not lines[end - 1].strip():
            end -= 1
        return "\n".join(lines[first_line(lines, end - 1) : end])
    if _ITEM.match(lines[number]):
        return "\n".join(lines[number : _item_end(lines, number)])
    end = number + 1
    while end < len(lines) and lines[end].strip() and not _ITEM.match(lines[end]):
        end += 1
    return "\n".join(lines[first_line(lines, number) : end])


def first_line(lines: list[str], number: int) -> int:
    """Return the number of the first line of the block that a line ends."""
    in_code = scanner.code_lines("\n".join(lines))
    while number > 0 and (lines[number - 1].strip() or in_code[number - 1]):
        number -= 1
    return max(number, 0)


def _item_end(lines: list[str], number: int) -> int:
    """Return the number of the first line after a list item and what is below it."""
    width = len(lines[number].expandtabs(4)) - len(lines[number].expandtabs(4).lstrip())
    end = number + 1
    while end < len(lines):
        line = lines[end].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip()) <= width:
            break
        end += 1
    return end
