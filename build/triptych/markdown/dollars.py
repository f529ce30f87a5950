"""Dollars that are no formulas: names of variables, prices, and what is in code."""

import re

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"(?<![\\$])\$(?![\s$])((?:\\.|[^$\\])*?(?:\\.|[^$\\\s]))\$(?!\d)", re.DOTALL)
_DOLLAR = re.compile(r"(?<![\\$])\$(?!\$)")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]+\b|\{\w+\}|\w+[/:]")


def escape_dollars(text: str) -> str:
    """Return a paragraph with a backslash before each dollar that pandoc would wrongly read as a formula's.

    A code span is read before a formula, as in CommonMark; and a formula ends before no letter or brace
    when it begins as a variable of a shell does: ``$HOME/$USER``, ``${A}${B}``.
    """
    if text.count("$") < 2:
        return text
    spans = [found.span() for found in _CODE.finditer(text)]
    formulas: list[tuple[int, int]] = []
    at, is_wrong = 0, False
    while found := _MATH.search(text, at):
        start, end = found.span()
        inside = next((stop for begin, stop in spans if begin <= start < stop), 0)
        if inside:
            at = inside
        elif any(begin < end and stop > start for begin, stop in spans) or _is_name(found, text):
            is_wrong = True
            at = start + 1
        else:
            formulas.append((start, end))
            at = end
    return _escaped(text, [*spans, *formulas]) if is_wrong else text


def _escaped(text: str, others: list[tuple[int, int]]) -> str:
    """Return a text with a backslash before each single dollar outside code and formulas."""

    def escape(found: re.Match[str]) -> str:
        is_other = any(begin <= found.start() < end for begin, end in others)
        return found[0] if is_other else f"\\{found[0]}"

    return _DOLLAR.sub(escape, text)


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether what looks like a formula is a variable's name before another one's."""
    after = text[found.end() : found.end() + 1]
    return (after.isalpha() or after in ("_", "{")) and bool(_VARIABLE.match(found[1]))
