"""Every article of the content and of every case comes to the same bytes in unlike surroundings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from digests import digest, folders
from pressing import ROOT, Once

DIGEST = """\
import sys
from pathlib import Path
from pressing import pressed
from digests import digest, folders
for name, folder in folders(Path(sys.argv[1])):
    for made in pressed(folder, ("html", "epub", "pdf")):
        print(digest(name, made))
"""
"""Tells the SHA-256 of each edition below a folder that is laid out as the repository is."""


def _copied(top: Path) -> Path:
    """Copy the content with its settings, and the cases, to another place."""
    for name in ("content", "tests/cases"):
        shutil.copytree(ROOT / name, top / name, symlinks=True)
    shutil.copy(ROOT / "pyproject.toml", top)
    return top


def test_all_editions_are_equal_in_another_folder_locale_zone_and_order_of_hashes(
    once: Once, tmp_path: Path
) -> None:
    """Not a byte differs between processes that share nothing but the sources."""
    top = _copied(tmp_path / "another – longer" / "folder")
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "POSIX"}
    there = subprocess.Popen(
        [sys.executable, "-c", DIGEST, str(top)],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests/support"), **elsewhere},
        stdout=subprocess.PIPE,
        text=True,
    )
    here = {
        digest(name, made)
        for name, folder in folders(ROOT)
        for pressed in once.press_all(folder)
        for made in pressed.artifacts
    }
    told = there.communicate()[0].splitlines()
    assert there.returncode == 0
    assert len(told) > 150
    assert set(told) == here
