"""Who said what MyST quotes: the attribution in the attributes above a quotation."""

import re

from triptych.dialects import scanner

_ATTRIBUTES = re.compile(
    r"[ \t]*\{[^{}\n]*\battribution=(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')[^{}\n]*\}[ \t]*$"
)
_QUOTED = re.compile(r"[ \t]{0,3}>")


def attributed(text: str) -> str:
    """Return a text in which a quotation ends with the one to whom it is attributed, after a dash."""
    if "attribution=" not in text:
        return text
    lines, in_code = text.split("\n"), scanner.code_lines(text)
    out: list[str] = []
    author = ""
    is_within = False
    for line, is_code in zip(lines, in_code, strict=True):
        is_quoted = not is_code and bool(_QUOTED.match(line))
        if is_within and not is_quoted:
            out += [">", f"> — {author}"]
            author, is_within = "", False
        found = None if is_code else _ATTRIBUTES.match(line)
        if found:
            author = found["double"] or found["single"] or ""
            continue
        is_within = is_quoted and bool(author)
        author = author if is_within or not line.strip() else ""
        out.append(line)
    return "\n".join([*out, *([">", f"> — {author}"] if is_within else [])])
