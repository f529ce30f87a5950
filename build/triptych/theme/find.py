"""Where the folders of themes are, and in what state."""

import os
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from triptych.core import dependencies

GROUP = "triptych.themes"
"""The entry point group under which a package offers theme folders."""

_NOWHERE = Path("/nowhere")
_MADE_BY_PYTHON = "__pycache__"

Stamp = tuple[str, int, int, int, int]
"""A file's path in its folder, inode, length, and when its content and its state last changed, in ns."""


def built_in_folder() -> Path:
    """Give the folder of the themes that come along, in a wheel as in a checkout."""
    packed = Path(str(files("triptych"))) / "templates"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "templates"


def available_themes(root: Path | None) -> dict[str, Path]:
    """Give every theme by name: the publication's, installed ones, then those that come along."""
    found: dict[str, Path] = {}
    homes = [root / "templates"] if root else []
    for home in [*homes, built_in_folder()]:
        for path in sorted(home.glob("*/theme.toml")):
            found.setdefault(path.parent.name, path.parent)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        found.setdefault(point.name, Path(str(files(point.value))))
    return found


def theme_folder(name: str, root: Path | None) -> Path:
    """Give the folder of the theme called ``name``, which may have no theme; a path is one itself."""
    if name.startswith((".", "/")) or Path(name).is_absolute():
        return Path(name)
    if "/" in name:
        return _NOWHERE
    for home in [*([root / "templates"] if root else []), built_in_folder()]:
        if (home / name / "theme.toml").is_file():
            return home / name
    return available_themes(root).get(name, _NOWHERE)


def theme_state(name: str, root: Path | None) -> str:
    """Give the state of the theme called ``name``: the SHA-256 of all that is in its folder."""
    return folder_state(theme_folder(name, root))


def folder_state(folder: Path) -> str:
    """Give the SHA-256 of the names and bytes of all files in a folder, however deep."""
    try:
        return _state(folder, _stamps(folder))
    except OSError:
        return dependencies.UNSTEADY


def theme_files(folder: Path) -> list[str]:
    """Give every file below a folder by its path from there, in order; none where there is no folder."""
    return [name for name, *_ in _stamps(folder) if (folder / name).is_file()]


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """Give the stamp of every file in a folder, in the order of their names; links are followed once."""
    found: list[Stamp] = []
    seen: set[tuple[int, int]] = set()
    for at, folders, names in os.walk(folder, followlinks=True):
        here = os.stat(at)  # noqa: PTH116  a path object for each would double the time
        if (here.st_dev, here.st_ino) in seen:
            folders.clear()
            continue
        seen.add((here.st_dev, here.st_ino))
        folders[:] = [name for name in folders if name != _MADE_BY_PYTHON]
        for name in names:
            path = f"{at}/{name}"
            try:
                stat = os.stat(path)  # noqa: PTH116  the same
            except OSError:  # a link to nowhere, as some editors lay them
                stat = os.stat(path, follow_symlinks=False)  # noqa: PTH116  the same
            known = os.path.relpath(path, folder)
            found.append((known, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _state(folder: Path, stamps: tuple[Stamp, ...]) -> str:
    """Give the state of a folder, read once while its files are as they were."""
    whole = sha256()
    for name, *_ in stamps:
        path = folder / name
        data = path.read_bytes() if path.is_file() else b""
        whole.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        whole.update(data)
    return whole.hexdigest()
