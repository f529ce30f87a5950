"""Where a text is code, so that nothing in it is taken for markup; replacing markup everywhere else."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

HIDDEN = "\ufffc"
"""What stands for each letter of code in a masked text, which has the same length and lines."""

_FENCE = re.compile(
    r"(?P<before>(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)"
    r"(?P<marks>`{3,}|~{3,})(?P<info>.*)$"
)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_RAW = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
_ITEM = re.compile(r"[ \t>]*(?:[-+*:]|\d{1,9}[.)]|\[\^[^\]\n]+\]:)(?:[ \t]|$)")
_INDENT = 3
"""How many spaces the marks that close a fence may be indented by (CommonMark 0.31.2, section 4.5)."""
_INK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code in a fence: the lines that it begins on and ends before, from 0.

    ``before`` is what precedes its marks: an indent, or the signs of quotations and list items.
    """

    start: int
    end: int
    before: str
    marks: str
    info: str
    is_closed: bool

    def inner(self, lines: list[str]) -> list[str]:
        """Return its lines of code as typed."""
        return lines[self.start + 1 : self.end - self.is_closed]

    def closing(self, lines: list[str]) -> list[str]:
        """Return the line that closes it; none when nothing does."""
        return lines[self.end - 1 : self.end] if self.is_closed else []

    @property
    def indent(self) -> str:
        """What each of its lines begins with: ``before`` without the signs of list items."""
        return re.sub(r"[^>\s]", " ", self.before)


def fences(text: str) -> list[Fence]:
    """Return the code of a text that is in fences.

    A fence that nothing closes ends with the text, and marks that are indented by four spaces more
    than the fence do not close it (CommonMark 0.31.2, section 4.5).
    """
    lines = text.split("\n")
    found: list[Fence] = []
    opened: re.Match[str] | None = None
    start = 0
    for number, line in enumerate(lines):
        if opened:
            if _closes(line, opened):
                found.append(_fence(opened, start, number + 1, is_closed=True))
                opened = None
            continue
        match = _FENCE.match(line)
        if match and not (match["marks"][0] == "`" and "`" in match["info"]):
            opened, start = match, number
    if opened:
        found.append(_fence(opened, start, len(lines), is_closed=False))
    return found


def _closes(line: str, opened: re.Match[str]) -> bool:
    """Whether a line closes the fence that was opened."""
    bare, marks = line.lstrip("> \t"), opened["marks"]
    inner = len(line[: -len(bare)].expandtabs(4)) - len(opened["before"].expandtabs(4))
    closing = bare.rstrip()
    return len(closing) >= len(marks) and not closing.strip(marks[0]) and inner <= _INDENT


def _fence(opened: re.Match[str], start: int, end: int, *, is_closed: bool) -> Fence:
    """Return a fence by its first line."""
    return Fence(start, end, opened["before"], opened["marks"], opened["info"].strip(), is_closed)


def code_lines(text: str) -> list[bool]:
    """Return for each line whether it is in a fence, the fence's own lines included."""
    found = [False] * (text.count("\n") + 1)
    for fence in fences(text):
        found[fence.start : fence.end] = [True] * (fence.end - fence.start)
    return found


def replace_fences(text: str, make: Callable[[Fence, list[str]], str | None]) -> str:
    """Return a text with each block of code in a fence replaced; None leaves it as typed.

    ``make`` is given the lines of code without the indent that the fence has; what it returns gets it.
    """
    found = fences(text)
    if not found:
        return text
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    for fence in found:
        inner = [_without(line, fence.indent) for line in fence.inner(lines)]
        made = make(fence, inner)
        if made is None:
            continue
        out += lines[at : fence.start]
        first, *rest = (made.strip("\n") if fence.before.strip(" \t>") else made).split("\n")
        out.append(f"{fence.before}{first}".rstrip())
        out += [f"{fence.indent}{line}".rstrip() for line in rest]
        at = fence.end
    return "\n".join([*out, *lines[at:]])


def _without(line: str, indent: str) -> str:
    """Return a line without an indent, or without as much of it as the line has."""
    if line.startswith(indent):
        return line[len(indent) :]
    bare = line.lstrip(" \t>")
    return line[min(len(indent), len(line) - len(bare)) :]


