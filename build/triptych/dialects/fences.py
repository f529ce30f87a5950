"""Fences of code that other tools mark up: what follows their marks, and lines that are no code."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from triptych.dialects import scanner

_OPENING = re.compile(
    r"(?P<indent>(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)"
    r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>.*)$"
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of code: what follows its marks, and its lines with their indent."""

    info: str
    lines: list[str]


def rewrite(text: str, make: Callable[[Fence], Fence | str]) -> str:
    """Return a text with each fence of code replaced: by another fence, or by text without marks."""
    if "```" not in text and "~~~" not in text:
        return text
    in_code = scanner.code_lines(text)
    lines = text.split("\n")
    out: list[str] = []
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number]) if in_code[number] else None
        if not opening:
            out.append(lines[number])
            number += 1
            continue
        end = number + 1
        while end < len(lines) and in_code[end] and not _closes(lines[end], opening["marks"]):
            end += 1
        made = make(Fence(opening["info"].strip(), lines[number + 1 : end]))
        if isinstance(made, str):
            indent = _continued(opening["indent"])
            out += [f"{indent}{line}".rstrip() for line in made.split("\n")]
        else:
            out += [f"{opening['indent']}{opening['marks']}{made.info}", *made.lines]
            out += lines[end : end + 1] if end < len(lines) and in_code[end] else []
            number = end + 1 if end < len(lines) and in_code[end] else end
            continue
        number = end + 1
    return "\n".join(out)


def _closes(line: str, marks: str) -> bool:
    """Whether a line closes the fence that marks opened."""
    bare = line.lstrip("> \t").rstrip()
    return len(bare) >= len(marks) and not bare.strip(marks[0])


def _continued(indent: str) -> str:
    """Return the indent of lines after one that begins a list item or a quotation."""
    return re.sub(r"[^>\s]", " ", indent)


_ATTRIBUTE = re.compile(r"(?P<name>[A-Za-z_][\w-]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'{}]+))")


def attributes(info: str) -> dict[str, str]:
    """Return the attributes that follow a fence's language, by name: ``title="a.py" linenums="1"``."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(info):
        found.setdefault(match["name"].lower(), match[2] or match[3] or match[4] or "")
    return found
