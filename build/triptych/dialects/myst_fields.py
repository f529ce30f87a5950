"""Lists of fields, as MyST and reStructuredText write them: ``:name: words``."""

import re

from triptych.dialects import scanner

_FIELD = re.compile(r"(?P<indent>[ \t>]*):(?P<name>[^\s:`][^:`\n]*):[ \t]+(?P<words>\S.*)$")


def listed(text: str) -> str:
    """Return a text in which two or more fields that follow each other are a list."""
    if not re.search(r"^[ \t>]*:[^:\n]+:[ \t]", text, re.MULTILINE):
        return text
    lines = text.split("\n")
    masked = scanner.mask(text).split("\n")
    found = [
        None if each[:1] == scanner.HIDDEN else _FIELD.match(line)
        for line, each in zip(lines, masked, strict=True)
    ]
    for number, match in enumerate(found):
        beside = (number and found[number - 1]) or (number + 1 < len(found) and found[number + 1])
        if match and beside:
            lines[number] = f"{match['indent']}- **{match['name']}:** {match['words']}"
    return "\n".join(lines)
