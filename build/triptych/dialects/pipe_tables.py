r"""Code in the cells of pipe tables: most tools read ``\|`` in it as ``|``; pandoc as typed."""

import re

from triptych.dialects import scanner

AS_TYPED = frozenset(("quarto", "mkdocs", "jekyll"))
"""Dialects whose tools print the backslash, as pandoc does."""

_DELIMITER = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?P<code>[^\n]+?)(?<!`)\1(?!`)")


def unescaped(text: str) -> str:
    """Return a text whose code in tables has bars without a backslash."""
    if "\\|" not in text or "`" not in text:
        return text
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    is_table = False
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if in_code[number] or not line.strip(" \t>"):
            is_table = False
            continue
        is_table = is_table or (bool(_DELIMITER.match(below)) and not in_code[number])
        if is_table and "\\|" in line:
            lines[number] = _SPAN.sub(lambda span: span[0].replace("\\|", "|"), line)
    return "\n".join(lines)
