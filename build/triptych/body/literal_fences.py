"""Code fences and divisions that are indented so deep that they are code themselves, and printed."""

import re

from lxml.html import HtmlElement

from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.dialects import scanner
from triptych.sources.lines import place_of_line

_MARK = re.compile(r"[ \t]*(?P<mark>(?:`{3,}|~{3,}|:{3,})[^`\n]*)")
_DEEP = re.compile(r"[ \t>]*(?: {4}|\t)[ \t]*(?=[`~:]{3})")


def report_literal_fences(body: HtmlElement, article: Article) -> None:
    """Report each block of code that begins with the mark of a fence which is too deep to be one.

    Code of code, in a longer fence, is meant so.
    """
    printed = [_mark(str(code.text_content())) for code in body.iterfind(".//pre/code")]
    left = [mark for mark in printed if mark]
    if not left:
        return
    text = article.manuscript.text
    inner = {n for each in scanner.fences(text) for n in range(each.start + 1, each.end)}
    for number, line in enumerate(text.split("\n")):
        mark = _mark(line.lstrip("> \t"))
        if number in inner or mark not in left or not _DEEP.match(line):
            continue
        left.remove(mark)
        message = f"the fence “{mark}” is printed as it is typed, because it is indented like code"
        hint = "Indent it no deeper than the words of its list item."
        warn("literal-markup", message, place_of_line(article.manuscript, number), hint)


def _mark(text: str) -> str:
    """Return the mark of a fence at the beginning of a text, with what follows it, or ""."""
    found = _MARK.match(text)
    return " ".join(found["mark"].split())[:50] if found else ""
