"""The blocks of PyMdown Extensions: ``/// note | Title``, ``/// caption``, ``/// tab | Name``."""

import re
from dataclasses import dataclass, field

from triptych.dialects import blocks, scanner

_OPENING = re.compile(
    r"(?P<indent>[ \t>]*)(?P<marks>/{3,})[ \t]*(?P<kind>[A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(?P<title>.*))?$"
)
_CLOSING = re.compile(r"[ \t>]*(?P<marks>/{3,})[ \t]*$")
_OPTION = re.compile(r"[ \t>]*(?P<key>[\w-]+):[ \t]*(?P<value>.*)$")
_PICTURE = re.compile(
    r"(?P<indent>[ \t>]*)!\[(?P<words>[^\n]*?)\]\((?P<place>[^()\n]*)\)(?P<attributes>\{[^{}\n]*\})?[ \t]*$"
)


@dataclass(slots=True)
class _Block:
    """A block that is open: its opening line, its options and its lines so far."""

    opening: re.Match[str]
    lines: list[str] = field(default_factory=list[str])
    options: dict[str, str] = field(default_factory=dict[str, str])
    is_head: bool = True


def rewrite(text: str) -> str:
    """Return a text with each block replaced, the inner ones first; an unclosed one ends with the text."""
    if "///" not in text:
        return text
    in_code = scanner.code_lines(text)
    stack: list[_Block] = []
    out: list[str] = []
    for line, is_code in zip(text.split("\n"), in_code, strict=True):
        current = stack[-1].lines if stack else out
        opening = None if is_code else _OPENING.match(line)
        closing = None if is_code else _CLOSING.match(line)
        if opening and len(stack) < blocks.DEEPEST:
            stack.append(_Block(opening))
        elif closing and stack and closing["marks"] == stack[-1].opening["marks"]:
            block = stack.pop()
            above = stack[-1].lines if stack else out
            _close(block, above)
        elif stack and stack[-1].is_head and line.startswith("    ") and _OPTION.match(line):
            option = _OPTION.match(line)
            if option:
                stack[-1].options[option["key"]] = option["value"].strip("\"' ")
        else:
            if stack:
                stack[-1].is_head = False
            current.append(line)
    while stack:
        _close(stack.pop(), stack[-1].lines if stack else out)
    return "\n".join(out)


def _close(block: _Block, above: list[str]) -> None:
    """Append what replaces a block to the lines above it; a caption changes what it is below."""
    kind, title = block.opening["kind"].lower(), (block.opening["title"] or "").strip()
    indent = block.opening["indent"]
    inner = "\n".join(line.removeprefix(indent) for line in block.lines).strip("\n")
    if kind in ("caption", "figure-caption", "table-caption"):
        _caption(inner or title, indent, above)
        return
    if kind == "tab":
        made = blocks.labelled(title, inner)
    elif kind in ("html", "define"):
        made = f"\n\n{inner}\n\n"
    elif kind == "admonition":
        made = blocks.callout(block.options.get("type", "note"), title, inner)
    elif kind == "details":
        made = blocks.callout(block.options.get("type", "note"), title or "Details", inner)
    else:
        made = blocks.callout(kind, title, inner)
    above += [f"{indent}{line}" if line else "" for line in made.split("\n")]


def _caption(words: str, indent: str, above: list[str]) -> None:
    """Set a caption: of a picture as its words, of a table below it, of anything else as emphasis."""
    last = next((n for n in range(len(above) - 1, -1, -1) if above[n].strip()), None)
    plain = " ".join(words.split())
    picture = _PICTURE.match(above[last]) if last is not None else None
    if picture and last is not None:
        inner = (picture["attributes"] or "{}")[1:-1].strip()
        alt = f"alt={blocks.quoted(picture['words'])}" if picture["words"] else ""
        attributes = " ".join(each for each in (alt, inner) if each)
        tail = f"{{{attributes}}}" if attributes else ""
        above[last] = f"{picture['indent']}![{plain}]({picture['place']}){tail}"
    elif last is not None and above[last].lstrip().startswith("|"):
        above += ["", f"{indent}: {plain}", ""]
    else:
        above += ["", f"{indent}*{plain}*" if "*" not in plain else f"{indent}{plain}", ""]
