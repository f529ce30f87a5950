"""Marks of Jekyll's theme Chirpy: names of files above code, pictures for dark screens."""

import re

from triptych.dialects import blocks, scanner

_FILE = re.compile(
    r"[ \t>]*\{:[^{}\n]*\bfile\s*=\s*(?:\"(?P<a>[^\"\n]+)\"|'(?P<b>[^'\n]+)')[^{}\n]*\}[ \t]*$"
)
_DARK = re.compile(
    r"^[ \t]*!\[[^\[\]\n]*\]\([^()\n]*\)\{:[^{}\n]*\.dark\b[^{}\n]*\}[ \t]*\n?", re.MULTILINE
)


def rewrite(text: str) -> str:
    """Return a text whose code has its name as its title, and without pictures for dark screens alone."""
    if ".dark" in text and ".light" in text:
        text = scanner.substitute(text, _DARK, lambda _: "")
    if not re.search(r"\bfile\s*=", text):
        return text
    lines = text.split("\n")
    for fence in reversed(scanner.fences(text)):
        mark = _FILE.match(lines[fence.end]) if fence.is_closed and fence.end < len(lines) else None
        if mark and re.fullmatch(r"[\w+#.-]*", fence.info):
            title = f"title={blocks.quoted(mark['a'] or mark['b'])}"
            known = f".{fence.info} {title}" if fence.info else title
            lines[fence.start] = f"{fence.before}{fence.marks}{{{known}}}"
            del lines[fence.end]
    return "\n".join(lines)
