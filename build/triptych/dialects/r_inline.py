"""Code of R within a line that needs nothing run: words that it prints as they are, for the web."""

import re

from triptych.dialects import scanner

_CODE = re.compile(r"(?<![`\\])(?P<marks>`+)(?!`)(?P<code>[^\n]+?)(?<!`)(?P=marks)(?!`)")
_STRING = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')"
_FORMAT = (
    r"(?P<not>!\s*)?(?:knitr:{2,3})?is_(?P<format>html|latex|word|pandoc)(?:_output|_to)?\([^()]*\)"
)
_IF = re.compile(
    rf"(?:if|ifelse)\s*\(\s*{_FORMAT}\s*(?:\)\s*\{{?\s*|,\s*)(?P<then>{_STRING})"
    rf"\s*\}}?(?:\s*(?:else\s*\{{?|,)\s*(?P<other>{_STRING}))?\s*[)}}]?$"
)
_ICON = re.compile(
    r"(?:fontawesome::|icons?::|emojifont::|bsicons::|rphylopic::)?(?:fa|fa_i|fontawesome|bs_icon|icon_style"
    r"|ai|academicons|octicons|ii|feather_icons)\s*\("
)
_WORDS = re.compile(
    rf"(?:tufte::)?(?:newthought|sans_serif|quote_footer|margin_note|colorize|text_spec|kableExtra::text_spec"
    rf"|asis_output|knitr::asis_output)\(\s*(?P<words>{_STRING})[^()]*\)$"
)
_ADDRESS = re.compile(rf"(?:knitr::)?include_(?:url|app)\(\s*(?P<words>{_STRING})[^()]*\)$")


def rewrite(text: str) -> str:
    """Return a text with what such code prints in its place; any other stays as typed."""
    if "`r" not in text:
        return text
    in_code = scanner.code_lines(text)
    lines = text.split("\n")
    made = [
        line if is_code or "`r" not in line else _CODE.sub(_printed, line)
        for line, is_code in zip(lines, in_code, strict=True)
    ]
    return "\n".join(made)


def _printed(match: re.Match[str]) -> str:
    """Return what a piece of code prints; as typed where that is not known."""
    if match["marks"] != "`" or not re.match(r"r[ \t]", match["code"]):
        return match[0]
    code = match["code"][1:].strip()
    if re.fullmatch(_STRING, code):
        return _text(code)
    if re.fullmatch(r"-?\d+(?:\.\d+)?", code):
        return code
    made = _chosen(code)
    return match[0] if made is None else made


def _chosen(code: str) -> str | None:
    """Return what a call prints on the web; None where that is not known."""
    if found := _IF.match(code):
        holds = (found["format"] == "html") != bool(found["not"])
        return _text(found["then"] if holds else found["other"] or "''")
    if found := _ADDRESS.match(code):
        return f"<{_text(found['words'])}>"
    found = _WORDS.match(code)
    return "" if _ICON.match(code) else _text(found["words"]) if found else None


def _text(string: str) -> str:
    """Return the text that a string of R stands for."""
    plain = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: plain.get(m[1], m[1]), string[1:-1])
