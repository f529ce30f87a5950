"""Every text that the program shows a user, read from the source; `make messages` prints the table."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from message_words import VALUE, Module, Values, assigned, words_of

TRIPTYCH = Path(__file__).parents[2] / "build" / "triptych"

_ERROR = {"message": 0, "hint": 2}
"""Where every kind of `TriptychError` takes its texts."""

_PRINTERS = {"echo", "secho", "print", "fail", "add_task"}
"""Functions that print their first argument."""

Positions = dict[str, int]
"""The position of each of a function's parameters."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text: the module and line that use it, its kind, and its words, with `{…}` for values.

    ``kind`` is message, hint, help, printed, heading or code.
    """

    module: str
    line: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Takers:
    """Functions, methods and classes that take a message or a hint: local ones by module, all by name."""

    local: dict[tuple[str, str], Positions] = field(
        default_factory=dict[tuple[str, str], Positions]
    )
    functions: dict[str, Positions] = field(default_factory=dict[str, Positions])
    methods: dict[str, Positions] = field(default_factory=dict[str, Positions])


@cache
def texts() -> list[Text]:
    """Return every text of the program in the order of the files, each once; it takes seconds."""
    modules = [_read(path) for path in sorted(TRIPTYCH.rglob("*.py"))]
    takers = Takers()
    for module in modules:
        _add_takers(module, takers)
    found: dict[tuple[str, str, str], Text] = {}
    for text in sorted(text for module in modules for text in _of_module(module, takers)):
        found.setdefault((text.module, text.kind, text.words), text)
    return list(found.values())


def _read(path: Path) -> Module:
    """Parse a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    name = path.relative_to(TRIPTYCH).as_posix()
    return Module(name, tree, functions, assigned(tree.body))


def _add_takers(module: Module, takers: Takers) -> None:
    """Note what in a module takes a message or a hint."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            positions = _of_class(node)
            methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
            for method in methods:
                if taken := _taken(_parameters(method)[1:]):
                    takers.methods[method.name] = taken
            if positions:
                takers.functions[node.name] = takers.local[module.name, node.name] = positions
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and (taken := _taken(_parameters(node))):
            takers.functions[node.name] = takers.local[module.name, node.name] = taken


def _of_class(node: ast.ClassDef) -> Positions:
    """Return where a class takes its texts: by its constructor, its fields, or as an error."""
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
            return _taken(_parameters(inner)[1:])
    fields = [
        inner.target.id
        for inner in node.body
        if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name)
    ]
    return _taken(fields) or (_ERROR if node.name.endswith("Error") else {})


def _parameters(node: ast.FunctionDef) -> list[str]:
    """Return a function's parameters; those given only by name have positions that no call reaches."""
    positional = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
    return [*positional, *[""] * 100, *(arg.arg for arg in node.args.kwonlyargs)]


def _taken(names: list[str]) -> Positions:
    """Return the positions of the message and the hint among parameters."""
    return {name: names.index(name) for name in ("message", "hint") if name in names}


def _of_module(module: Module, takers: Takers) -> Iterator[Text]:
    """Yield the texts of one module."""
    seen: set[int] = set()
    for function in module.functions.values():
        values = assigned(function.body)
        for node in ast.walk(function):
            seen.add(id(node))
            if isinstance(node, ast.Call):
                yield from _of_call(node, values, module, takers)
        if _is_command(function):
            yield from _help(module, function)
    for node in ast.walk(module.tree):
        if id(node) not in seen and isinstance(node, ast.Call):
            yield from _of_call(node, {}, module, takers)
    yield from _tables(module)


def _of_call(node: ast.Call, values: Values, module: Module, takers: Takers) -> Iterator[Text]:
    """Yield the texts of one call."""
    for kind, expression in _used(node, module, takers):
        for words in words_of(expression, module, values, 0):
            if words.replace(VALUE, "").strip(" .:"):
                yield Text(module.name, expression.lineno, kind, words)


def _used(node: ast.Call, module: Module, takers: Takers) -> Iterator[tuple[str, ast.expr]]:
    """Yield the expressions of a call that a user reads, each with its kind."""
    name = _name(node.func)
    positions = _positions(node.func, module, takers)
    for kind, at in positions.items():
        if at < len(node.args):
            yield kind, node.args[at]
    for keyword in node.keywords:
        if keyword.arg == "help" or (keyword.arg in positions):
            yield keyword.arg or "", keyword.value
    if name in _PRINTERS and node.args and not positions:
        yield "printed", node.args[0]
    if name == "table":
        yield from (("heading", arg) for arg in node.args)


def _positions(function: ast.expr, module: Module, takers: Takers) -> Positions:
    """Return where the called function takes its texts; a variable that is called is an error's kind."""
    name = _name(function)
    if isinstance(function, ast.Attribute):
        return takers.methods.get(name) or takers.functions.get(name, {})
    if name in ("kind", "cls"):
        return _ERROR
    return takers.local.get((module.name, name)) or takers.functions.get(name, {})


def _name(function: ast.expr) -> str:
    """Return the last name of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_command(function: ast.FunctionDef) -> bool:
    """Whether a function is a command of the command line."""
    called = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(_name(func) in ("command", "group") for func in called)


def _help(module: Module, function: ast.FunctionDef) -> Iterator[Text]:
    """Yield the paragraphs of a command's help."""
    for paragraph in (ast.get_docstring(function) or "").split("\n\n"):
        if not paragraph.lstrip().startswith("\b"):
            yield Text(module.name, function.lineno, "help", " ".join(paragraph.split()))


def _tables(module: Module) -> Iterator[Text]:
    """Yield the sentences of the tables of codes, exit codes and commands."""
    if module.name == "core/errors.py":
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                first, *_ = (ast.get_docstring(node) or "").split("\n\n")
                yield Text(module.name, node.lineno, "code", " ".join(first.split()))
    if module.name in ("core/codes.py", "core/errors.py", "cli/main.py"):
        dicts = [node for node in ast.walk(module.tree) if isinstance(node, ast.Dict)]
        for value in (value for node in dicts for value in node.values):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield Text(module.name, value.lineno, "code", value.value)


def main() -> None:
    """Print the table: a line each, or only the lines of modules that begin with an argument."""
    for text in texts():
        if text.module.startswith(tuple(sys.argv[1:]) or ""):
            words = text.words.replace("\n", " ⏎ ")
            sys.stdout.write(f"{text.module}:{text.line}: {text.kind}: {words}\n")


if __name__ == "__main__":
    main()
