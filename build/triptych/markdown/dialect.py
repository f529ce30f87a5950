"""Rewrite what CommonMark allows and pandoc's Markdown does not, so that pandoc reads it as meant.

Many sources are written for code forges, whose Markdown is CommonMark: a heading or a table may follow a
paragraph without a blank line, a paragraph may go on with a line that looks like a numbered item, and
anything may follow a code fence. Lines are separated and completed, never removed.
"""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$")
_LANGUAGE = re.compile(r"\{?[ \t]*\.?([A-Za-z][\w.+#-]*)")
_PAIR = r"""[#.][^\s{}]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'{},]+)"""
_ATTRIBUTES = re.compile(
    rf"(?:[\w.+#:-]+[ \t]*)?\{{[ \t]*(?:{_PAIR})(?:[ \t]+(?:{_PAIR}))*[ \t]*\}}|\{{=\w+\}}"
)
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_BULLET_OR_ONE = re.compile(r"\s*(?:[-+*]|1[.)])(?:\s|$)")
_ITEM = re.compile(r"\s*\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}|#|@[\w-]*)(?=[.)]\s)")
_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NO_PARAGRAPH = re.compile(
    r"\s*$|#{1,6}[ \t]|:::| {0,3}[|<>+]|[ \t]*[=*_ -]{3,}$|[ \t]*(?:`{3}|~{3}|-->)| {4}|\t"
)
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]+\]:")
_INDENT = re.compile(r" {4}|\t")
_REGIONS = (("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"))


def normalise(markdown: str) -> str:
    """Return a text that pandoc reads as CommonMark defines (version 0.31.2, sections 4 and 5)."""
    return "\n".join(_normalised(markdown.split("\n")))


def _normalised(lines: list[str]) -> Iterator[str]:
    """Yield the lines, a blank one before each block that pandoc would read as part of a paragraph."""
    end, before, is_list, is_note = "", "", False, False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        is_note = bool(_NOTE.match(line)) or (is_note and line[:1] in ("", " ", "\t"))
        if end:
            end = "" if _closes(line, end) else end
            before = line
            yield line
            continue
        if fence := _opening(line, is_list=is_list or is_note):
            end = fence[2]
            before = line
            yield _informed(fence)
            continue
        end = _region(line)
        inner = [_outdented(each) if is_note else each for each in (line, before, after)]
        is_text = not is_list and not _NO_PARAGRAPH.match(inner[1])
        is_list = _in_list(line, inner[1], is_list=is_list)
        if before.strip() and _begins_block(inner[0], inner[2], is_text=is_text):
            yield ""
        yield _as_text(line) if is_text else line
        before = line


def _outdented(line: str) -> str:
    """Return a line of a note without the indent that makes it one."""
    indent = _INDENT.match(line)
    return line[indent.end() :] if indent else line


def _opening(line: str, *, is_list: bool) -> re.Match[str] | None:
    """Return the code fence that a line opens; outside a list, a deep indent is code already."""
    fence = _FENCE.match(line)
    if not fence or (fence[2][0] == "`" and "`" in fence[3]):
        return None
    return fence if is_list or len(fence[1].expandtabs(4)) < 4 else None


def _informed(fence: re.Match[str]) -> str:
    """Return a fence with what pandoc reads after it: well-formed attributes, else the language alone."""
    indent, marks, attributes = fence.groups()
    if not attributes or _ATTRIBUTES.fullmatch(attributes):
        return fence[0]
    language = _LANGUAGE.match(attributes)
    return f"{indent}{marks}{language[1] if language else ''}"


def _closes(line: str, end: str) -> bool:
    """Whether a line ends a region: a fence as long as its opening one, or a mark somewhere in it."""
    if end[0] in "`~":
        fence = line.strip()
        return len(fence) >= len(end) and not fence.strip(end[0])
    return end in line.lower()


def _region(line: str) -> str:
    """Return what ends a region of other rules (raw HTML, a formula) that a line leaves open, or ""."""
    low = line.lower()
    for begin, end in _REGIONS:
        at = low.rfind(begin)
        if at >= 0 and end not in low[at:]:
            return end
    return "$$" if low.count("$$") % 2 and "`" not in low else ""


def _in_list(line: str, before: str, *, is_list: bool) -> bool:
    """Whether a line belongs to a list."""
    if _BULLET_OR_ONE.match(line) or (_ITEM.match(line) and _NO_PARAGRAPH.match(before)):
        return True
    return is_list and not (not before.strip() and line[:1].strip())


def _begins_block(line: str, after: str, *, is_text: bool) -> bool:
    """Whether a line is a heading, or the first line of a list or table after a paragraph."""
    is_item = is_text and _BULLET_OR_ONE.match(line)
    is_table = is_text and "|" in line and "|" in after and "-" in after and _RULE.match(after)
    return bool(_HEADING.match(line) or is_item or is_table)


def _as_text(line: str) -> str:
    """Return a line that continues a paragraph, escaped so that no number or letter in it begins a list."""
    item = None if _BULLET_OR_ONE.match(line) else _ITEM.match(line)
    return f"{item[0]}\\{line[item.end() :]}" if item else line
