"""The slow half of this room, loaded only when it is needed, and stamps of what its results depend on."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

Stamps = list[tuple[str, int, int]]
"""Name, length and modification time (ns) of files."""


@cache
def cutter() -> ModuleType:
    """Return ``subset.py``, which is loaded only when it is needed."""
    from triptych.fonts import subset  # noqa: PLC0415  slow, and most builds do not need it

    return subset


def stamps(files: list[Path]) -> Stamps:
    """Return name, length and modification time (ns) of each file."""
    return [(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]


def code_stamps(*packages: str) -> Stamps:
    """Return the stamps of the code that subsets fonts: ours, and that of installed packages."""
    found = [path for package in packages for path in _origin(package)]
    return stamps([*found, Path(__file__).with_name("subset.py")])


def _origin(package: str) -> list[Path]:
    """Return the first file of an installed package, which every installation writes again."""
    spec = find_spec(package)
    return [Path(spec.origin)] if spec and spec.origin else []
