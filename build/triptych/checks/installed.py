"""Where outside judges and what they stand on are, on this machine."""

import os
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_CHECKOUT = Path(__file__).resolve().parents[2] / "judges" / "node_modules"
"""Where `make test` puts what comes from npm."""


def program(*names: str) -> str:
    """Give the path of the first program of these names that there is, or ""."""
    return next((found for name in names if (found := shutil.which(name))), "")


def chromium() -> str:
    """Give the path of a Chromium, or ""; ``PUPPETEER_EXECUTABLE_PATH`` goes first."""
    return os.environ.get("PUPPETEER_EXECUTABLE_PATH", "") or program(*_CHROMIUMS)


def python_file(package: str, pattern: str) -> Path | None:
    """Give a file that a Python package carries, without importing it; None when there is none."""
    spec = find_spec(package)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return next(iter(sorted(folder.glob(pattern))), None) if folder else None


@cache
def node_package(name: str) -> Path | None:
    """Give the folder of an npm package: near the current folder, in a checkout, or global."""
    return next((home / name for home in _node_homes() if (home / name).is_dir()), None)


def _node_homes() -> list[Path]:
    """Give the folders in which npm packages may lie, the nearest first."""
    here = Path.cwd()
    near = [folder / "node_modules" for folder in (here, *here.parents)]
    named = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    npm = program("npm")
    prefixes = [Path(npm).parent.parent] if npm else []
    fixed = [Path("/usr/local"), Path("/usr"), Path("/opt/homebrew"), Path.home() / ".npm-global"]
    shared = [prefix / "lib" / "node_modules" for prefix in (*prefixes, *fixed)]
    windows = [Path(npm).parent / "node_modules"] if npm else []
    return [*near, _CHECKOUT, *named, *shared, *windows]
