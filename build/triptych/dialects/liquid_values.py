"""Values of Liquid and Nunjucks: names, literals, filters and conditions that need nothing run."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from triptych.dialects import liquid_filters

UNKNOWN = object()
"""The value of an expression that cannot be read, or that only the tool knows."""

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|'[^']*')|(?P<number>-?\d+(?:\.\d+)?)(?![\w.])|(?P<name>[A-Za-z_][\w-]*"
    r"(?:\s*(?:\.\s*[\w-]+\??|\[\s*(?:\"[^\"]*\"|'[^']*'|[\w.-]+)\s*\]))*)|(?P<sign>==|!=|<>|<=|>=|[<>|:,()~+?!]))"
)
_STEP = re.compile(r"\.\s*([\w-]+\??)|\[\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))\s*\]")
_CONSTANTS = {
    "true": True,
    "false": False,
    "nil": None,
    "null": None,
    "none": None,
    "blank": "",
    "empty": "",
    "undefined": None,
}


def tokens(text: str) -> list[tuple[str, str]] | None:
    """Return the tokens of an expression as kind and text; None when it has something else in it."""
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            return None
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return found


def look_up(name: str, scope: Mapping[str, Any]) -> Any:
    """Return the value of a dotted name; ``UNKNOWN`` when its root is, None for what it does not have."""
    root = re.match(r"[\w-]+", name)
    if not root:
        return UNKNOWN
    if root[0] in _CONSTANTS and root[0] not in scope:
        return _CONSTANTS[root[0]]
    value: Any = scope.get(root[0], UNKNOWN)
    for step in _STEP.finditer(name, root.end()):
        if value is UNKNOWN or value is None:
            return value
        key = next((group for group in step.groups() if group is not None), "")
        if step[4] and not step[4].isdigit():
            key = liquid_filters.text_of(look_up(step[4], scope))
        value = _step(value, key)
        if value is None and root[0] in _RUNNING:
            return UNKNOWN
    return value


_RUNNING = ("site", "jekyll", "eleventy", "collections")
"""Names of which the tool knows more than any file says."""


def _step(value: Any, key: str) -> Any:
    """Return what a value has under a key."""
    if isinstance(value, Mapping):
        names = (key, key.replace("-", "_"))
        found = next((value[name] for name in names if name in value), None)
        return len(value) if found is None and key == "size" else found
    if not isinstance(value, list | str):
        return None
    if key in ("size", "length"):
        return len(value)
    place = {"first": 0, "last": len(value) - 1}.get(key, int(key) if key.isdigit() else -1)
    return value[place] if 0 <= place < len(value) else None


def evaluate(text: str, scope: Mapping[str, Any]) -> Any:
    """Return the value of an expression with its filters; ``UNKNOWN`` when it cannot be known."""
    found = tokens(text)
    if not found:
        return UNKNOWN
    value, at = _operand(found, 0, scope)
    while at < len(found) and found[at] in (("sign", "~"), ("sign", "+")):
        other, at = _operand(found, at + 1, scope)
        if value is UNKNOWN or other is UNKNOWN:
            return UNKNOWN
        value = liquid_filters.text_of(value) + liquid_filters.text_of(other)
    while at < len(found):
        if found[at] == ("name", "or") and at + 1 < len(found):
            other, at = _operand(found, at + 1, scope)
            value = other if value is UNKNOWN or not is_true(value) else value
            continue
        if found[at] != ("sign", "|") or at + 1 >= len(found) or found[at + 1][0] != "name":
            return UNKNOWN
        name = found[at + 1][1]
        values, at = _arguments(found, at + 2, scope)
        value = _filtered(value, name, values, scope)
        if value is UNKNOWN:
            return UNKNOWN
    return value


def _filtered(value: Any, name: str, values: list[Any], scope: Mapping[str, Any]) -> Any:
    """Return what a filter makes of a value; of one that nobody knows the value, if it is words."""
    rule = scope_filter(name, scope)
    if value is UNKNOWN and name in ("default", "d"):
        value = None
    if not rule and isinstance(value, str | int | float) and value != "now":
        return value
    if not rule or value is UNKNOWN or UNKNOWN in values:
        return UNKNOWN
    try:
        return rule(value, *values)
    except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError):
        return UNKNOWN


def is_unfiltered(text: str, scope: Mapping[str, Any]) -> bool:
    """Whether an expression has a filter that nobody knows, so that its value is printed without it."""
    found = tokens(text) or []
    return any(
        sign == ("sign", "|") and not scope_filter(name, scope)
        for sign, (_, name) in pairwise(found)
    )


def scope_filter(name: str, scope: Mapping[str, Any]) -> Callable[..., Any] | None:
    """Return a filter: one of the dialect's, else one that both languages have."""
    own = scope.get("|", {})
    found: Callable[..., Any] | None = own.get(name) or liquid_filters.FILTERS.get(name)
    return found


def _operand(found: list[tuple[str, str]], at: int, scope: Mapping[str, Any]) -> tuple[Any, int]:
    """Return the value of one token, and the place of the next."""
    if at >= len(found):
        return UNKNOWN, at
    kind, text = found[at]
    if kind == "text":
        return text[1:-1], at + 1
    if kind == "number":
        return (float(text) if "." in text else int(text)), at + 1
    if kind == "name" and not (at + 1 < len(found) and found[at + 1] == ("sign", "(")):
        return look_up(text, scope), at + 1
    return UNKNOWN, len(found)


