"""The letters that style sheets print: in generated content, as quotation marks, as marks of lists."""

import re
from functools import lru_cache

_PRINTS = re.compile(
    r"(?<![\w-])(?:content|quotes|list-style(?:-type)?|(?:-webkit-)?hyphenate-character|--[\w-]+)\s*:"
    r"""((?:[^;{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)""",
    re.DOTALL,
)
_STRING = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_LARGEST = 0x10FFFF


@lru_cache(maxsize=32)
def printed(css: str) -> str:
    """Return the strings of what a style sheet prints beside the text, one after another."""
    parts = (
        one or other for value in _PRINTS.findall(css) for one, other in _STRING.findall(value)
    )
    return "".join(_ESCAPE.sub(_character, part) for part in parts)


def _character(found: re.Match[str]) -> str:
    """Return the character that an escape names (CSS Syntax 3, section 4.3.7)."""
    if not found[1]:
        return "" if found[2] == "\n" else found[2]
    number = int(found[1], 16)
    is_real = 0 < number <= _LARGEST and not 0xD800 <= number < 0xE000
    return chr(number) if is_real else ""
