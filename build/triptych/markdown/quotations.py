"""Where a block begins after a paragraph, and what of a quotation goes on without its mark (section 5.1).

Pandoc takes every line below a quotation as part of it, up to a blank one: a list, a table, a heading.
"""

import re
from collections.abc import Sequence

from triptych.markdown.heading_lines import BLOCK_TAG, HEADING
from triptych.markdown.list_marks import BULLET_OR_ONE, indent_of

QUOTE = re.compile(r" {0,3}> ?")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3}|:{3})")


def begins_block(line: str, after: str, *, is_text: bool) -> bool:
    """Whether a line is a heading, or the first line of a list or table after a paragraph."""
    is_item = is_text and BULLET_OR_ONE.match(line) and len(line.split()) > 1
    is_table = (
        is_text and "|" in line and "|" in after and "-" in after and _TABLE_RULE.match(after)
    )
    return bool(HEADING.match(line) or is_item or is_table)


def is_continued(lines: Sequence[str], end: int) -> bool:
    """Whether the line at ``end`` goes on with the paragraph of the quotation above, or is blank."""
    line, after = (*lines[end : end + 2], "", "")[:2]
    if not line.strip():
        return True
    if indent_of(line) >= 4:
        return _ends_in_text(lines, end)
    tag = BLOCK_TAG.match(line.lstrip())
    is_block = begins_block(line, after, is_text=True) or RULE.match(line) or _FENCE.match(line)
    return not is_block and not (tag and not tag[1]) and _ends_in_text(lines, end)


def _ends_in_text(lines: Sequence[str], end: int) -> bool:
    """Whether a quotation ends in a paragraph: in no code, heading, rule or table, and in no blank line."""
    paragraph: list[str] = []
    number = end - 1
    while number >= 0 and QUOTE.match(lines[number]):
        words = lines[number]
        while QUOTE.match(words):
            words = QUOTE.sub("", words, count=1)
        if not words.strip():
            break
        paragraph.append(words)
        number -= 1
    if not paragraph:
        return False
    last = paragraph[0]
    is_code = any(map(_FENCE.match, paragraph)) or (len(paragraph) == 1 and indent_of(last) >= 4)
    is_other = HEADING.match(last) or RULE.match(last) or any(map(_TABLE_RULE.match, paragraph))
    return not is_code and not is_other
