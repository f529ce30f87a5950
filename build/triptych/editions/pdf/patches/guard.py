"""A patch of a library, and the guard that compares what it changes with the code that was tested.

``tested.json`` has the signature of each function, and a digest of its source. Both are compared before
anything is patched. Reading sources takes a tenth of a second, so the result is cached with the
installation, under the state of the files and the bytecode that the functions have in this very process.
"""

import inspect
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from triptych.core import installation_cache

_TESTED = Path(__file__).with_name("tested.json")


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of a library while it runs, and what is known of it.

    ``upstream`` is what the library does without it, ``reason`` the clause that asks for it or the time
    that it saves, ``issue`` the library's own report of it, ``test`` the test that fails without it.
    ``targets`` are the functions that it replaces or relies on, each as its module and its name there
    (``weasyprint.css:ComputedStyle.__missing__``). ``apply`` is called with the package ``weasyprint``;
    it is None where there is only something to guard. Without an ``is_required`` patch an edition would be
    wrong; the others only save time.
    """

    name: str
    upstream: str
    reason: str
    test: str
    targets: tuple[str, ...]
    apply: Callable[[ModuleType], None] | None
    issue: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Tested:
    """What was tested: the version of each package, and each function's signature and digest.

    A digest is the first 16 hexadecimal digits of the SHA-256 of the function's source.
    """

    versions: dict[str, str]
    functions: dict[str, list[str]]


def tested() -> Tested:
    """Return what ``tested.json`` says, which ``build/tools/canary.py --pin`` writes."""
    return Tested(**json.loads(_TESTED.read_text(encoding="utf-8")))


def changed(targets: Iterable[str]) -> frozenset[str]:
    """Return the targets that are missing, or not the functions that were tested."""
    every = tuple(dict.fromkeys(targets))
    state = (_TESTED.read_bytes(), *((target, _state(target)) for target in every))
    data = installation_cache.cached("guards", state, lambda: _compare(every))
    return frozenset(data.decode().split())


def fingerprint(target: str) -> tuple[str, str]:
    """Return the signature and the digest of a function; both are empty where it cannot be read."""
    try:
        function = _resolve(target)
        source = inspect.getsource(function)
        return str(inspect.signature(function)), sha256(source.encode()).hexdigest()[:16]
    except (AttributeError, KeyError, OSError, TypeError, ValueError):
        return "", ""


def _compare(targets: tuple[str, ...]) -> bytes:
    """Return the targets that have changed, parted by spaces."""
    functions = tested().functions
    return " ".join(t for t in targets if list(fingerprint(t)) != functions.get(t)).encode()


def _resolve(target: str) -> Any:
    """Return the function that a target names, in a module that is loaded already.

    Raises ``KeyError`` where there is no such module, ``AttributeError`` where it has no such function.
    """
    module, _, path = target.partition(":")
    return reduce(getattr, path.split("."), sys.modules[module])


def _state(target: str) -> tuple[object, ...]:
    """Return what tells a function from a changed one at once: its file's state, and its bytecode."""
    try:
        code = _resolve(target).__code__
        stat = Path(code.co_filename).stat()
    except (AttributeError, KeyError, OSError):
        return ()
    return (code.co_filename, stat.st_size, stat.st_mtime_ns, code.co_firstlineno, _digest(code))


def _digest(code: CodeType) -> str:
    """Return a digest of a function's bytecode and the names in it."""
    names = (code.co_varnames, code.co_names, code.co_freevars)
    return sha256(code.co_code + repr(names).encode()).hexdigest()[:16]
