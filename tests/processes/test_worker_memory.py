"""A process that presses many articles keeps nothing of them."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "support" / "objects_left.py"
FIRST = 18
"""The articles that load what stays, more than any cache of the last few articles holds."""


def left(folder: Path, first: int, last: int) -> tuple[int, int]:
    """Return the objects and the bytes that are left of the articles after the first ones."""
    words = [sys.executable, str(PROGRAM), str(folder), str(first), str(last)]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return int(told[0]), int(told[1])


def test_no_object_is_left_behind_of_an_article(tmp_path: Path) -> None:
    """What the first articles load stays, and what the next ones make goes with them."""
    objects, _ = left(tmp_path, FIRST, FIRST + 12)
    assert abs(objects) < 12


@pytest.mark.sweep
@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read as Linux has it"
)
def test_memory_is_level_over_two_thousand_articles(tmp_path: Path) -> None:
    """The second thousand takes less than 6 kB an article, also of what Python does not count."""
    objects, memory = left(tmp_path, 1000, 2000)
    assert (objects < 1000, memory < 6_000_000) == (True, True), (objects, memory)
