"""How much memory processes hold, as Linux counts it, in MiB."""

import os
from pathlib import Path


def most() -> float:
    """Return the most that this process has held; what its parent held before it began is not counted."""
    return _told(f"/proc/{os.getpid()}/status", "VmHWM:")


def share(process: int) -> float:
    """Return what a process holds, with its share of what several hold together; 0 where it is gone."""
    try:
        return _told(f"/proc/{process}/smaps_rollup", "Pss:")
    except OSError:
        return 0.0


def _told(path: str, name: str) -> float:
    """Return a line's number, which stands there in KiB."""
    lines = Path(path).read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
