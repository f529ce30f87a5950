"""The folders of themes: where they are, what they contain, and a digest of it."""

import os
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from triptych.core import dependencies, links

GROUP = "triptych.themes"
"""The entry point group under which a package offers theme folders."""

_NOWHERE = Path("/nowhere")
_MADE_BY_PYTHON = "__pycache__"

Stamp = tuple[str, int, int, int, int]
"""A file's path in its folder, inode, length, and when its content and its state last changed, in ns."""


def built_in_folder() -> Path:
    """Return the folder of the built-in themes, in a wheel or a checkout."""
    packed = Path(str(files("triptych"))) / "templates"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "templates"


def available_themes(root: Path | None) -> dict[str, Path]:
    """Return the folder of every theme by name: the publication's, built-in ones, then installed ones."""
    found: dict[str, Path] = {}
    homes = [root / "templates"] if root else []
    for home in [*homes, built_in_folder()]:
        for path in sorted(home.glob("*/theme.toml")):
            found.setdefault(path.parent.name, path.parent)
    return {**_installed(), **found}


def _installed() -> dict[str, Path]:
    """Return the folder of every theme that a package offers, by name."""
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: Path(str(files(point.value))) for point in reversed(points)}


def theme_folder(name: str, root: Path | None) -> Path:
    """Return the folder of a theme by name or path; it need not exist."""
    if name.startswith((".", "/")) or Path(name).is_absolute():
        return Path(name)
    if "/" in name:
        return _NOWHERE
    for home in [*([root / "templates"] if root else []), built_in_folder()]:
        if (home / name / "theme.toml").is_file():
            return home / name
    return available_themes(root).get(name, _NOWHERE)


def link_outside(folder: Path, root: Path | None) -> Path | None:
    """Return the first link of a theme that leads out of the publication, or out of the theme; or None.

    An installed theme is trusted as the installation is.
    """
    if root is not None and folder.is_relative_to(root / "templates"):
        return next(links.links_outside(folder, root), None)
    if folder.parent == built_in_folder() or folder in _installed().values():
        return None
    return next(links.links_outside(folder, folder), None)


def theme_state(name: str, root: Path | None) -> str:
    """Return the state of the theme called ``name``, as ``folder_state``."""
    return folder_state(theme_folder(name, root))


def folder_state(folder: Path) -> str:
    """Return the SHA-256 of the names and bytes of all files below a folder, as hexadecimal digits."""
    try:
        return state_of(folder, stamps_of(folder))
    except OSError:
        return dependencies.UNSTEADY


def theme_files(folder: Path) -> list[str]:
    """Return the relative path of every file below a folder, sorted; empty when there is no folder."""
    return [name for name, *_ in stamps_of(folder) if (folder / name).is_file()]


def stamps_of(folder: Path) -> tuple[Stamp, ...]:
    """Return the stamp of every file below a folder, sorted by name; links are followed once.

    Raises ``OSError`` for a folder that vanishes meanwhile.
    """
    found: list[Stamp] = []
    seen: set[tuple[int, int]] = set()
    home = folder.parent.parent
    left = [(str(folder), "", links.leads_outside(folder, home))]
    while left:
        at, prefix, is_outside = left.pop()
        try:
            listed = os.scandir(at)
        except OSError:  # no folder, or one that may not be listed, has nothing
            continue
        here = os.stat(at)  # noqa: PTH116  a path object for each would double the time
        if (here.st_dev, here.st_ino) in seen:
            continue
        seen.add((here.st_dev, here.st_ino))
        with listed:
            for entry in listed:
                if not _is_folder(entry):
                    found.append(_stamp(entry, prefix + entry.name))
                elif entry.name != _MADE_BY_PYTHON and not (
                    # A folder that is no link leads outside only where the one around it does.
                    (is_outside or entry.is_symlink())
                    and links.leads_outside(Path(entry.path), home)
                ):
                    left.append((entry.path, f"{prefix}{entry.name}/", False))
    return tuple(sorted(found))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is one itself, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _stamp(entry: os.DirEntry[str], name: str) -> Stamp:
    """Return the stamp of a file with its relative path; raises ``OSError`` when it vanishes."""
    try:
        stat = entry.stat()
    except OSError:  # a broken link, as some editors create
        stat = entry.stat(follow_symlinks=False)
    return name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@lru_cache(maxsize=64)
def state_of(folder: Path, stamps: tuple[Stamp, ...]) -> str:
    """Return the state of a folder with these stamps, cached until one changes; raises ``OSError``."""
    digest = sha256()
    for name, *_ in stamps:
        path = folder / name
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
