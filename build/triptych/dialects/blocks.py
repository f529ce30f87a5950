"""Triptych's own Markdown for what dialects have in common: callouts, labelled blocks, pictures, code."""

import re
from collections.abc import Callable
from urllib.parse import quote

from triptych.dialects import paired, scanner

DEEPEST = 30
"""How deep blocks are read within blocks; those deeper stay as typed."""

KINDS: dict[str, str] = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "tldr", "example", "seealso"), "note"),
    **dict.fromkeys(("quote", "cite", "question", "help", "faq", "details", "todo"), "note"),
    **dict.fromkeys(("definition", "remark", "exercise", "aside", "notice", "primary"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done", "pro", "best_practice"), "tip"),
    **dict.fromkeys(("important", "attention", "key", "secondary", "alert"), "important"),
    **dict.fromkeys(("warning", "warn", "failure", "fail", "missing", "bug"), "warning"),
    **dict.fromkeys(("caution", "danger", "error", "critical"), "caution"),
}
"""The kind of Triptych's callout for each kind of another tool, in lower case."""

_EMOJI = re.compile(r":[\w+-]+:")
_PLAIN = re.compile(r"(?:[^\W_]|[\s.,:;!?()&/+–—’-])*")


def callout(kind: str, title: str, inner: str, *, label: str = "") -> str:
    """Return a callout of a kind of another tool, with its title, else ``label``, else the kind's name.

    An unknown kind is a note whose title is the kind.
    """
    key = kind.strip().lower()
    own = KINDS.get(key, "note")
    words = title.strip() or label
    if not words and key != own:
        words = re.sub(r"[-_]+", " ", key).capitalize()
    return division(own, words, paired.dedent(inner))


def division(name: str, title: str, inner: str) -> str:
    """Return a division of a class, whose colons are more than those of any within."""
    longest = max(
        (len(run) for run in re.findall(r"^[ \t>]*(:{3,})", inner, re.MULTILINE)), default=2
    )
    colons = ":" * (longest + 1)
    if title and _PLAIN.fullmatch(title) and not _EMOJI.search(title):
        return f'\n\n{colons} {{.{name} title="{title}"}}\n\n{inner}\n\n{colons}\n\n'
    heading = f"#### {' '.join(title.split())}\n\n" if title else ""
    return f"\n\n{colons} {name}\n\n{heading}{inner}\n\n{colons}\n\n"


def labelled(label: str, inner: str) -> str:
    """Return blocks under their label, as the tabs of a page are set: one after the other."""
    words = " ".join(label.split())
    return f"\n\n**{words}**\n\n{paired.dedent(inner)}\n\n" if words else f"\n\n{inner}\n\n"


def picture(address: str, alt: str = "", caption: str = "", attributes: str = "") -> str:
    """Return a picture, alone in its paragraph; with a caption, which is then below it."""
    attr = [attributes] if attributes else []
    if caption and alt and alt != caption:
        attr.append(f"alt={quoted(alt)}")
    words = " ".join((caption or alt).split())
    tail = f"{{{' '.join(attr)}}}" if attr else ""
    return f"\n\n![{words}]({_typed(address)}){tail}\n\n"


def inline_picture(address: str, alt: str, attributes: str = "") -> str:
    """Return a picture within a line."""
    return f"![{alt}]({_typed(address)}){f'{{{attributes}}}' if attributes else ''}"


def link(words: str, address: str) -> str:
    """Return a link; its address alone where there are no words."""
    return f"[{words or address}]({_typed(address)})"


def _typed(address: str) -> str:
    """Return an address without what would end it; in ``<>`` it could be taken for a tag."""
    return re.sub(r"[\s()<>\"\\]", lambda found: quote(found[0]), address.strip())


def quoted(value: str) -> str:
    """Return a value of an attribute in quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'


def fenced(code: str, language: str = "", title: str = "") -> str:
    """Return code in a fence longer than any in it, with its language and its title."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    marks = "`" * (longest + 1)
    known = [f".{language}"] if language else []
    known += (
        [f"title={quoted(title.replace('`', ''))}"] if title else []
    )  # which ends a fence's info
    info = language if language and not title else f"{{{' '.join(known)}}}" if known else ""
    return f"\n\n{marks}{info}\n{code.strip(chr(10))}\n{marks}\n\n"


_BANG = re.compile(
    r"(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[^\"\n]*?)[ \t]*(?:\"(?P<title>.*)\")?[ \t]*$"
)


def indented_blocks(
    text: str, opening: re.Pattern[str], make: Callable[[re.Match[str], str], str], depth: int = 0
) -> str:
    """Return a text in which each block of lines indented below an opening line is replaced.

    ``opening`` matches a whole line and has the group ``indent``. Blocks within blocks are replaced first.
    """
    lines = text.split("\n")
    if depth > DEEPEST or not any(map(opening.match, lines)):
        return text
    in_code = scanner.code_lines(text)
    out: list[str] = []
    number = 0
    while number < len(lines):
        match = None if in_code[number] else opening.match(lines[number])
        if not match:
            out.append(lines[number])
            number += 1
            continue
        width = len(match["indent"].expandtabs(4))
        end = _block_end(lines, in_code, number + 1, width)
        inner = paired.dedent("\n".join(lines[number + 1 : end]))
        made = make(match, indented_blocks(inner, opening, make, depth + 1)).split("\n")
        out += [f"{match['indent']}{line}" if line else "" for line in made]
        number = end
    return "\n".join(out)


def _block_end(lines: list[str], in_code: list[bool], start: int, width: int) -> int:
    """Return the number of the first line after a block whose lines are indented by more than ``width``."""
    end = last = start
    while end < len(lines):
        line = lines[end]
        if line.strip():
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            if indent < width + 2 and not (in_code[end] and in_code[end - 1] and indent > width):
                break
            last = end + 1
        end += 1
    return last


