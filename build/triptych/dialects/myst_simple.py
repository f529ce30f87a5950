"""What the directives of MyST become that need to know nothing of the document."""

import re

from triptych.dialects import blocks, paired
from triptych.dialects.myst_directives import Directive

VERSIONS = {
    "versionadded": "Added in version {}",
    "versionchanged": "Changed in version {}",
    "deprecated": "Deprecated since version {}",
    "versionremoved": "Removed in version {}",
}


def size(each: Directive) -> str:
    """Return the width of a picture as an attribute; "" where it has none that is known."""
    width = each.option("width", "w")
    if re.fullmatch(r"[\d.]+", width):
        width = f"{width}px"
    scale = each.option("scale").rstrip("%")
    if not width and scale.isdecimal() and int(scale) <= 100:
        width = f"{scale}%"
    return f"width={width}" if re.fullmatch(r"[\d.]+(?:%|px|in|cm|mm|em|pt)", width) else ""


def part_of(text: str, each: Directive) -> str:
    """Return the part of a file that the options of an include ask for."""
    lines = text.split("\n")
    if span := each.option("lines"):
        picked: list[str] = []
        for part in span.split(","):
            first, mark, last = part.strip().partition("-")
            start = int(first) if first.isdecimal() else 1
            end = int(last) if last.isdecimal() else (len(lines) if mark else start)
            picked += lines[start - 1 : end]
        lines = picked
    else:
        bounds = [each.option(key) for key in ("start-line", "end-line")]
        lines = lines[slice(*(int(n) if re.fullmatch(r"-?\d{1,9}", n) else None for n in bounds))]
    body = "\n".join(lines)
    for key, is_after in (("start-after", True), ("start-at", False)):
        if (mark := each.option(key)) and mark in body:
            at = body.index(mark)
            body = body[at + len(mark) :] if is_after else body[body.rfind("\n", 0, at) + 1 :]
    for key in ("end-before", "end-at"):
        if (mark := each.option(key)) and mark in body:
            at = body.index(mark)
            body = (
                body[: body.rfind("\n", 0, at) + 1]
                if key == "end-before"
                else body[: at + len(mark)]
            )
    return body


def embed(each: Directive) -> str:
    """Return a film, a sound or a page, which every edition sets as a still and a link."""
    address = each.argument.replace('"', "%22")
    if each.name == "youtube" and re.fullmatch(r"[\w-]+", address):
        address = f"https://www.youtube.com/embed/{address}"
    caption = paired.dedent(each.body)
    tag = each.name if each.name in ("video", "audio") else "iframe"
    made = f'<{tag} src="{address}"></{tag}>' if address else ""
    return f"\n\n{made}\n\n{caption}\n\n"


def diagram(each: Directive) -> str:
    """Return a diagram as its code."""
    language = {"graphviz": "dot", "digraph": "dot"}.get(each.name, each.name)
    return blocks.fenced(each.body, language, each.option("caption"))


def _attributed(body: str) -> str:
    """Return a quotation with a dash before the one who said it."""
    return re.sub(
        r"^(?:--|—)[ \t]*(?=\S[^\n]*\s*\Z)", "— ", paired.dedent(body), flags=re.MULTILINE
    )


def epigraph(each: Directive) -> str:
    """Return an epigraph."""
    body = re.sub(r"(?<=[^\n])\n(?=— )", "\n\n", _attributed(each.body))
    return f"\n\n::: epigraph\n\n{body}\n\n:::\n\n"


def quotation(each: Directive) -> str:
    """Return a quotation."""
    body = _attributed(each.body)
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in body.split("\n")) + "\n\n"


def glossary(each: Directive) -> str:
    """Return terms with what they mean."""
    out: list[str] = []
    was_term = False
    for line in paired.dedent(each.body).split("\n"):
        is_term = bool(line.strip()) and not line[0].isspace()
        if is_term:
            if was_term:
                out[-1] += f", {line.strip()}"
            else:
                out += ["", line.strip()]
            was_term = True
        elif line.strip():
            bare = line.strip().removeprefix(": ")
            out.append(f":   {bare}" if was_term else f"    {bare}")
            was_term = False
        else:
            out += [""] if not was_term else []
    return "\n".join(out) + "\n\n"


def version(each: Directive) -> str:
    """Return what a version brought."""
    version, _, words = each.argument.partition(" ")
    start = f"*{VERSIONS[each.name].format(version)}*"
    body = paired.dedent(each.body)
    rest = " ".join(filter(None, (words.strip(), body)))
    return f"\n\n{start}{f': {rest}' if rest else '.'}\n\n"


def button(each: Directive) -> str:
    """Return a button as a link."""
    words = " ".join(each.body.split()) or each.argument
    if each.name == "button-ref":
        return f"\n\n{{ref}}`{words} <{each.argument}>`\n\n"
    return f"\n\n{blocks.link(words, each.argument or each.option('link'))}\n\n"
