"""Where the outside judges and what they run on are installed, and in which version."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from triptych.core.user_folders import judges_folder

LEAST_NODE, LEAST_JAVA = "20", "11"

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_CHROMIUM_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
_CHECKOUT = Path(__file__).resolve().parents[2] / "judges" / "node_modules"
"""Where `make test` puts what comes from npm."""

_SECONDS = 20
"""The most seconds that a program may take to print its version."""


def program(*names: str) -> str:
    """Return the path of the first of these programs that is installed, or ""."""
    return next((found for name in names if (found := shutil.which(name))), "")


def chromium() -> str:
    """Return the path of a Chromium, or ""; ``PUPPETEER_EXECUTABLE_PATH`` has priority."""
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    usual = next((path for path in _CHROMIUM_FILES if Path(path).is_file()), "")
    return named or program(*_CHROMIUMS) or usual


@cache
def program_version(name: str, option: str = "--version") -> str:
    """Return the version that a program prints; "" when it does not run or prints none."""
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
    printed = done.stdout.decode(errors="replace")
    found = re.search(r"\d+(?:\.\d+)+", printed) or re.search(r"\d+", printed)
    return found[0] if found else ""


def java_version() -> str:
    """Return the version of the Java on the path, or ""."""
    return program_version(program("java"), "-version")


def node_version() -> str:
    """Return the version of the Node.js on the path, or ""."""
    return program_version(program("node"))


def python_version(package: str) -> str:
    """Return the version of a Python package, or ""."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def package_version(name: str) -> str:
    """Return the version of an npm package, or ""."""
    folder = node_package(name)
    try:
        return str(json.loads((folder / "package.json").read_bytes())["version"]) if folder else ""
    except (OSError, ValueError, KeyError):
        return ""


def lacks_java() -> list[str]:
    """Return ["Java"] if no suitable Java is installed, else []."""
    return _lacks("Java", java_version(), LEAST_JAVA, is_installed=bool(program("java")))


def lacks_node() -> list[str]:
    """Return ["Node.js"] if no suitable Node.js is installed, else []."""
    return _lacks("Node.js", node_version(), LEAST_NODE, is_installed=bool(program("node")))


def lacks_chromium() -> list[str]:
    """Return ["Chromium"] if no Chromium is installed, else []."""
    return [] if chromium() else ["Chromium"]


def lacks_package(name: str, least: str) -> list[str]:
    """Return the name of an npm package if no suitable version is installed, else []."""
    found = package_version(name)
    return _lacks(name, found, least, is_installed=bool(found))


def too_old(name: str, found: str, least: str) -> list[str]:
    """Return what a program lacks if its version is too old, else []."""
    return _lacks(name, found, least, is_installed=True)


def _lacks(name: str, found: str, least: str, *, is_installed: bool) -> list[str]:
    """Return the name of what is missing, does not run or is too old, else []."""
    if not is_installed:
        return [name]
    if not found:
        return [f"{name} that runs (the installed one prints no version)"]
    is_old = _numbers(found) < _numbers(least)
    return [f"{name} {least} or newer (installed: {found})"] if is_old else []


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def python_file(package: str, pattern: str) -> Path | None:
    """Return a file of a Python package without importing it; None when it is missing."""
    spec = find_spec(package)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return next(iter(sorted(folder.glob(pattern))), None) if folder else None


@cache
def node_package(name: str) -> Path | None:
    """Return the folder of an npm package, or None."""
    return next((home / name for home in _node_homes() if (home / name).is_dir()), None)


def _node_homes() -> list[Path]:
    """Return the folders that may have npm packages: the judges', a checkout's, the shared ones.

    The current folder is not one of them: a package beside a stranger's edition must not be run.
    """
    named = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    npm = program("npm")
    prefixes = [Path(npm).parent.parent] if npm else []
    fixed = [Path("/usr/local"), Path("/usr"), Path("/opt/homebrew"), Path.home() / ".npm-global"]
    shared = [prefix / "lib" / "node_modules" for prefix in (*prefixes, *fixed)]
    windows = [Path(npm).parent / "node_modules"] if npm else []
    return [judges_folder() / "node_modules", _CHECKOUT, *named, *shared, *windows]