def _arguments(
    found: list[tuple[str, str]], at: int, scope: Mapping[str, Any]
) -> tuple[list[Any], int]:
    """Return the arguments of a filter, after ``:`` or in brackets, and the place after them."""
    values: list[Any] = []
    if at >= len(found) or found[at] not in (("sign", ":"), ("sign", "(")):
        return values, at
    is_bracketed = found[at][1] == "("
    at += 1
    while at < len(found) and found[at] not in (("sign", ")"), ("sign", "|")):
        if found[at] in (("sign", ","), ("sign", ":")):
            at += 1
            continue
        value, at = _operand(found, at, scope)
        values.append(value)
    return values, at + 1 if is_bracketed and at < len(found) else at


_AND_OR = re.compile(r"\s+(and|or|&&|\|\|)\s+")
_COMPARE = re.compile(r"\s*(==|!=|<>|<=|>=|<|>|\bcontains\b|\bin\b)\s*")


def holds(condition: str, scope: Mapping[str, Any]) -> bool:
    """Whether a condition holds; a value that is not known is none."""
    return truth(condition, scope, is_open=False) is True


def truth(condition: str, scope: Mapping[str, Any], *, is_open: bool = True) -> bool | None:
    """Whether a condition holds; None where that depends on a name that nobody knows."""
    parts = _AND_OR.split(condition)
    result = _one_truth(parts[0], scope, is_open=is_open)
    for word, part in zip(parts[1::2], parts[2::2], strict=True):
        other = _one_truth(part, scope, is_open=is_open)
        decides = word in ("or", "||")
        if decides in (result, other):
            result = decides
        elif result is None or other is None:
            result = None
        else:
            result = other if result is not decides else result
    return result


def _one_truth(condition: str, scope: Mapping[str, Any], *, is_open: bool) -> bool | None:
    """Whether one comparison holds, or one value counts as true; None where nobody knows."""
    plain = condition.strip()
    if plain.startswith(("not ", "!")) and not plain.startswith("!="):
        inner = plain.removeprefix("not").removeprefix("!")
        found = _one_truth(inner, scope, is_open=is_open)
        return None if found is None else not found
    parts = _COMPARE.split(plain, maxsplit=1)
    left = evaluate(parts[0], scope)
    right = evaluate(parts[2], scope) if len(parts) > 1 else None
    sides = [(parts[0], left)] + ([(parts[2], right)] if len(parts) > 1 else [])
    if is_open and any(_is_unknown(text, value, scope) for text, value in sides):
        return None
    left, right = _known(left), _known(right)
    return is_true(left) if len(parts) == 1 else _compared(left, parts[1], right)


def _is_unknown(text: str, value: Any, scope: Mapping[str, Any]) -> bool:
    """Whether nobody knows a value: one of a table that is neither the page's nor the tool's.

    A name alone that is not known is one that front matter may have, and does not.
    """
    root = re.match(r"\s*([A-Za-z_][\w-]*)\s*($)?", text)
    is_named = root is not None and (root[2] is not None or root[1] in scope or root[1] in _RUNNING)
    return value is UNKNOWN and not is_named


def _compared(left: Any, sign: str, right: Any) -> bool:
    """Whether a comparison of two values holds."""
    if sign in ("contains", "in"):
        whole, part = (left, right) if sign == "contains" else (right, left)
        return part in whole if isinstance(whole, list | str) and part is not None else False
    if sign in ("==", "!=", "<>"):
        is_same = liquid_filters.text_of(left) == liquid_filters.text_of(right)
        return is_same == (sign == "==")
    try:
        a, b = float(left), float(right)
    except (TypeError, ValueError):
        return False
    return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def _known(value: Any) -> Any:
    """Return a value, or None for one that is not known."""
    return None if value is UNKNOWN else value


def is_true(value: Any) -> bool:
    """Whether a value counts as true, as front matter has it: ``false`` and nothing do not."""
    return value not in (None, False, "", "false", "False") and value is not UNKNOWN and value != []


_QUOTED_OR_NAME = re.compile(
    r"(\"[^\"]*\"|'[^']*')|(?<![\w./])(\w+[=:]\s*)?([A-Za-z_][\w-]*(?:\.[\w-]+)*)(?![\w/:=.])|,"
)


def with_values(rest: str, scope: Mapping[str, Any]) -> str:
    """Return the arguments of a tag, known values instead of their names, separated by spaces.

    ``with_values('"a.png", page.alt', …)`` is ``"a.png" "A lamp"``.
    """

    def inner(match: re.Match[str]) -> str:
        return liquid_filters.text_of(_known(evaluate(match[1], scope)))

    def part(match: re.Match[str]) -> str:
        if match[1] or match[0] == ",":
            return match[1] or " "
        is_name = match[2] or "." in match[3]
        value = look_up(match[3], scope) if is_name else UNKNOWN
        if (
            isinstance(value, bool)
            or value is UNKNOWN
            or value is None
            or isinstance(value, Mapping | list)
        ):
            return match[0]
        text = liquid_filters.text_of(value).replace('"', "'")
        return f'{match[2] or ""}"{text}"'

    rest = re.sub(r"\{\{-?([^{}]*?)-?\}\}", inner, rest) if "{{" in rest else rest
    rest = _QUOTED_OR_NAME.sub(part, rest)
    return _COLON_NAME.sub(lambda m: m[1] or f"{m[2]}=", rest)


_COLON_NAME = re.compile(r"(\"[^\"]*\"|'[^']*')|(?<![\w/])([A-Za-z_]\w*):(?:\s+|(?=[\"']))")
