"""Lists of link definitions, between which pandoc needs blank lines where emphasis could begin in a label.

Without them it reads ``[_a]: …`` over ``[_b]: …`` as one paragraph first, in time that doubles with
each line.
"""

import re

from triptych.dialects import scanner

_DEFINITION = re.compile(r" {0,3}\[(?!\^)(?=[^\[\]\n]*[_*])(?:\\.|[^\[\]\\\n])+\]:[ \t]*\S")


def spaced(text: str) -> str:
    """Return a text with a blank line below each definition whose label has a mark of emphasis."""
    lines = text.split("\n")
    found = [bool(_DEFINITION.match(line)) for line in lines]
    if sum(found) < _FEW:
        return text
    out: list[str] = []
    for line, is_definition, is_code in zip(lines, found, scanner.code_lines(text), strict=True):
        is_next = is_definition and not is_code
        out += ["", line] if is_next and out and out[-1].strip() and _is_last(out[-1]) else [line]
    return "\n".join(out)


_FEW = 3


def _is_last(line: str) -> bool:
    """Whether a line is a definition itself, so that nothing but a definition is parted from another."""
    return bool(_DEFINITION.match(line))
