"""The memory of processes in MiB, as Linux counts it."""

import os
from pathlib import Path


def most() -> float:
    """Return the peak memory of this process, without its parent's before the fork."""
    return _told(f"/proc/{os.getpid()}/status", "VmHWM:")


def share(process: int) -> float:
    """Return the proportional memory of a process (PSS); 0 when it has ended."""
    try:
        return _told(f"/proc/{process}/smaps_rollup", "Pss:")
    except OSError:
        return 0.0


def _told(path: str, name: str) -> float:
    """Return the number of a line in KiB as MiB."""
    lines = Path(path).read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
