"""Paths as a program may give them: one or several, as text or as path objects."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

AnyPath: TypeAlias = str | os.PathLike[str]


def as_paths(given: AnyPath | Iterable[AnyPath]) -> tuple[Path, ...]:
    """Return one path or several as a tuple, ``(Path("a.md"),)`` for ``"a.md"``."""
    if isinstance(given, str | os.PathLike):
        return (Path(given),)
    return tuple(Path(path) for path in given)
