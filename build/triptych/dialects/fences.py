"""Fences of code that other tools mark up: what follows their marks, and lines that are no code."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from triptych.dialects import scanner


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of code: what follows its marks, and its lines with their indent."""

    info: str
    lines: list[str]


def rewrite(text: str, make: Callable[[Fence], Fence | str]) -> str:
    """Return a text with each fence of code replaced: by another fence, or by text without marks."""
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    for fence in scanner.fences(text):
        out += lines[at : fence.start]
        made = make(Fence(fence.info, fence.inner(lines)))
        if isinstance(made, str):
            out += [f"{fence.indent}{line}".rstrip() for line in made.split("\n")]
        else:
            out += [f"{fence.before}{fence.marks}{made.info}", *made.lines, *fence.closing(lines)]
        at = fence.end
    return "\n".join([*out, *lines[at:]])


_ATTRIBUTE = re.compile(r"(?P<name>[A-Za-z_][\w-]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'{}]+))")


def attributes(info: str) -> dict[str, str]:
    """Return the attributes that follow a fence's language, by name: ``title="a.py" linenums="1"``."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(info):
        found.setdefault(match["name"].lower(), match[2] or match[3] or match[4] or "")
    return found
