"""Marks of emphasis that nothing closes within emphasis of the other kind, which CommonMark reads as text.

Pandoc reads no emphasis at all then, and prints ``**_config.yml**`` as typed.
"""

import re
from functools import partial

from triptych.dialects import scanner

_STARS = re.compile(
    r"(?<![*\\])(?P<mark>\*{1,3})(?=[^\s*])"
    r"(?P<inner>(?:[^*\n\\]|\\.|(?<=\S)\n(?=[ \t]*[^\s>*]))+?)(?<=[^\s*])(?P=mark)(?!\*)"
)
_LINES = re.compile(
    r"(?<![\w\\])(?P<mark>_{1,3})(?=[^\s_])"
    r"(?P<inner>(?:[^_\n\\]|\\.|(?<=\S)\n(?=[ \t]*[^\s>_]))+?)(?<=[^\s_])(?P=mark)(?!\w)"
)
_OPENING = {"*": re.compile(r"\*+"), "_": re.compile(r"_+")}


def escape_lone_marks(text: str) -> str:
    r"""Return a text with a backslash before each such mark: ``**\_config.yml**``."""
    for pattern, other in ((_STARS, "_"), (_LINES, "*")):
        if any(other in found["inner"] for found in pattern.finditer(text)):
            text = scanner.substitute(text, pattern, partial(_escaped, mark=other))
    return text


def _escaped(found: scanner.Found, mark: str) -> str | None:
    """Return emphasis with the lone marks in it escaped; None when it has none."""
    inner = found["inner"]
    if mark not in inner or re.search(r"[<$`\\]", inner):
        return None
    opened = list[int]()
    for run in _OPENING[mark].finditer(inner):
        before, after = inner[: run.start()][-1:], inner[run.end() :][:1]
        if before.strip() and not after.isalnum() and opened:
            opened.pop()
        elif after.strip() and not before.isalnum():
            opened.append(run.start())
    if not opened:
        return None
    for start in reversed(opened):
        length = len(inner[start:]) - len(inner[start:].lstrip(mark))
        inner = inner[:start] + length * f"\\{mark}" + inner[start + length :]
    return f"{found['mark']}{inner}{found['mark']}"
