"""HTML in Markdown: lines of a block of it are never code, however far they are set in."""

import re

from triptych.dialects import scanner

_OPENING = re.compile(
    r"[ \t]*</?(?:address|article|aside|blockquote|body|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|menu|nav|ol|option|p|section"
    r"|select|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|picture|svg)(?:[\s/>]|$)",
    re.IGNORECASE,
)


def unindent(text: str) -> str:
    """Return a text whose blocks of HTML, up to a blank line (CommonMark 0.31.2, 4.6), have no indent."""
    if "<" not in text:
        return text
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
            is_html = bool(_OPENING.match(seen))
            is_text = not is_html
            indent = line[: len(line) - len(line.lstrip())]
        is_deep = is_html and line.startswith((f"{indent}    ", f"{indent}\t"))
        out.append(f"{indent}{line.lstrip()}" if is_deep and scanner.HIDDEN not in bare else line)
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
