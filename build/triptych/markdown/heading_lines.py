"""Headings as CommonMark reads them, written so that pandoc reads them alike."""

import re

HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_SEVEN = re.compile(r" {0,3}#{7,}[ \t]")
_CLOSED = re.compile(r"(#{1,6}[ \t]+(?:.*[^\s#])?)(?<![\\\s])(#+)([ \t]*(?:\{[^{}]*\}[ \t]*)?)$")
BLOCK_TAG = re.compile(
    r"(`+)(?!`).*?(?<!`)\1(?!`)|<(?P<close>/?)(?:address|article|aside|blockquote|center|dd|details|dialog|div"
    r"|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|li|main|nav|ol|p|pre|section"
    r"|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)


def heading_line(line: str) -> str:
    """Return the line of a heading; closing marks follow a space (section 4.2), and tags are words' own.

    Pandoc takes every ``#`` at the end away (``C#``), and reads no heading that has the tag of a block.
    """
    if _SEVEN.match(line):
        return line.replace("#", "\\#", 1)
    line = _phrased(line.lstrip(" "))
    closed = _CLOSED.match(line)
    if not closed:
        return line
    marks = "".join(f"\\{mark}" for mark in closed[2])
    return f"{closed[1]}{marks}{closed[3]}"


def underlined(lines: list[str], mark: str) -> str:
    """Return the lines of a paragraph above an underline as a heading of one line (section 4.3)."""
    level = "#" if mark == "=" else "##"
    words = " ".join(line.strip() for line in lines)
    return heading_line(f"{level} {words}")


def _phrased(line: str) -> str:
    """Return a heading with the tags of blocks, outside code, as those of a ``span``."""

    def phrase(found: re.Match[str]) -> str:
        return found[0] if found[1] else f"<{found['close']}span"

    return BLOCK_TAG.sub(phrase, line)
