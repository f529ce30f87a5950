"""The line of the source at which each block of an article begins, found by its letters.

Pandoc's Markdown reader knows no positions, so that the letters of each block are looked for behind those
of the block before it.
"""

from bisect import bisect_right
from collections.abc import Iterator

from lxml.html import HtmlElement, fragment_fromstring

from triptych.body.numbers import NUMBER
from triptych.core.model import Manuscript
from triptych.sources.lines import place_of_line

_SAMPLES = (80, 40, 20, 10, 4, 1)
"""The numbers of letters by which a block is looked for, the surest first."""

_SURE = 20
"""The letters that are looked for in the whole source, where they are not behind the block before."""

_FAR = 600
"""The letters within which fewer are looked for, so that none leads astray."""

_SKIPS = (24, 48)
"""The letters after which a block is looked for whose first ones are not the author's: “Figure 2 shows”."""

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ASIDE = frozenset(["caption", "figcaption", "img"])
"""Elements that the source may have at another place than the body: what follows is not behind them."""


def find_lines(body_html: str, manuscript: Manuscript) -> dict[str, int]:
    """Return the line of each numbered element of a galley's body, from 1, as its file counts.

    An element without words of its own begins with the first in it; one whose words are not the author's
    has the line of the one before.
    """
    letters = _Letters(manuscript.text)
    body = fragment_fromstring(body_html, create_parent="div")
    numbered = [e for e in body.iterdescendants() if isinstance(e.tag, str) and e.get(NUMBER)]
    rows: dict[HtmlElement, int] = {}
    last = 0
    for element in numbered:
        row = letters.find(element)
        if row is not None:
            rows[element] = last = row
        elif not _has_numbered(element):
            rows[element] = last
    for element in reversed(numbered):
        if element not in rows:
            inner = [rows[each] for each in element.iterdescendants() if each in rows]
            rows[element] = min(inner, default=0)
    return {e.get(NUMBER, ""): place_of_line(manuscript, rows[e]).line for e in numbered}


def find_front_lines(manuscript: Manuscript) -> dict[str, int]:
    """Return the lines of the front matter's keys that a title page shows, by the names of its elements."""
    return {str(path[0]): line for path, line in manuscript.key_lines.items() if len(path) == 1}


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


class _Letters:
    """The letters of a source, with where each line begins in them, and how far they were found."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        parts = [letters_of(line) for line in self._lines]
        self._begins = [0]
        for part in parts:
            self._begins.append(self._begins[-1] + len(part))
        self._starts = frozenset(self._begins)
        self._all = "".join(parts)
        self._at = 0

    def find(self, element: HtmlElement) -> int | None:
        """Return the line from 0 at which the words of an element begin; None where they are not found."""
        text = letters_of("".join(_words(element)))
        found, length = self._search(text, is_heading=element.tag in _HEADINGS)
        if found < 0:
            return self._find_inside(text)
        if element.tag not in _ASIDE:
            self._at = found + length
        return self._row(found)

    def _search(self, text: str, *, is_heading: bool) -> tuple[int, int]:
        """Return where letters are in the source and how many of them are there; -1 for nowhere."""
        for count in _SAMPLES:
            if count > len(text) and count != _SAMPLES[-1]:
                continue
            sample = text[:count] if count > _SURE or len(text) > _SURE else text
            is_sure = len(sample) >= _SURE
            end = None if is_sure else self._at + _FAR
            found = self._find(sample, self._at, end, is_heading=is_heading) if sample else -1
            if found < 0 and is_sure:
                found = self._find(sample, 0, None, is_heading=is_heading)
            if found >= 0:
                return found, len(sample)
        return -1, 0

    def _find(self, sample: str, begin: int, end: int | None, *, is_heading: bool) -> int:
        """Return where letters are between two places, those of a heading at the start of a line."""
        found = self._all.find(sample, begin, end)
        while is_heading and found >= 0 and found not in self._starts:
            found = self._all.find(sample, found + 1, end)
        return found

    def _find_inside(self, text: str) -> int | None:
        """Return the line of the paragraph that has letters from the middle of a text, or None."""
        for skip in _SKIPS:
            sample = text[skip : skip + _SURE]
            found = self._all.find(sample, self._at) if len(sample) == _SURE else -1
            if found >= 0:
                self._at = found + len(sample)
                row = self._row(found)
                while row and self._lines[row - 1].strip():
                    row -= 1
                return row
        return None

    def _row(self, at: int) -> int:
        """Return the line that a letter is on, from 0."""
        return bisect_right(self._begins, at) - 1


def _words(element: HtmlElement) -> Iterator[str]:
    """Yield the words of an element as its source has them, without those of numbered ones in it.

    Those of a picture are its description, those of a formula its TeX.
    """
    if element.tag == "img":
        yield str(element.get("alt", ""))
        return
    if element.tag == "math":
        yield str(element.get("alttext", ""))
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and (child.tag == "math" or not child.get(NUMBER)):
            yield from _words(child)
        yield child.tail or ""


def _has_numbered(element: HtmlElement) -> bool:
    """Whether an element has numbered ones in it."""
    return any(each.get(NUMBER) for each in element.iterdescendants() if isinstance(each.tag, str))