@lru_cache(maxsize=8)
def mask(text: str, *, indented: bool = True) -> str:
    """Return a text of the same length and lines with ``HIDDEN`` for each letter of code.

    Code is what is in fences, in spans, in ``<pre>``, ``<script>`` and ``<style>``, and, unless
    ``indented`` is false, what is indented by four spaces outside lists.
    """
    lines = text.split("\n")
    in_fence = code_lines(text)
    in_list = is_blank_before = False
    is_blank_before = True
    out: list[str] = []
    raw = ""
    for line, is_code in zip(lines, in_fence, strict=True):
        if is_code:
            out.append(_hidden(line))
            is_blank_before = False
            continue
        if raw:
            out.append(_hidden(line))
            raw = "" if raw in line.lower() else raw
            continue
        if opened := _raw_block(line):
            raw = f"</{opened[1].lower()}"
            raw = "" if raw in line[opened.end() :].lower() else raw
            out.append(_hidden(line))
            continue
        is_deep = line.startswith(("    ", "\t"))
        if _ITEM.match(line) and not (is_deep and is_blank_before and not in_list):
            in_list = True
        elif line.strip() and not line.startswith((" ", "\t", ">")) and is_blank_before:
            in_list = False
        is_block = indented and is_deep and is_blank_before and not in_list and line.strip()
        out.append(_hidden(line) if is_block else line)
        is_blank_before = not line.strip() or bool(is_block)
    return _SPAN.sub(lambda match: _hidden(match[0]), "\n".join(out))


def _raw_block(line: str) -> re.Match[str] | None:
    """Return the tag by which a line opens a block of raw text, outside spans of code."""
    found = _RAW.search(line)
    return _RAW.search(_SPAN.sub(lambda match: _hidden(match[0]), line)) if found else None


def _hidden(line: str) -> str:
    """Return a text of the same length in which nothing can be read."""
    return _INK.sub(HIDDEN, line)


@dataclass(frozen=True, slots=True)
class Found:
    """Markup that was found outside code: its groups as typed, code spans in them included."""

    match: re.Match[str]
    text: str

    def __getitem__(self, group: int | str) -> str:
        """Return a group; "" when it took no part."""
        start, end = self.match.span(group)
        return self.text[start:end] if start >= 0 else ""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.match.start()

    @property
    def line(self) -> int:
        """The number of its line in the text, from 0."""
        return self.text.count("\n", 0, self.match.start())


def find(text: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    """Yield what matches a pattern outside code."""
    for match in pattern.finditer(mask(text)):
        yield Found(match, text)


def substitute(
    text: str,
    pattern: re.Pattern[str],
    make: Callable[[Found], str | None],
    *,
    indented: bool = True,
) -> str:
    """Return a text with each match outside code replaced; None leaves it as it is."""
    out, at = list[str](), 0
    for match in pattern.finditer(mask(text, indented=indented)):
        made = make(Found(match, text))
        if made is not None:
            out += [text[at : match.start()], made]
            at = match.end()
    return "".join([*out, text[at:]])


def enclosed(text: str, opening: str, closing: str, make: Callable[[str], str | None]) -> str:
    """Return a text with what is between two marks outside code replaced, both marks included.

    No blank line may be between them: ``enclosed("a {--b--}", "{--", "--}", str.upper)`` is ``a B``. None
    leaves it as it is.
    """
    if opening not in text:
        return text
    masked = mask(text)
    out, at, start, end = list[str](), 0, masked.find(opening), -1
    while start >= 0:
        begin = start + len(opening)
        if end < begin:
            end = masked.find(closing, begin)
        if end < 0:
            break
        made = None
        if end > begin and masked.find("\n\n", begin, end) < 0:
            made = make(text[begin:end])
        if made is not None:
            out += [text[at:start], made]
            at = begin = end + len(closing)
        start = masked.find(opening, begin)
    return "".join([*out, text[at:]])


def line_numbers(before: str, after: str) -> tuple[int, ...]:
    """Return for each line of ``after`` the line of ``before`` that it was, or is made of, from 0.

    Lines that are equal but for their indent and quotation marks are the same; the others follow them.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(before.split("\n")):
        places.setdefault(line.strip(" \t>"), []).append(number)
    last = before.count("\n")
    found: list[int] = []
    at = -1
    for line in after.split("\n"):
        bare = line.strip(" \t>")
        known = places.get(bare, []) if bare else []
        index = bisect_right(known, at)
        if index < len(known) and known[index] - at <= _FAR:
            at = known[index]
        elif bare:
            at = min(at + 1, last) if not known else at
        found.append(max(at, 0))
    return tuple(found)


_FAR = 400
"""The most lines between two that follow each other; farther off, an equal line is another."""
