"""On what the editions were made: Triptych's own code, Python, every package, the libraries that set type.

Nothing of it is imported, for the answer must come at once; a name and a length tell a version.
"""

import os
import re
import shutil
import sys
import sysconfig
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from importlib.resources import files
from pathlib import Path

from triptych.core import dependencies, installation_cache
from triptych.markdown import server
from triptych.pictures.diagrams import RENDERERS
from triptych.theme.find import built_in_folder, stamps_of, state_of

_LIBRARIES = (
    "libpango",
    "libharfbuzz",
    "libfontconfig",
    "libfreetype",
    "libfribidi",
    "libglib-2",
    "libgobject-2",
)
"""What WeasyPrint opens on the machine, and what these open."""

_KIND = "state"
_MARGIN = 2_000_000_000
"""Nanoseconds between two moments that a file system may tell as one (FAT: two seconds)."""

_OURS = "triptych-press"
_NAME = re.compile(r"[\w.-]+")
_INSTALLED = (".dist-info", ".egg-info")
_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")


@cache
def state() -> str:
    """Return the SHA-256 of all that makes an edition, except its sources, as installed here."""
    parts = [
        installed_state(Path(str(files("triptych")))),
        f"{sys.implementation.name} {sys.version_info[:3]} {sys.platform} {sysconfig.get_platform()}",
        *_packages(),
        *_libraries(),
        *_pandoc(),
        *_renderers(),
    ]
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def makers() -> dict[str, str]:
    """Return by name the version of each thing that makes editions, written alike on every machine.

    Where these agree, so do the editions.
    """
    found = {"Triptych": installed_state(Path(str(files("triptych"))))[:12]}
    found["Triptych's themes"] = installed_state(built_in_folder())[:12]
    found["Python"] = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for needed in requires(_OURS) or []:
        name = _NAME.match(needed)
        if name and "extra ==" not in needed:
            found[name[0]] = version(name[0])
    if own := os.environ.get(server.OWN_PROGRAM, ""):
        found["a pandoc of one's own"] = (
            f"of {Path(own).stat().st_size if Path(own).is_file() else 0} bytes"
        )
    for library in _libraries():
        name_and_version = Path(library.partition(" ")[0]).name.split(".so.", maxsplit=1)
        if len(name_and_version) == 2 and "." in name_and_version[1]:
            found[name_and_version[0]] = name_and_version[1]
    return found


def installed_state(folder: Path) -> str:
    """Return the state of an installed folder, read again only when a file in it has changed."""
    try:
        stamps = stamps_of(folder)
        known = (installation_cache.look_up(_KIND, str(folder)) or b"").decode()
        digest = sha256(repr(stamps).encode("utf-8", "surrogateescape")).hexdigest()
        newest = max((max(stamp[3:]) for stamp in stamps), default=0)
        is_later = installation_cache.stored_at(_KIND, str(folder)) > newest + _MARGIN
        if known.startswith(digest) and is_later:
            return known[len(digest) :]
        found = state_of(folder, stamps)
    except OSError:
        return dependencies.UNSTEADY
    installation_cache.store(_KIND, str(folder), f"{digest}{found}".encode())
    return found


def _packages() -> list[str]:
    """Return name and version of every installed package, from the names of their folders."""
    found: set[str] = set()
    for folder in sys.path:
        if Path(folder).is_dir():
            found.update(p.name for p in Path(folder).iterdir() if p.name.endswith(_INSTALLED))
    return sorted(found)


def _libraries() -> list[str]:
    """Return path, size and modification time of each library that sets type."""
    multiarch = sysconfig.get_config_var("MULTIARCH")
    wanted = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    homes = [*wanted, *_FOLDERS, *([f"/usr/lib/{multiarch}"] if multiarch else [])]
    found = []
    for home in dict.fromkeys(filter(None, homes)):
        if Path(home).is_dir():
            with os.scandir(home) as entries:
                libraries = [entry for entry in entries if entry.name.startswith(_LIBRARIES)]
            for library in libraries:
                stat = library.stat(follow_symlinks=False)
                found.append(f"{library.path} {stat.st_size} {stat.st_mtime_ns}")
    return sorted(found)


def _renderers() -> list[str]:
    """Return path, size and modification time of each program that draws diagrams."""
    found = [shutil.which(renderer.program) for renderer in RENDERERS.values() if renderer.program]
    stats = [(path, Path(path).stat()) for path in found if path]
    return [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats]


def _pandoc() -> list[str]:
    """Return path, size and modification time of a pandoc that is not from a package."""
    there = "" if server.bundled() else shutil.which("pandoc") or ""
    own = os.environ.get(server.OWN_PROGRAM, "") or there
    if not own or not Path(own).is_file():
        return [own]
    stat = Path(own).stat()
    return [f"{own} {stat.st_size} {stat.st_mtime_ns}"]
