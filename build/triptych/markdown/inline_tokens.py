"""What of a paragraph is no plain text: escapes, code, formulas, tags, addresses and attributes."""

import re
from collections.abc import Iterator
from functools import cache

_SKIPPED = (
    r"\\."
    r"|(?P<code>`+)|(?P<ends><!--|\$\$)"
    r"|\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|</?[A-Za-z][^<>]*>"
    r"|\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)|\]\[[^\[\]]*\]"
    r"|\{[{%][^{}\n]*[%}]\}|\{[^{}\n]*\}"
    r"|(?<![A-Za-z0-9+.-])(?i:https?)://[^\s<>|\\`]*[^\s<>|\\`*_.,;:!?'\"~)\]]"
)
_ENDS = {"<!--": "-->", "$$": "$$"}


def find(text: str, wanted: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds in the plain text of a paragraph."""
    lost: set[str] = set()
    at = 0
    pattern = _pattern(wanted)
    while found := pattern.search(text, at):
        at = found.end()
        if found["wanted"]:
            yield found
        elif found["code"] or found["ends"]:
            at = _end(text, found[0], at, lost)


@cache
def _pattern(wanted: str) -> re.Pattern[str]:
    """Return the pattern of what is wanted, or else skipped."""
    return re.compile(rf"(?P<wanted>{wanted})|{_SKIPPED}", re.DOTALL | re.MULTILINE)


def _end(text: str, opening: str, at: int, lost: set[str]) -> int:
    """Return where what is opened ends: behind its end, or at once when that is nowhere."""
    if opening in lost:
        return at
    is_code = opening[0] == "`"
    closing = rf"(?<!`){opening}(?!`)" if is_code else re.escape(_ENDS[opening])
    found = re.compile(closing).search(text, at)
    if not found:
        lost.add(opening)
    return found.end() if found else at
