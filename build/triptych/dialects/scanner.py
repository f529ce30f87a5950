"""Where a text is code, so that nothing in it is taken for markup; replacing markup everywhere else."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HIDDEN = "\ufffc"
"""What stands for each letter of code in a masked text, which has the same length and lines."""

_FENCE = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*(`{3,}|~{3,})(.*)$")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_RAW = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
_ITEM = re.compile(r"[ \t>]*(?:[-+*:]|\d{1,9}[.)]|\[\^[^\]\n]+\]:)(?:[ \t]|$)")
_INK = re.compile(r"[^\n]")


def code_lines(text: str) -> list[bool]:
    """Return for each line whether it is in a fence, the fence's own lines included.

    A fence that nothing closes ends with the text (CommonMark 0.31.2, section 4.5).
    """
    found: list[bool] = []
    end = ""
    for line in text.split("\n"):
        if end:
            found.append(True)
            bare = line.lstrip("> \t").rstrip()
            if len(bare) >= len(end) and not bare.strip(end[0]):
                end = ""
            continue
        fence = _FENCE.match(line)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            end = fence[1]
        found.append(bool(end))
    return found


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
        if opened := _RAW.search(line):
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
    if pattern.search(text):
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
    if not pattern.search(text):
        return text
    out, at = [], 0
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
