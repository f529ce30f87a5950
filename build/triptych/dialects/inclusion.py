"""Files that a page sets in, whole or in part; a file within itself, and too many, are reported."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from triptych.core.findings import warn
from triptych.dialects import page as pages
from triptych.dialects.page import Page

MOST = 500
"""The most files that a page may include, those in its includes counted."""

LETTERS = 4 * 1024 * 1024
"""The most characters that the includes of a page may have."""

DEEPEST = 12
"""How deep includes may be within includes."""


@dataclass(slots=True)
class Includes:
    """The files that a page includes, as they are read: what is still allowed."""

    left: int = MOST
    letters: int = LETTERS

    def read(self, page: Page, name: str, markup: str, chain: tuple[str, ...]) -> str | None:
        """Return the text of a file; reported and None when it cannot be read, or includes itself.

        ``name`` is from the root after ``/``, else from the page's folder; ``chain`` are the paths of
        the files that are being read, from the page on.
        """
        own = path_of(page, name)
        if own in chain or len(chain) > DEEPEST:
            reason = "includes itself" if own in chain else f"is more than {DEEPEST} includes deep"
            warn(
                "include",
                f"the include “{name}” {reason}",
                pages.place_of(page, markup),
                "Ignored.",
            )
            return None
        if self.left <= 0 or self.letters <= 0:
            if self.left > -1:
                message = f"a page may include {MOST} files and {LETTERS} characters"
                warn("include", message, pages.place_of(page, markup), "The others are ignored.")
                self.left = self.letters = -1
            return None
        text = pages.read_text(page, name, markup)
        self.left -= 1
        self.letters -= len(text or "")
        return text


def path_of(page: Page, name: str) -> str:
    """Return the path from the root, separated by ``/``, of a file that a page names."""
    parts = [] if name.startswith("/") else page.name.split("/")[:-1]
    for part in name.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def at(page: Page, name: str) -> Page:
    """Return a page as it is seen from a file that it includes, whose name begins at the root."""
    own = path_of(page, name)
    return replace(page, path=page.root / own, name=own)


def without_front(text: str) -> str:
    """Return a text without its front matter."""
    found = re.match(r"---[ \t]*\n(?:.*?\n)??---[ \t]*(?:\n|$)", text, re.DOTALL)
    return text[found.end() :] if found else text


def lines_of(text: str, ranges: list[tuple[int, int]]) -> str:
    """Return ranges of lines of a text, counted from 1; an end of 0 is that of the text."""
    lines = text.split("\n")
    picked = [lines[max(first - 1, 0) : last or None] for first, last in ranges]
    return "\n".join(line for each in picked for line in each)


def between(text: str, begins: Callable[[str], bool], ends: Callable[[str], bool]) -> str | None:
    """Return the lines between the first that begins a section and the next that ends it; None for none."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if begins(line)), None)
    if start is None:
        return None
    rest = lines[start + 1 :]
    end = next((number for number, line in enumerate(rest) if ends(line)), len(rest))
    return "\n".join(rest[:end])
