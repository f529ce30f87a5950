"""HTML in Markdown: lines of a block of it are never code, however far they are set in."""

import re

from triptych.dialects import scanner

_OPENING = re.compile(
    r"[ \t]*</?(?:address|article|aside|blockquote|body|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|menu|nav|ol|option|p|section"
    r"|select|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|picture|svg)(?:[\s/>]|$)",
    re.IGNORECASE,
)


_ALONE = re.compile(r"[ \t]*</?[A-Za-z][\w-]*(?:\s[^<>]*)?>[ \t]*$")
"""A tag alone on its line, which begins a block of HTML too, whatever its name (4.6, condition 7)."""

_HOLDING = re.compile(
    r"<(?P<close>/)?(?:article|aside|center|details|div|dl|fieldset|figure|footer|form|header|main|nav|ol"
    r"|section|table|ul|[a-z]+(?:-[a-z]+)+)(?=[\s>])",
    re.IGNORECASE,
)


def unindent(text: str, *, is_deep: bool = False) -> str:
    """Return a text whose blocks of HTML, up to a blank line (CommonMark 0.31.2, 4.6), have no indent.

    ``is_deep`` is for tools in whose open elements no tag begins indented code, also below a blank line.
    """
    if "<" not in text:
        return text
    depth = 0
    masked = scanner.mask(text, indented=False).split("\n")
    visible = scanner.mask(text).split("\n")
    out: list[str] = []
    indent = ""
    is_html = is_text = False
    for line, bare, seen in zip(text.split("\n"), masked, visible, strict=True):
        if not bare.strip():
            is_html = is_text = False
        elif scanner.HIDDEN in bare and not bare.replace(scanner.HIDDEN, "").strip():
            is_html = False
        elif not is_text and not is_html:
            is_within = is_deep and depth > 0 and bool(_OPENING.match(line))
            is_html = bool(is_within or _OPENING.match(seen) or _ALONE.match(seen))
            is_text = not is_html
            indent = line[: len(line) - len(line.lstrip())]
            is_below_code = bool(out) and out[-1][:1] in ("`", "~")
            is_code = is_below_code or not seen.replace(scanner.HIDDEN, "").strip()
            indent = "" if is_within and is_code else indent
        is_far = is_html and line.startswith((f"{indent}    ", f"{indent}\t"))
        out.append(f"{indent}{line.lstrip()}" if is_far and scanner.HIDDEN not in bare else line)
        for tag in _HOLDING.finditer(bare):
            depth = max(depth - 1, 0) if tag["close"] else depth + 1
    return "\n".join(out)


def without_indented_code(text: str) -> str:
    """Return a text whose lines are code only in fences: those set in by four spaces lose their indent."""
    if not re.search(r"^(?: {4}|\t)", text, re.MULTILINE):
        return text
    visible, fenced = scanner.mask(text).split("\n"), scanner.mask(text, indented=False).split("\n")
    return "\n".join(
        line.lstrip() if seen != bare and line.startswith(("    ", "\t")) else line
        for line, seen, bare in zip(text.split("\n"), visible, fenced, strict=True)
    )


def flat(text: str) -> str:
    """Return HTML of another file without indent and blank lines, which Markdown would take for code.

    Fences in it keep theirs; where it has ``<pre>``, all is unchanged.
    """
    if "<pre" in text:
        return text.strip("\n")
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    if any(in_code):
        plain = zip(lines, in_code, strict=True)
        return "\n".join(line if is_code else line.strip() for line, is_code in plain).strip("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
