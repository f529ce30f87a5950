"""Callouts that begin with a word in capitals: ``NOTE: text``, ``> TIP: **Title**`` (markdown-callouts)."""

import re

from triptych.dialects import blocks, scanner

_QUOTED = re.compile(r"(?P<quote>[ \t]*>)[?!]?[ ]?(?P<kind>[A-Z]{2,}):[ \t]+(?P<rest>.*)$")
_PLAIN = re.compile(r"(?P<indent>[ \t]*)(?P<kind>[A-Z]{2,}):[ \t]+(?P<rest>\S.*)$")
_TITLE = re.compile(r"\*\*(?P<title>[^*]+)\*\*[ \t]*$")


def rewrite(text: str) -> str:
    """Return a text with such callouts as Triptych's own, or as those of Obsidian in quotations."""
    out: list[str] = []
    lines = text.split("\n")
    in_code = scanner.code_lines(text)
    number = 0
    while number < len(lines):
        line = lines[number]
        above = lines[number - 1].strip() if number else ""
        quoted = None if in_code[number] or above.startswith(">") else _QUOTED.match(line)
        plain = None if in_code[number] or above else _PLAIN.match(line)
        number += 1
        if quoted:
            out += _quoted(quoted)
        elif plain:
            end = number
            while end < len(lines) and lines[end].strip() and not in_code[end]:
                end += 1
            inner = "\n".join([plain["rest"], *(each.strip() for each in lines[number:end])])
            made = blocks.callout(plain["kind"], "", inner).strip("\n").split("\n")
            out += [f"{plain['indent']}{each}" if each else "" for each in [*made, ""]]
            number = end
        else:
            out.append(line)
    return "\n".join(out)


def _quoted(found: re.Match[str]) -> list[str]:
    """Return the first lines of a callout in a quotation: its kind with its title, then its text."""
    title = _TITLE.match(found["rest"])
    head = f"{found['quote']} [!{found['kind'].lower()}]"
    return [f"{head} {title['title']}"] if title else [head, f"{found['quote']} {found['rest']}"]
