"""TeX macros: read definitions and expand formulas, within limits that no definition can exceed."""

import re
from dataclasses import dataclass

MOST = 500
"""The most macros that are expanded in one formula."""

LONGEST = 20_000
"""The most characters that a formula may expand to."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
_HEAD = re.compile(
    r"\s*\\(?P<how>newcommand|renewcommand|providecommand|DeclareMathOperator)\*?\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*"
    r"(?:\[(?P<count>[0-9])\]\s*)?(?:\[(?P<default>[^\]]*)\]\s*)?"
    r"|\s*\\def\s*(?P<name>\\[A-Za-z]+)(?P<marks>(?:#[1-9])*)\s*"
)
_MARK = re.compile(r"#([1-9])")


class EndlessError(Exception):
    """Expanding macros does not end, or exceeds a limit."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a name expands to: ``body`` has ``#1`` and so on for ``count`` arguments.

    The first is optional where there is a ``default``.
    """

    count: int
    default: str | None
    body: str


def take_definitions(tex: str) -> tuple[dict[str, Macro], str]:
    """Return the macros that ``tex`` begins by defining, and what follows the definitions."""
    macros: dict[str, Macro] = {}
    while head := _HEAD.match(tex):
        body, rest = _argument(tex[head.end() :])
        if body is None:
            break
        name = str(head["braced"] or head["bare"] or head["name"])
        marks = head["marks"] or ""
        count = int(head["count"] or 0) if not head["name"] else len(marks) // 2
        is_operator = head["how"] == "DeclareMathOperator"
        expansion = f"\\operatorname{{{body}}}" if is_operator else body
        macros[name] = Macro(count, head["default"], expansion)
        tex = rest
    return macros, tex


def expand(tex: str, macros: dict[str, Macro]) -> str:
    """Return ``tex`` with every macro expanded; raises ``EndlessError`` when that does not end."""
    done: list[str] = []
    rest, count = tex, 0
    while found := _TOKEN.search(rest):
        macro = macros.get(found[0])
        done.append(rest[: found.start()] if macro else rest[: found.end()])
        rest = rest[found.end() :]
        if macro is None:
            continue
        count += 1
        expansion, rest = _expanded(macro, rest)
        parts_from = rest[:1].isalpha() and re.search(r"\\[A-Za-z]+$", expansion)
        rest = f"{expansion} {rest}" if parts_from else expansion + rest
        if count > MOST or len(rest) > LONGEST:
            raise EndlessError
    return "".join(done) + rest


def _expanded(macro: Macro, rest: str) -> tuple[str, str]:
    """Return a macro's body with its arguments, and what follows them."""
    arguments: list[str] = []
    if macro.default is not None:
        optional = re.match(r"\s*\[([^\]]*)\]", rest)
        arguments.append(optional[1] if optional else macro.default)
        rest = rest[optional.end() :] if optional else rest
    while len(arguments) < macro.count:
        argument, rest = _argument(rest)
        arguments.append(argument or "")
    return _MARK.sub(lambda mark: _nth(arguments, int(mark[1])), macro.body), rest


def _nth(arguments: list[str], number: int) -> str:
    """Return an argument by its number, from 1; "" when there is none."""
    return arguments[number - 1] if number <= len(arguments) else ""


def _argument(text: str) -> tuple[str | None, str]:
    """Return the group or single token at the beginning of ``text``, and the rest; None without one."""
    text = text.lstrip()
    if not text:
        return None, text
    if text[0] != "{":
        token = _TOKEN.match(text)
        end = token.end() if token else 1
        return text[:end], text[end:]
    depth, at = 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return text[1:at], text[at + 1 :]
        at += 1
    return None, text
