"""Every article of the content and of every case comes to the same bytes in unlike surroundings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pressing import ROOT

DIGEST = """\
import hashlib, json, sys
from pathlib import Path
from pressing import pressed
for folder in map(Path, json.loads(sys.argv[1])):
    for made in pressed(folder, ("html", "epub", "pdf")):
        print(f"{folder.parent.name}/{made.name}", hashlib.sha256(made.data).hexdigest())
"""
"""Tells the SHA-256 of each edition of the folders that are named."""


def _copied(top: Path) -> list[str]:
    """Copy the content with its settings, and the cases that are no errors, below a folder."""
    folders = [case for case in sorted((ROOT / "tests/cases").iterdir()) if case.suffix == ""]
    sources = {f"{c.name}/in": c / "in" for c in folders if not c.name.endswith("-error")}
    for name, source in {**sources, "all/in/content": ROOT / "content"}.items():
        shutil.copytree(source, top / name, symlinks=True)
    shutil.copy(ROOT / "pyproject.toml", top / "all/in")
    return sorted(str(path) for path in top.glob("*/in"))


def _begin(top: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Begin to press all of it in a process with that environment."""
    return subprocess.Popen(
        [sys.executable, "-c", DIGEST, json.dumps(_copied(top))],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests"), **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_all_editions_are_equal_in_another_folder_locale_zone_and_order_of_hashes(
    tmp_path: Path,
) -> None:
    """Not a byte differs between two processes that share nothing but the sources."""
    first = _begin(tmp_path / "a", {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"})
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "POSIX"}
    second = _begin(tmp_path / "another – longer" / "folder", elsewhere)
    told = [process.communicate()[0].splitlines() for process in (first, second)]
    assert first.returncode == second.returncode == 0
    assert len(told[0]) > 150
    assert told[0] == told[1]
