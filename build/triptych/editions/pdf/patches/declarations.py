"""The declarations of the typesetter's C libraries, parsed once an installation, not once a process.

WeasyPrint hands them to cffi as C, which it parses in Python, as it does later with every type that
is named. cffi can lay down what it made of them as a module (its documentation, "Preparing and
Distributing modules", out-of-line ABI level). That module is kept where Python keeps what it compiles;
where it cannot be, all goes as before, only slower. On Linux WeasyPrint knows each library by the
name of its file as well, so that none is looked for by a program of the system's.
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


@contextmanager
def patched_declarations() -> Iterator[None]:
    """Let who imports WeasyPrint within take its declarations from where they are kept."""
    plain = cffi.FFI
    cffi.FFI = _Kept
    try:
        yield
    finally:
        cffi.FFI = plain


class _Kept:
    """Stands for ``cffi.FFI`` where ``cdef`` is told everything at once."""

    def cdef(self, declarations: str) -> None:
        """Become what cffi makes of the declarations."""
        kept = _load(declarations)
        vars(self).update((name, getattr(kept, name)) for name in dir(kept) if name[0] != "_")
        if sys.platform != "linux":
            vars(self)["dlopen"] = _finding(kept)


def _finding(kept: Any) -> Any:
    """Give ``dlopen`` that also looks for a library as this system does, as that of a plain FFI."""

    def dlopen(name: str, flags: int) -> Any:
        try:
            return kept.dlopen(name, flags)
        except OSError:
            found = ctypes.util.find_library(name)
            if found is None:
                raise
            return kept.dlopen(found, flags)

    return dlopen


def _load(declarations: str) -> Any:
    """Give the declarations as cffi knows them, and keep them when they are not kept yet."""
    path = _place(declarations)
    return _read(path) or _keep(declarations, path)


def _read(path: Path) -> Any:
    """Give what is kept; None when it is not there, or anything is amiss with it."""
    try:
        return runpy.run_path(str(path))["ffi"]
    except (Exception, SystemExit):  # noqa: BLE001  whatever it is, it is made again
        return None


def _place(declarations: str) -> Path:
    """Give where declarations are kept: beside this module's own code as Python has compiled it."""
    key = hashlib.sha256(f"{cffi.__version__}\n{declarations}".encode()).hexdigest()[:16]
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{key}.cffi")


def _keep(declarations: str, path: Path) -> Any:
    """Parse declarations and lay them down; whoever looks meanwhile sees all of it or nothing."""
    parsed = cffi.api.FFI()
    parsed.cdef(declarations)
    parsed.set_source("declarations", None)
    if not sys.dont_write_bytecode:
        with suppress(OSError), tempfile.TemporaryDirectory(dir=_made(path.parent)) as beside:
            parsed.emit_python_code(beside := str(Path(beside) / path.name))
            Path(beside).replace(path)
            return _read(path) or parsed
    return parsed


def _made(folder: Path) -> Path:
    """Give a folder, made where it is not there; raises ``OSError`` where it cannot be."""
    folder.mkdir(exist_ok=True)
    return folder
