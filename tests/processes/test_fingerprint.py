"""What editions are made by is known by its version: another version is another state."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import write
from triptych.markdown import server

ROOT = Path(__file__).parents[2]
TELL = "from triptych.press import fingerprint; print(fingerprint.state())"


def _state(environment: dict[str, str]) -> str:
    """Return the state that a fresh process tells of all that makes an edition."""
    done = subprocess.run(
        [sys.executable, "-c", TELL],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _package(folder: Path, version: str) -> dict[str, str]:
    """Install something beside the program, of a version."""
    write(folder, {f"packages/something-{version}.dist-info/METADATA": ""})
    return {"PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), f"{folder}/packages"])}


def _library(name: str) -> Callable[[Path, str], dict[str, str]]:
    """Return what puts one of the typesetter's libraries, of a version, before the system's own."""

    def lay(folder: Path, version: str) -> dict[str, str]:
        write(folder, {f"lib/{name}.so.0": "x" * len(version)})
        return {"LD_LIBRARY_PATH": f"{folder}/lib"}

    return lay


def _pandoc(folder: Path, version: str) -> dict[str, str]:
    """Name a pandoc of one's own."""
    write(folder, {"pandoc": "x" * len(version)})
    return {server.OWN_PROGRAM: f"{folder}/pandoc"}


def _code(folder: Path, version: str) -> dict[str, str]:
    """Write Triptych's own code, with a word in it that differs by version."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "build" / "triptych", folder / "triptych", ignore=ignored)
    with (folder / "triptych" / "core" / "model.py").open("a", encoding="utf-8") as file:
        file.write(f"# {version}\n")
    return {"PYTHONPATH": str(folder)}


TOOLS = {
    "a package": _package,
    "pandoc": _pandoc,
    "our own code": _code,
    "Pango": _library("libpango-1.0"),
    "HarfBuzz": _library("libharfbuzz"),
    "fontconfig": _library("libfontconfig"),
    "FreeType": _library("libfreetype"),
    "FriBidi": _library("libfribidi"),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_each_tool_s_version_tells_in_the_state(tool: str, tmp_path: Path) -> None:
    """Another version of one of them is another state, so that no edition made with the first counts."""
    states = []
    for version in ("1", "1.0.1"):
        environment = TOOLS[tool](tmp_path / version, version)
        states += [_state(environment), _state(environment)]
    assert states[0] == states[1]
    assert states[2] == states[3]
    assert len({_state({}), *states}) == 3
