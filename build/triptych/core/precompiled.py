"""What Python compiles again in every process, compiled once: patterns, methods of dataclasses, selectors.

A program of some hundred modules spends a third of its start on that. ``make`` records what a build
compiles (``record``); a process that starts uses it (``use``), and compiles what is not there itself. The
recorded code is Python's own, by the text that it was compiled from, and holds for one version of Python.
"""

import dataclasses
import marshal
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

from triptych.core import installation_cache

_KIND, _SELECTORS = "compiled", "selectors"
_PLAIN = int(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII | re.UNICODE)
"""Flags that change nothing but the code: no locale, and nothing printed."""

_Key = tuple[str | bytes, int]
_Row = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""A pattern as ``_sre.compile`` takes it: all flags, the code, the number of groups and their names."""


class _Table:
    """Code by the text that it was compiled from; what is compiled meanwhile is added where wanted."""

    def __init__(self) -> None:
        self.patterns: dict[_Key, _Row] = {}
        self.methods: dict[str, bytes] = {}
        self.selectors: dict[str, bytes] | None = None
        """Those of style sheets; None until the first is asked for, which many processes never do."""
        self.is_recording = False
        self.misses = 0


_table = _Table()
_compiler: Any = sys.modules.get("re._compiler")
_compile: Callable[..., Any] = getattr(_compiler, "compile", re.compile)


def use() -> None:
    """Take code from the table where it has it; without one, everything is compiled."""
    data = installation_cache.look_up(_KIND, "")
    if data and _compiler:
        _table.patterns, _table.methods = marshal.loads(data)  # noqa: S302  sealed, and trusted as bytecode
        _replace()


@contextmanager
def record() -> Iterator[None]:
    """Record what is compiled within, and store it with what was recorded before."""
    _replace()
    _table.is_recording, _table.selectors = True, {}
    try:
        yield
    finally:
        _table.is_recording = False
        installation_cache.store(_KIND, "", marshal.dumps((_table.patterns, _table.methods)))
        installation_cache.store(_SELECTORS, "", marshal.dumps(_table.selectors))


def misses() -> int:
    """Return how much this process has compiled itself, since ``use``."""
    return _table.misses


def _replace() -> None:
    """Have patterns and the methods of dataclasses compiled by way of the table."""
    _compiler.compile = _compiled_pattern
    vars(dataclasses)["exec"] = _execute  # where it looks before it looks among Python's own


def _compiled_pattern(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    """Return a compiled pattern; raises ``re.error`` as ``re.compile`` does."""
    key = (pattern, int(flags))
    is_plain = isinstance(pattern, str | bytes) and not key[1] & ~_PLAIN
    row = _table.patterns.get(key) if is_plain else None
    if row is None:
        _table.misses += 1
        made: re.Pattern[Any] = _compile(pattern, flags)
        if is_plain and _table.is_recording:
            _table.patterns[key] = _row(pattern, key[1], made)
        return made
    every, code, groups, names, order = row
    words = memoryview(code).cast("I").tolist()
    found: re.Pattern[Any] = _compiler._sre.compile(  # noqa: SLF001  as ``re`` itself calls it
        pattern, every, words, groups, names, order
    )
    return found


def _row(pattern: str | bytes, flags: int, made: re.Pattern[Any]) -> _Row:
    """Return the row of a pattern that was compiled."""
    code = _compiler._code(_compiler._parser.parse(pattern, flags), flags)  # noqa: SLF001  as above
    order: list[str | None] = [None] * (made.groups + 1)
    for name, number in made.groupindex.items():
        order[number] = name
    words = array("I", code).tobytes()
    return made.flags, words, made.groups, dict(made.groupindex), tuple(order)


def _execute(text: str, scope: dict[str, Any], names: dict[str, Any]) -> None:
    """Execute the text of a method, as ``exec`` does."""
    exec(_compiled(text, "exec", _table.methods), scope, names)  # noqa: S102  as ``dataclasses`` does


def evaluate(text: str, scope: dict[str, Any], names: dict[str, Any]) -> Any:
    """Return the value of an expression that is a selector in Python, as ``eval`` does."""
    if _table.selectors is None:
        data = installation_cache.look_up(_SELECTORS, "")
        _table.selectors = marshal.loads(data) if data else {}  # noqa: S302  as above
    code = _compiled(text, "eval", _table.selectors)
    return eval(code, scope, names)  # noqa: S307  as cssselect2 does


def _compiled(text: str, mode: str, known: dict[str, bytes]) -> CodeType:
    """Return the code of a text, by a table of what is known, which gets it while it is recorded."""
    if text in known:
        code: CodeType = marshal.loads(known[text])  # noqa: S302  as above
        return code
    _table.misses += 1
    made: CodeType = compile(text, "<string>", mode, dont_inherit=True)
    if _table.is_recording:
        known[text] = marshal.dumps(made)
    return made
