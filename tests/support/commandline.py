"""The real command line in a process of its own, and what it leaves on the disc."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TRIPTYCH = [sys.executable, "-m", "triptych"]

ARTICLE = """\
---
title: A title
date: 2025-03-01
---
Text of the article.
"""


@dataclass(frozen=True)
class Told:
    """How a command ended: its exit code, and what it printed."""

    code: int
    out: str
    err: str


def triptych(folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> Told:
    """Run ``triptych`` in ``folder``; it must never print a traceback or a control code."""
    done = subprocess.run(
        [*TRIPTYCH, *words],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=100,
        check=False,
    )
    told = Told(done.returncode, done.stdout.decode(), done.stderr.decode())
    for text in (told.out, told.err):
        assert "Traceback" not in text
        assert "\x1b" not in text
    return told


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their path below ``folder``, with their folders."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def editions(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, hidden ones and leftovers too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
