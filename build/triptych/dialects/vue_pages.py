"""What VitePress reads before Markdown: scripts, files that are set in, and values in double braces."""

import re

from triptych.dialects import esm, inclusion, scanner
from triptych.dialects.components import Reading
from triptych.dialects.inclusion import Includes
from triptych.dialects.page import Page

_OPENING = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_INCLUDE = re.compile(
    r"<!--[ \t]*@include:[ \t]*(?P<path>[^\s{}#<>]+?)(?P<region>#[\w-]+)?[ \t]*(?:\{(?P<lines>[\d,]*)\})?"
    r"(?P<after>#[\w-]+)?[ \t]*-->"
)
_SNIPPET = re.compile(
    r"(?P<indent>[ \t>]*)<<<[ \t]*(?P<path>[^\s{}#\[\]]+)(?P<region>#[\w-]+)?"
    r"[ \t]*(?:\{(?P<info>[^{}]*)\})?[ \t]*(?:\[(?P<title>[^\[\]]*)\])?[ \t]*$"
)
_REGION = re.compile(
    r"(?:^|[\s/*#!<-])(?P<kind>#?(?:end)?region|#?ENDREGION)\b[ \t]*:?[ \t]*(?P<name>[\w-]*)",
    re.IGNORECASE,
)


def without_scripts(text: str, reading: Reading) -> str:
    """Return a text without scripts and style sheets, whose literal values are added to ``reading``."""
    if "<script" not in text.lower() and "<style" not in text.lower():
        return text
    out: list[str] = []
    end = ""
    script: list[str] = []
    for line, is_code in zip(text.split("\n"), scanner.code_lines(text), strict=True):
        opening = None if end or is_code else _OPENING.match(line)
        if opening:
            end = f"</{opening[1].lower()}"
        if end:
            script.append(line)
            end = "" if end in line.lower() else end
        else:
            out.append(line)
    if end:  # never closed
        return text
    source = "\n".join(script)
    esm.read_values(source, reading.module)
    return "\n".join(out)


def with_files(text: str, page: Page, root: str) -> str:
    """Return a text with the files that it includes, as Markdown or as code; ``root`` is what ``@`` is."""
    if "@include" not in text and "<<<" not in text:
        return text
    return _with_files(text, page, root, Includes(), (page.name,))


def _with_files(
    text: str, page: Page, root: str, includes: Includes, chain: tuple[str, ...]
) -> str:
    """Return a text with its files set in; ``chain`` are those that are being read."""
    out: list[str] = []
    is_group = False
    for line, is_code in zip(text.split("\n"), scanner.code_lines(text), strict=True):
        if not is_code and line.lstrip().startswith(":::"):
            is_group = "code-group" in line
        snippet = None if is_code or "<<<" not in line else _SNIPPET.match(line)
        if snippet:
            code = _read(snippet["path"], snippet["region"], (page, root), line, (includes, chain))
            if code is not None:
                out += [
                    f"{snippet['indent']}{each}"
                    for each in _fenced(snippet, code[0], is_named=is_group).split("\n")
                ]
            continue
        include = None if is_code or "@include" not in line else _INCLUDE.search(line)
        if not include:
            out.append(line)
            continue
        region = include["region"] or include["after"]
        found = _read(include["path"], region, (page, root), line, (includes, chain))
        if found:
            part, name = found
            if include["lines"]:
                part = inclusion.lines_of(part, [_range(include["lines"])])
            inner = inclusion.at(page, f"/{name}")
            made = _with_files(part, inner, root, includes, (*chain, name)).strip("\n")
            out += f"{line[: include.start()]}{made}{line[include.end() :]}".split("\n")
    return "\n".join(out)


def _read(
    path: str,
    region: str | None,
    where: tuple[Page, str],
    markup: str,
    state: tuple[Includes, tuple[str, ...]],
) -> tuple[str, str] | None:
    """Return the text of a file, or of a region of it, with its path from the root; None for none."""
    page, root = where
    place = f"/{root}/{path[1:].lstrip('/')}" if path.startswith("@") else path
    name = inclusion.path_of(page, place)
    text = state[0].read(page, f"/{name}", markup, state[1])
    if text is None:
        return None
    text = inclusion.without_front(text) if name.endswith(".md") else text
    part = _region(text, region[1:]) if region else text
    lines = (part if part is not None else text).split("\n")
    return "\n".join(line for line in lines if not _is_mark(line)), name


