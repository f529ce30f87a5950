"""Files that Quarto and R Markdown set into a document: ``{{< include a.qmd >}}`` and ``child="a.Rmd"``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from triptych.core.findings import warn
from triptych.dialects import scanner
from triptych.dialects.page import Page, place_of, read_text

MOST = 1_000
"""The most files that are included in one document."""

LARGEST = 8 * 1024 * 1024
"""The most characters that they may have together."""

_INCLUDE = re.compile(
    r"(?P<indent>[ \t>]*)\{\{<\s*include\s+(?P<name>\"[^\"\n]+\"|[^\s>]+)\s*>\}\}[ \t]*$"
)
_CHILD = re.compile(
    r"[ \t]*(?P<mark>`{3,})\s*\{\w+.*?\bchild\s*=\s*(?P<names>c\([^()]*\)|[\"'][^\"']+[\"']).*\}"
)
_HEAD = re.compile(r"\ufeff?---[ \t]*\n(?![ \t]*\n).*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(slots=True)
class _Source:
    """A file that is being read: its path from the root, and the lines that are left."""

    name: str
    indent: str
    lines: Iterator[tuple[str, bool]]


def expand(text: str, page: Page) -> str:
    """Return a text with the files that it includes in it, and those that they include.

    A file that includes itself is reported and left out, as is what is too much.
    """
    if "include" not in text and "child" not in text:
        return text
    stack = [_source(page.name, "", text)]
    out: list[str] = []
    count = size = 0
    while stack:
        top = stack[-1]
        line, is_code = next(top.lines, ("", None))
        if is_code is None:
            stack.pop()
            continue
        names = _names(line, top)
        if names is None:
            out.append(f"{top.indent}{line}" if line else line)
            continue
        for name, indent in reversed(names):
            found = _find(name, top.name, page)
            if any(each.name == found for each in stack):
                message = f"the include “{name}” includes itself"
                warn("include", message, place_of(page, line), "Remove one of the includes.")
                continue
            count += 1
            if count > MOST or size > LARGEST:
                message = f"there are too many includes: “{name}” is not read"
                warn("include", message, place_of(page, line), "Include fewer or smaller files.")
                continue
            inner = read_text(page, f"/{found}", line)
            if inner is not None:
                size += len(inner)
                stack.append(_source(found, top.indent + indent, _HEAD.sub("", inner, count=1)))
    return "\n".join(out)


def _source(name: str, indent: str, text: str) -> _Source:
    """Return a file with its lines."""
    bare = text.removesuffix("\n") if indent or name else text
    return _Source(name, indent, zip(bare.split("\n"), scanner.code_lines(bare), strict=True))


def _names(line: str, top: _Source) -> list[tuple[str, str]] | None:
    """Return the files that a line includes, each with its indent; None where it includes none.

    The lines of a cell that only names its children are read off.
    """
    if found := _INCLUDE.match(line):
        return [(found["name"].strip('"'), found["indent"])]
    if "child" not in line or not (found := _CHILD.match(line)):
        return None
    for inner, _ in top.lines:
        if inner.strip() == found["mark"]:
            break
    return [(name, "") for name in re.findall(r"[\"']([^\"']+)[\"']", found["names"])]


def _find(name: str, start: str, page: Page) -> str:
    """Return the path from the root of an included file: near the one that includes it, else the page."""
    if name.startswith("/"):
        return normpath(name).lstrip("/")
    wanted = [normpath(join(dirname(each), name)) for each in (start, page.name, "")]
    for each in wanted:
        if not each.startswith("..") and (page.root / each).is_file():
            return each
    return wanted[0]
