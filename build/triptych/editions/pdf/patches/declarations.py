"""The C declarations of the typesetter, parsed once an installation, not once a process.

WeasyPrint hands them to cffi as C, which it parses in Python, and parses again with every type that
is named. cffi can write what it made of them as a module (its documentation, "Preparing and
Distributing modules", out-of-line ABI level). That module is cached where Python caches what it compiles;
without it, the declarations are parsed in every process. On Linux WeasyPrint knows each library by the
name of its file as well, so that no program of the system has to look for it.
"""

import ctypes.util
import hashlib
import importlib.util
import runpy
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import cffi

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
        cached = _load(declarations)
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
    """Return the declarations as cffi knows them, and cache them if they are not cached yet."""
    path = _cache_path(declarations)
    return _read(path) or _write(declarations, path)


def _read(path: Path) -> Any:
    """Return what is cached; None where it is missing or damaged."""
    try:
        return runpy.run_path(str(path))["ffi"]
    except (Exception, SystemExit):  # noqa: BLE001  a damaged file may raise anything; it is written again
        return None


def _cache_path(declarations: str) -> Path:
    """Return where declarations are cached: beside this module as Python has compiled it."""
    key = hashlib.sha256(f"{cffi.__version__}\n{declarations}".encode()).hexdigest()[:16]
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{key}.cffi")


def _write(declarations: str, path: Path) -> Any:
    """Parse declarations and cache them; another process sees the complete file or none."""
    parsed = cffi.api.FFI()
    parsed.cdef(declarations)
    parsed.set_source("declarations", None)
    if not sys.dont_write_bytecode:
        with suppress(OSError), tempfile.TemporaryDirectory(dir=_created(path.parent)) as beside:
            parsed.emit_python_code(beside := str(Path(beside) / path.name))
            Path(beside).replace(path)
            return _read(path) or parsed
    return parsed


def _created(folder: Path) -> Path:
    """Return a folder, created where it is missing; raises ``OSError`` where it cannot be."""
    folder.mkdir(exist_ok=True)
    return folder


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
