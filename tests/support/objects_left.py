"""Presses articles in a process of its own, and prints what is left of them.

    python tests/support/objects_left.py FOLDER FIRST LAST

FIRST articles are pressed to every format before anything is counted, and those up to LAST afterwards. It
prints how many more objects and bytes there are then; bytes are counted on Linux alone.
"""

import gc
import sys
from pathlib import Path

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
    """Press a number of articles, each of other words."""
    for number in range(first, last):
        path = folder / f"a{number}.md"
        path.write_text(ARTICLE.format(number), encoding="utf-8")
        press(path, bare(folder), tuple(FORMATS))
    gc.collect()


def _memory() -> int:
    """Return the memory of this process in bytes; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * 4096


def main() -> None:
    """Press, count, press, and print the difference."""
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    _press(folder, 0, first)
    objects, memory = len(gc.get_objects()), _memory()
    _press(folder, first, last)
    sys.stdout.write(f"{len(gc.get_objects()) - objects} {_memory() - memory}\n")


if __name__ == "__main__":
    main()
