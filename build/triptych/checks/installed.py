"""Where outside judges and what they stand on are, on this machine, and in what version."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

LEAST_NODE, LEAST_JAVA = "20", "11"

JUDGES_VARIABLE = "TRIPTYCH_JUDGES"
"""The variable that names the folder in which `npm install` was run for the judges."""

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_CHROMIUM_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
_CHECKOUT = Path(__file__).resolve().parents[2] / "judges" / "node_modules"
"""Where `make test` puts what comes from npm."""

_SECONDS = 20
"""How long a program may take to tell its version."""


def program(*names: str) -> str:
    """Give the path of the first program of these names that there is, or ""."""
    return next((found for name in names if (found := shutil.which(name))), "")


def chromium() -> str:
    """Give the path of a Chromium, or ""; ``PUPPETEER_EXECUTABLE_PATH`` goes first."""
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    usual = next((path for path in _CHROMIUM_FILES if Path(path).is_file()), "")
    return named or program(*_CHROMIUMS) or usual


@cache
def program_version(name: str, option: str = "--version") -> str:
    """Give the version that a program tells of itself; "" when it does not run, or tells none."""
    if not name:
        return ""
    try:
        done = subprocess.run(
            [name, option],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    told = done.stdout.decode(errors="replace")
    found = re.search(r"\d+(?:\.\d+)+", told) or re.search(r"\d+", told)
    return found[0] if found else ""


def java_version() -> str:
    """Give the version of the Java on the path, or ""."""
    return program_version(program("java"), "-version")


def node_version() -> str:
    """Give the version of the Node.js on the path, or ""."""
    return program_version(program("node"))


def python_version(package: str) -> str:
    """Give the version of a Python package, or ""."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def package_version(name: str) -> str:
    """Give the version of an npm package, or ""."""
    folder = node_package(name)
    try:
        return str(json.loads((folder / "package.json").read_bytes())["version"]) if folder else ""
    except (OSError, ValueError, KeyError):
        return ""


def lacks_java() -> list[str]:
    """Name Java where there is none that will do."""
    return _lacks("Java", java_version(), LEAST_JAVA, is_there=bool(program("java")))


def lacks_node() -> list[str]:
    """Name Node.js where there is none that will do."""
    return _lacks("Node.js", node_version(), LEAST_NODE, is_there=bool(program("node")))


def lacks_chromium() -> list[str]:
    """Name Chromium where there is none."""
    return [] if chromium() else ["Chromium"]


def lacks_package(name: str, least: str) -> list[str]:
    """Name an npm package where there is none that will do."""
    found = package_version(name)
    return _lacks(name, found, least, is_there=bool(found))


def too_old(name: str, found: str, least: str) -> list[str]:
    """Name a thing whose version is older than one that will do."""
    return _lacks(name, found, least, is_there=True)


def _lacks(name: str, found: str, least: str, *, is_there: bool) -> list[str]:
    """Name a thing that is not there, does not run, or is too old."""
    if not is_there:
        return [name]
    if not found:
        return [f"{name} that runs (the one there does not tell its version)"]
    is_old = _numbers(found) < _numbers(least)
    return [f"{name} {least} or newer ({found} is there)"] if is_old else []


def _numbers(version: str) -> tuple[int, ...]:
    """Give a version as numbers that compare."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def python_file(package: str, pattern: str) -> Path | None:
    """Give a file that a Python package carries, without importing it; None when there is none."""
    spec = find_spec(package)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return next(iter(sorted(folder.glob(pattern))), None) if folder else None


@cache
def node_package(name: str) -> Path | None:
    """Give the folder of an npm package, in the first of its homes that has it."""
    return next((home / name for home in _node_homes() if (home / name).is_dir()), None)


def judges_folder() -> Path:
    """Give the folder for judges from npm: what ``TRIPTYCH_JUDGES`` names, else one of the user's."""
    if named := os.environ.get(JUDGES_VARIABLE, ""):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "triptych" / "judges"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "triptych" / "judges"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "triptych" / "judges"


def _node_homes() -> list[Path]:
    """Give the folders in which npm packages may lie: the judges' own, a checkout's, the shared ones.

    The current folder is none of them: what lies beside an edition of anybody's must not be run.
    """
    named = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    npm = program("npm")
    prefixes = [Path(npm).parent.parent] if npm else []
    fixed = [Path("/usr/local"), Path("/usr"), Path("/opt/homebrew"), Path.home() / ".npm-global"]
    shared = [prefix / "lib" / "node_modules" for prefix in (*prefixes, *fixed)]
    windows = [Path(npm).parent / "node_modules"] if npm else []
    return [judges_folder() / "node_modules", _CHECKOUT, *named, *shared, *windows]
