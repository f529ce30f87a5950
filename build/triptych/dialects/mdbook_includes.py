"""What an mdBook chapter includes: files, lines of them, and what is between their anchors."""

import re
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath

from triptych.core.findings import warn
from triptych.dialects import paired, scanner
from triptych.dialects.page import Page, place_of, read_text

DEEPEST = 10
"""The most files that are included in each other, as in mdBook."""

LONGEST = 2_000_000
"""The most characters that a chapter may have with all that it includes."""

_HELPER = re.compile(
    r"(?P<escape>\\)?\{\{[ \t]*#(?P<name>include|rustdoc_include|playground|playpen|shiftinclude|template"
    r"|title|authors?)(?=[\s}])[ \t]*(?P<rest>[^{}]*)\}\}"
)
_ANCHOR = re.compile(r"ANCHOR:\s*([\w-]+)")
_ANCHOR_END = re.compile(r"ANCHOR_END:\s*([\w-]+)")
_SHIFT = re.compile(r"(?:(?:auto|-?\d+):)(?=\S)")


@dataclass(slots=True)
class _State:
    """How many characters have been included."""

    letters: int = 0
    has_missing: bool = False


def expand(text: str, page: Page) -> str:
    """Return a text with the files that it includes, in code as well, as mdBook does.

    A helper after a backslash stays.
    """
    if "{{" not in text:
        return text
    state = _State()
    made = _expanded(text, page, (page.name,), state)
    if not state.has_missing:
        return made
    return scanner.replace_fences(made, lambda _, inner: None if "".join(inner).strip() else "")


def _expanded(text: str, page: Page, within: tuple[str, ...], state: _State) -> str:
    """Return the text of one file with what it includes."""

    def make(found: re.Match[str]) -> str:
        if found["escape"]:
            return found[0]
        made = _helper(found, page, within, state)
        state.has_missing = state.has_missing or made is None
        return made or ""

    return _HELPER.sub(make, text)


def _helper(found: re.Match[str], page: Page, within: tuple[str, ...], state: _State) -> str | None:
    """Return what a helper stands for; reported and None for a file that cannot be included."""
    name, rest = found["name"], found["rest"].strip()
    if name == "title":
        return ""
    if name.startswith("author"):
        return page.site.author
    words = rest.split()
    if name == "shiftinclude" and words:
        words[0] = _SHIFT.sub("", words[0], count=1)
    return _included(found, words, page, within, state) if words else ""


def _included(
    found: re.Match[str], words: list[str], page: Page, within: tuple[str, ...], state: _State
) -> str | None:
    """Return the text of a file, or the part of it that is named; reported and None without any."""
    name = found["name"]
    file, _, part = words[0].partition(":")
    own = normpath(join(dirname(page.name), file))
    if fault := _fault(own, part, within, state):
        hint = "Left out. Write the text itself, or include another."
        warn("include", fault, place_of(page, found[0]), hint)
        return None
    inner = read_text(page, file, found[0])
    chosen = None if inner is None else select(inner, part)
    if chosen is None:
        if inner is not None:
            message = f"the included file “{file}” has no anchor “{part}”"
            warn("include", message, place_of(page, found[0]), "Left out. Check its spelling.")
        return None
    state.letters += len(chosen)
    if name in ("playground", "playpen"):
        return f"```rust\n{chosen.rstrip()}\n```"
    if name == "template":
        values = paired.arguments(" ".join(words[1:]))[1]
        chosen = _SLOT.sub(lambda slot: values.get(slot[1].lower(), slot[2].strip()), chosen)
    if name == "rustdoc_include" or "{{" not in chosen:
        return chosen
    inner_page = replace(page, path=page.root / own, name=own)
    return _expanded(chosen, inner_page, (*within, f"{own}:{part}"), state)


_SLOT = re.compile(r"\[\[#(\w+)([^\[\]\n]*)\]\]")


def _fault(own: str, part: str, within: tuple[str, ...], state: _State) -> str:
    """Return why a file cannot be included, or ""."""
    if f"{own}:{part}" in within or own in within:
        return f"the file “{own}” includes itself"
    if len(within) > DEEPEST:
        return f"files are included in each other more than {DEEPEST} deep"
    if state.letters > LONGEST:
        return f"the chapter includes more than {LONGEST} characters"
    return ""


def select(text: str, part: str) -> str | None:
    """Return lines of a text, without marks of anchors: ``2``, ``2:``, ``:10``, ``2:10`` or an anchor.

    Lines count from 1 and include the last. None when there is no such anchor.
    """
    lines = text.rstrip("\n").split("\n")
    first, colon, last = (each.strip() for each in part.partition(":"))
    if part and not first.isdecimal() and not (not first and last.isdecimal()):
        anchored = _between(lines, first)
        return None if anchored is None else "\n".join(_unmarked(anchored))
    if part:
        start = max(int(first or 1) - 1, 0)
        end = int(last) if last.isdecimal() else len(lines) if colon else start + 1
        lines = lines[start:end]
    return "\n".join(_unmarked(lines))


def _between(lines: list[str], name: str) -> list[str] | None:
    """Return the lines between the marks of an anchor; None when there is none."""
    start = next((n for n, line in enumerate(lines) if _named(_ANCHOR, line) == name), None)
    if start is None:
        return None
    end = next((n for n in range(start, len(lines)) if _named(_ANCHOR_END, lines[n]) == name), None)
    return lines[start + 1 : end]


def _named(pattern: re.Pattern[str], line: str) -> str:
    """Return the name that the mark of an anchor on a line has, or ""."""
    found = pattern.search(line)
    return found[1] if found else ""


def _unmarked(lines: list[str]) -> list[str]:
    """Return lines without those that are marks of anchors."""
    return [line for line in lines if not (_ANCHOR.search(line) or _ANCHOR_END.search(line))]
