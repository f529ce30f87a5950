"""The C declarations of the typesetter, parsed once an installation, not once a process.

WeasyPrint hands them to cffi as C, which it parses in Python, and parses again with every type that
is named. cffi can write what it made of them as a module (its documentation, "Preparing and
Distributing modules", out-of-line ABI level). That module is cached (``core/installation_cache.py``);
without it, the declarations are parsed in every process. On Linux WeasyPrint knows each library by the
name of its file as well, so that no program of the system has to look for it.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import StringIO
from typing import Any

import cffi

from triptych.core import installation_cache
from triptych.editions.pdf.paragraphs.library import DECLARATIONS
from triptych.editions.pdf.patches.guard import Patch


@contextmanager
def patched_declarations() -> Iterator[None]:
    """Replace ``cffi.FFI`` while WeasyPrint is imported within."""
    original = cffi.FFI
    cffi.FFI = _CachedFFI
    try:
        yield
    finally:
        cffi.FFI = original


class _CachedFFI:
    """Stands in for ``cffi.FFI`` where ``cdef`` is called once, with all declarations."""

    def cdef(self, declarations: str) -> None:
        """Become what cffi makes of the declarations."""
        cached = _load(declarations + DECLARATIONS)
        vars(self).update((name, getattr(cached, name)) for name in dir(cached) if name[0] != "_")
        if sys.platform != "linux":
            vars(self)["dlopen"] = _searching_dlopen(cached)


def _searching_dlopen(cached: Any) -> Any:
    """Return ``dlopen`` that also searches for a library as this system does, like that of a plain FFI."""

    def dlopen(name: str, flags: int) -> Any:
        try:
            return cached.dlopen(name, flags)
        except OSError:
            found = ctypes.util.find_library(name)
            if found is None:
                raise
            return cached.dlopen(found, flags)

    return dlopen


def _load(declarations: str) -> Any:
    """Return the declarations as cffi knows them, from the cache if they are there."""
    key = (cffi.__version__, declarations)
    names: dict[str, Any] = {}
    exec(installation_cache.cached("declarations", key, partial(_parse, declarations)), names)  # noqa: S102  as cffi wrote it
    return names["ffi"]


def _parse(declarations: str) -> bytes:
    """Return the module that cffi makes of declarations, as Python.

    ``emit_python_code`` does the same, but prints a line, and writes no other place than a file.
    """
    from cffi import recompiler  # noqa: PLC0415  slow to load, and needed once an installation

    parsed, module = cffi.api.FFI(), StringIO()
    parsed.cdef(declarations)
    parsed.set_source("declarations", None)
    recompiler.make_py_source(parsed, "declarations", module)
    return module.getvalue().encode()


PATCH = Patch(
    name="declarations",
    upstream="Has cffi parse its C declarations whenever it is imported",
    issue="https://github.com/Kozea/WeasyPrint/issues/2073",
    reason="Saves 0.2 s a process",
    test="editions/test_declarations.py::test_declarations_are_parsed_once_and_come_to_the_same_pdf",
    targets=(
        "cffi.api:FFI.cdef",
        "cffi.api:FFI.set_source",
        "cffi.api:FFI.emit_python_code",
        "cffi.api:FFI.dlopen",
    ),
    apply=None,
    is_required=False,
)
