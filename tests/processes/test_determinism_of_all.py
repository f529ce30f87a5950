"""Articles of the content and of the cases come to the same bytes in unlike surroundings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from digests import digest, sources
from own_content import covering_or_all
from pressing import ROOT, Once

DIGEST = """\
import sys
from pathlib import Path
from pressing import press
from digests import digest, sources
for name, file, publication in sources(Path(sys.argv[1]), is_all=bool(sys.argv[2])):
    for made in press(file, publication).artifacts:
        print(digest(name, made))
"""
"""Tells the SHA-256 of each edition below a folder that is laid out as the repository is."""


def _copied(top: Path) -> Path:
    """Copy the content with its settings, and the cases, to another place."""
    for name in ("content", "tests/cases"):
        shutil.copytree(ROOT / name, top / name, symlinks=True)
    shutil.copy(ROOT / "pyproject.toml", top)
    return top


@covering_or_all
def test_all_editions_are_equal_in_another_folder_locale_zone_and_order_of_hashes(
    is_all: bool,  # noqa: FBT001  pytest passes it by name
    once: Once,
    tmp_path: Path,
) -> None:
    """Not a byte differs between processes that share nothing but the sources."""
    top = _copied(tmp_path / "another – longer" / "folder")
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "POSIX"}
    there = subprocess.Popen(
        [sys.executable, "-c", DIGEST, str(top), "all" if is_all else ""],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests/support"), **elsewhere},
        stdout=subprocess.PIPE,
        text=True,
    )
    here = {
        digest(name, made)
        for name, file, publication in sources(ROOT, is_all=is_all)
        for made in once.press(file, publication).artifacts
    }
    told = there.communicate()[0].splitlines()
    assert there.returncode == 0
    assert len(told) > (250 if is_all else 45)
    assert set(told) == here
