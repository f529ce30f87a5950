"""A process that presses many articles keeps nothing of them."""

import gc
import sys
from pathlib import Path

import pytest

from commandline import write
from pressing import press
from triptych.editions.formats import FORMATS
from triptych.settings.publication import bare

ARTICLE = """---
title: Article {0}
author: A. Writer
date: 2025-01-01
---
Text of article {0} with *words*, `code_{0}`, a note[^n] and [a link](https://example.org/).

## Part {0}

| a | b |
|---|---|
| 1 | {0} |

[^n]: A note of {0}.
"""


def _press(folder: Path, first: int, last: int) -> None:
    """Press a number of articles to every format, each of other words."""
    for number in range(first, last):
        name = f"a{number}.md"
        press(write(folder, {name: ARTICLE.format(number)}) / name, bare(folder), tuple(FORMATS))
    gc.collect()


def test_no_object_is_left_behind_of_an_article(tmp_path: Path) -> None:
    """What the first articles load stays, and what the next ones make goes with them."""
    _press(tmp_path, 0, 12)  # more than any cache of the last few articles holds
    before = len(gc.get_objects())
    _press(tmp_path, 12, 24)
    assert len(gc.get_objects()) - before < 6


@pytest.mark.sweep
@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read as Linux has it"
)
def test_memory_is_level_over_two_thousand_articles(tmp_path: Path) -> None:
    """The second thousand takes less than 6 kB an article, also of what Python does not count."""
    _press(tmp_path, 0, 1000)
    before = _memory()
    _press(tmp_path, 1000, 2000)
    assert _memory() - before < 6_000_000


def _memory() -> int:
    """Return the memory of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096
