"""The words of a message as the source puts them together, followed through names and calls."""

import ast
from dataclasses import dataclass

VALUE = "{…}"
"""What stands for a value that is known only when the program runs."""

_DEEPEST = 5
"""How many names and calls are followed from where a text is used to where it is written."""

_MOST = 8
"""The most variants of one text that are listed."""

Values = dict[str, list[ast.expr]]
"""The expressions that are assigned to each name."""


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed module with its functions and, by name, the expressions that it assigns."""

    name: str
    tree: ast.Module
    functions: dict[str, ast.FunctionDef]
    values: Values


def assigned(nodes: list[ast.stmt]) -> Values:
    """Return the expressions assigned to each name by statements, those of loops included."""
    found: Values = {}
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign):
                for target in inner.targets:
                    _pair(target, inner.value, found)
            elif isinstance(inner, ast.AnnAssign) and inner.value:
                _pair(inner.target, inner.value, found)
            elif isinstance(inner, ast.For):
                _pair(inner.target, inner.iter, found)
    return found


def _pair(target: ast.expr, value: ast.expr, found: Values) -> None:
    """Note the value of a name, or of each name of a tuple."""
    if isinstance(target, ast.Name):
        found.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            _pair(one, other, found)


def words_of(node: ast.expr, module: Module, values: Values, depth: int) -> list[str]:
    """Return the variants of a text, with `{…}` for each value."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return _joined(parts, module, values, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([left, right], module, values, depth)
        case ast.IfExp(body=one, orelse=other):
            return [w for e in (one, other) for w in words_of(e, module, values, depth)]
        case ast.BoolOp(values=some):
            return [w for e in some for w in words_of(e, module, values, depth)]
    return _followed(node, module, values, depth) if depth < _DEEPEST else [VALUE]


def _followed(node: ast.expr, module: Module, values: Values, depth: int) -> list[str]:
    """Return the variants of a text that is a name, a call of a function of the module, or a value."""
    match node:
        case ast.FormattedValue(value=inner):
            return words_of(inner, module, values, depth + 1)
        case ast.Name(id=name):
            found = values.get(name) or module.values.get(name) or []
            others: Values = {
                **values,
                name: [ast.Constant(VALUE)],
            }  # a text may be added to itself
            return [w for e in found for w in words_of(e, module, others, depth + 1)] or [VALUE]
        case ast.Call(func=ast.Attribute(value=ast.Constant() as inner, attr="format")):
            return words_of(inner, module, values, depth)
        case ast.Call(func=ast.Name(id=name)) if name in module.functions:
            return _returned(module.functions[name], module, depth)
    return [VALUE]


def _joined(parts: list[ast.expr], module: Module, values: Values, depth: int) -> list[str]:
    """Return the variants of a text that is put together of parts."""
    variants = [""]
    for part in parts:
        ends = words_of(part, module, values, depth)
        variants = [f"{start}{end}" for start in variants for end in ends][:_MOST]
    return variants


def _returned(function: ast.FunctionDef, module: Module, depth: int) -> list[str]:
    """Return the texts that a function returns or yields."""
    values = assigned(function.body)
    results = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Return | ast.Yield) and node.value
    ]
    return [w for e in results for w in words_of(e, module, values, depth + 1)][:_MOST] or [VALUE]