def bang_callouts(text: str) -> str:
    """Return a text with ``!!! kind "title"`` and ``??? kind`` as callouts (Python-Markdown)."""

    def make(match: re.Match[str], inner: str) -> str:
        kinds = match["kind"].split()
        title = match["title"]
        own = kinds[0] if kinds else "note"
        if title == "":
            return division(KINDS.get(own.lower(), "note"), "", inner)
        return callout(own, (title or "").replace('\\"', '"'), inner)

    return indented_blocks(text, _BANG, make)


_COLONS = re.compile(
    r"(?P<indent>[ \t>]*)(?P<marks>:{3,})[ \t]*(?P<kind>[A-Za-z][\w-]*)?[ \t]*"
    r"(?P<rest>\[.*\](?:\{.*\})?|\{.*\}|[^:\n]*.*)$"
)


_Make = Callable[[str, str, str], str | None]
_Colons = tuple[str, str, str, str, list[str]]
"""An open block: its colons, kind, the rest of its line, the line, and the lines within."""


def colon_blocks(text: str, make: _Make) -> str:
    """Return a text with each block between lines of colons replaced, the inner ones first.

    ``make`` is given the kind, what follows it on its line, and the text within; None leaves the block.
    A line of colons alone closes the innermost block; one that none closes ends with the text.
    """
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    stack: list[_Colons] = []
    out: list[str] = []
    for line, is_code in zip(lines, in_code, strict=True):
        current = stack[-1][4] if stack else out
        match = None if is_code else _COLONS.match(line)
        is_opening = match and (match["kind"] or match["rest"].startswith("{"))
        if match and is_opening and len(stack) < DEEPEST:
            stack.append((match["marks"], match["kind"] or "", match["rest"].strip(), line, []))
        elif match and not match["rest"].strip(" :") and stack:
            _end_shorter(stack, match["marks"], make)
            _, kind, rest, opening, inner = stack.pop()
            indent = opening[: len(opening) - len(opening.lstrip(" \t>"))]
            body = "\n".join(each.removeprefix(indent) if indent else each for each in inner)
            made = make(kind, rest, body) if kind else None
            above = stack[-1][4] if stack else out
            if made is None:
                above += [opening, *inner, line]
            else:
                above += [
                    f"{indent}{each}" if each else indent.rstrip() for each in made.split("\n")
                ]
        else:
            current.append(line)
    while stack:  # never closed: it ends with the text
        _end(stack, out, make)
    return "\n".join(out)


def _end_shorter(stack: list[_Colons], marks: str, make: _Make) -> None:
    """End the blocks that are open within the one that has as many colons as ``marks``."""
    if len(marks) > len(stack[-1][0]) and any(len(each[0]) == len(marks) for each in stack):
        while len(stack[-1][0]) < len(marks):
            _end(stack, stack[-2][4], make)


def _end(stack: list[_Colons], out: list[str], make: _Make) -> None:
    """End the innermost block, which nothing closes."""
    _, kind, rest, opening, inner = stack.pop()
    made = make(kind, rest, "\n".join(inner)) if kind else None
    above = stack[-1][4] if stack else out
    above += [opening, *inner] if made is None else made.split("\n")


_CALLOUT = re.compile(
    r"(?P<quote>(?P<before>(?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?)>[ \t]?)"
    r"(?P<escape>\\?)\[!(?P<kind>[^\]\n\\]+)\\?\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)
_LAYOUTS = frozenset(
    ("multi-column", "blank", "blank-container", "column", "columns", "left", "right")
)
"""Kinds of callouts that only say how what is in them is set."""

_DEEPEST_CALLOUT = 40
"""The most callouts in each other that are read; any below stay quotations."""


def quote_callouts(text: str, *, are_alerts: bool = False, depth: int = 0) -> str:
    """Return a text with ``> [!kind]- Title`` as callouts (Obsidian's, and GitHub's alerts).

    They may be within quotations and at the beginning of list items. Alerts have no titles: what
    follows the kind is text; and their brackets may be escaped, as formatters of Markdown do.
    """
    if "[!" not in text or depth > _DEEPEST_CALLOUT:
        return text
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    out: list[str] = []
    number = 0
    while number < len(lines):
        match = None if in_code[number] else _CALLOUT.match(lines[number])
        if not match or (match["escape"] and not are_alerts):
            out.append(lines[number])
            number += 1
            continue
        before = match["before"]
        within = re.sub(r"[^>\s]", " ", before)
        quoted = re.compile(rf"{_spaced(within)}[ \t]*>[ \t]?")
        end = number + 1
        while end < len(lines) and quoted.match(lines[end]):
            end += 1
        inner = "\n".join(quoted.sub("", line, count=1) for line in lines[number + 1 : end])
        title = match["title"]
        if are_alerts and title:
            title, inner = "", f"{title}\n{inner}"
        inner = quote_callouts(inner, are_alerts=are_alerts, depth=depth + 1)
        kind = match["kind"].partition("|")[0].strip()
        whole = inner if kind.lower() in _LAYOUTS and not title else callout(kind, title, inner)
        made = whole.strip("\n").split("\n")
        if before.strip(" \t>"):
            out.append(f"{before}{made.pop(0)}")
        else:
            out.append(within.rstrip())
        out += [f"{within}{line}".rstrip() for line in [*made, ""]]
        number = end
    return "\n".join(out)


def _spaced(prefix: str) -> str:
    """Return a pattern for the signs of quotations that a prefix has, with any space between them."""
    return r"(?:[ \t]*>)" * prefix.count(">")
