"""Finished editions with parts damaged, judged by our own checks in this process."""

import time
import warnings
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from commandline import write
from fuzz.dice import Dice
from fuzz.inlines import inline
from triptych.checks.own import epub, html, pdf
from triptych.core.model import Override
from triptych.press import pipeline
from triptych.press.orders import FORMATS, Task
from triptych.settings.publication import bare

SECONDS = 20
_JUDGES = {"html": html.judge, "epub": epub.judge, "pdf": pdf.judge}
_TEXT = """---
title: Lamps
author: Jane Doe
lang: en
date: 2025-03-01
toc: true
---
## One {#one}

Words[^1] with *stress*, [a link](#one) and $x^2$.

| a | b |
|---|---|
| c | d |

[^1]: A note.

## Two

> A quotation.

- one
- two
"""


@cache
def _sound() -> dict[str, bytes]:
    """Return the editions of an article by format."""
    with TemporaryDirectory(prefix="triptych-fuzz-") as folder:
        root = write(Path(folder), {"article.md": _TEXT})
        task = Task(root / "article.md", "article.md", bare(root), Override(), FORMATS)
        return {artifact.format: artifact.data for artifact in pipeline.work(task).artifacts}


def faults(seed: int) -> list[str]:
    """Return what goes wrong when the damaged edition of a seed is judged; nothing should."""
    dice = Dice(seed)
    kind = FORMATS[seed % len(FORMATS)]
    data = _damaged(dice, kind)
    began = time.process_time()
    try:
        _JUDGES[kind](data)
    except (MemoryError, RecursionError):
        return []  # which the process of the checks reports
    except Exception as error:  # noqa: BLE001  any other is a fault, whatever it is
        return [f"{seed} {kind}: {type(error).__name__}: {error}"]
    seconds = time.process_time() - began
    return [f"{seed} {kind}: {seconds:.0f} s"] if seconds > SECONDS else []


def _damaged(dice: Dice, kind: str) -> bytes:
    """Return an edition with damage: in its bytes, or in the files of a book."""
    data = _sound()[kind]
    if kind != "epub" or dice.once_in(4):
        return _changed(dice, data)
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as book,
        zipfile.ZipFile(made, "w") as other,
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", "Duplicate name")  # two parts of one name are damage too
        names = book.namelist()
        for name in names:
            if not dice.once_in(12):
                part = book.read(name)
                other.writestr(
                    dice.pick(names) if dice.once_in(25) else name,
                    _changed(dice, part) if dice.once_in(3) else part,
                )
    return made.getvalue()


def _changed(dice: Dice, data: bytes) -> bytes:
    """Return bytes with some cut, doubled, replaced by others or by markup."""
    changed = bytearray(data)
    for _ in range(1 + dice.below(6)):
        at = dice.below(len(changed) + 1)
        size = dice.pick([1, 4, 40, 400])
        match dice.below(6):
            case 0:
                del changed[at : at + size]
            case 1:
                changed[at:at] = changed[at : at + size]
            case 2:
                changed[at : at + 1] = bytes([dice.below(256)])
            case 3:
                changed[at:at] = inline(dice).encode("utf-8", "surrogatepass")
            case 4:
                other = dice.below(len(changed) + 1)
                changed[at : at + size] = changed[other : other + size]
            case _:
                if dice.once_in(3):
                    del changed[at:]
    return bytes(changed)