def _region(text: str, name: str) -> str | None:
    """Return the lines of a region, ``#region name`` to ``#endregion``, or of a section by its id."""

    def mark(line: str) -> tuple[str, str]:
        found = _REGION.search(line) if "region" in line.lower() else None
        return (found["kind"].lower().lstrip("#"), found["name"]) if found else ("", "")

    found = inclusion.between(
        text,
        lambda line: mark(line) == ("region", name),
        lambda line: mark(line) in (("endregion", name), ("endregion", "")),
    )
    return found if found is not None else _section(text, name)


def _section(text: str, name: str) -> str | None:
    """Return a heading of an id or of words, with all below it; None when there is none."""
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    start, level = -1, 0
    for number, line in enumerate(lines):
        heading = None if in_code[number] else re.match(r"(#{1,6})[ \t]+(.*)", line)
        if not heading:
            continue
        if start >= 0 and len(heading[1]) <= level:
            return "\n".join(lines[start:number])
        words = re.sub(r"[^\w]+", "-", re.sub(r"\{#[^{}]*\}", "", heading[2])).strip("-").lower()
        if start < 0 and (f"{{#{name}}}" in heading[2] or words == name.lower()):
            start, level = number, len(heading[1])
    return "\n".join(lines[start:]) if start >= 0 else None


def _is_mark(line: str) -> bool:
    """Whether a line is nothing but the mark of a region."""
    return bool(
        re.fullmatch(r"\s*(?://|#|/\*|<!--|--|::|%)\s*#?(?:end)?region\b.*", line, re.IGNORECASE)
    )


def _fenced(snippet: re.Match[str], code: str, *, is_named: bool) -> str:
    """Return a file as code, in the language that is given or that its name shows, with its title."""
    info = (snippet["info"] or "").split()
    given = next((word for word in info if re.match(r"[A-Za-z]", word)), "").partition(":")[0]
    language = given or snippet["path"].rpartition(".")[2]
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    name = snippet["title"] or (snippet["path"].rpartition("/")[2] if is_named else "")
    title = f" [{name}]" if name else ""
    return f"{marks}{language}{title}\n{code.rstrip()}\n{marks}"


def _range(words: str) -> tuple[int, int]:
    """Return the first and the last line of ``3,10``, ``3,`` or ``,10``; one number is that line."""
    first, comma, last = words.partition(",")
    begin = int(first) if first else 1
    return begin, (int(last) if last else 0) if comma else begin


_PRE = re.compile(
    r"<(?P<name>[a-z]\w*)\b(?P<a>[^<>]*?)\s+v-pre\b(?:=\"\")?(?P<b>[^<>]*)>(?P<inner>(?:(?!</?(?P=name)\b).)*)</(?P=name)>",
    re.DOTALL,
)
_BRACES = re.compile(r"\{\{(?P<expression>(?:[^{}\n]|\{[^{}\n]*\}){0,300})\}\}")


def literal(text: str) -> str:
    """Return a text in which braces are not read: those of ``v-pre``."""
    return scanner.substitute(text, _PAIRS, lambda found: 2 * f"&#{ord(found[0][0])};")


_PAIRS = re.compile(r"\{\{|\}\}")


def values(text: str, reading: Reading) -> str:
    """Return a text with values for ``{{ names }}``; ``v-pre`` keeps them as typed."""
    if "{{" not in text:
        return text

    def keep(found: scanner.Found) -> str:
        return (
            f"<{found['name']}{found['a']}{found['b']}>{literal(found['inner'])}</{found['name']}>"
        )

    def fill(found: scanner.Found) -> str:
        value = reading.module.evaluate(re.sub(r"\s*\|\|.*", "", found["expression"]))
        if value is None:
            reading.unread.append(found[0])
        return value or ""

    text = scanner.substitute(text, _PRE, keep, indented=False) if "v-pre" in text else text
    return scanner.substitute(text, _BRACES, fill, indented=False)
