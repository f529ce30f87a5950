"""Limits on the processor time of a running process: a busy computer makes nothing exceed them.

Only Linux lets one process bound another; elsewhere a limit on the time that passes must do.
"""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # each use asks for it first

_CAN_LIMIT = hasattr(resource, "prlimit")

_PATIENCE = 60 if _CAN_LIMIT else 6
"""Seconds that may pass for one of processor time: sixty processes may run for each processor."""


def patience(seconds: int) -> int:
    """Return how many seconds may pass until a process has used ``seconds`` of processor time."""
    return seconds * _PATIENCE


def limit(pid: int, seconds: int) -> None:
    """Limit the processor time that a process may use from now on, to the next full second.

    Raises ``OSError`` when there is no such process.
    """
    if _CAN_LIMIT:
        used = _seconds_used(pid)
        _, most = resource.prlimit(pid, resource.RLIMIT_CPU)
        resource.prlimit(pid, resource.RLIMIT_CPU, (used + seconds + 1, most))


def is_exceeded(exit_code: int) -> bool:
    """Whether a process ended with ``exit_code`` because it reached its limit (signal(7), SIGXCPU)."""
    return _CAN_LIMIT and exit_code == -signal.SIGXCPU


def forbid_files(pid: int) -> None:
    """Take from a process the right to open a file or a socket, where the system can."""
    if _CAN_LIMIT:
        no_more = (0, 0)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, no_more)


def of_all(pids: Iterable[int]) -> float | None:
    """Return the seconds of processor time of processes and of all that they started.

    None where the system does not tell (proc(5), ``task/TID/children``).
    """
    total, todo = 0.0, [Path(f"/proc/{pid}") for pid in pids]
    if not all((process / "task").is_dir() for process in todo):
        return None
    while todo:
        process = todo.pop()
        with suppress(OSError):  # it has ended meanwhile
            for task in (process / "task").iterdir():
                names = (task / "children").read_text(encoding="ascii").split()
                todo += [process.with_name(name) for name in names]
            total += _seconds(process, 4)
    return total


def _seconds(process: Path, count: int) -> float:
    """Return the sum of the first of four times of proc(5), ``stat``: own ones, those of ended children."""
    fields = (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:]
    return sum(map(int, fields[:count])) / os.sysconf("SC_CLK_TCK")


def _seconds_used(pid: int) -> int:
    """Return the seconds of processor time that a process used (proc(5), ``stat``, fields 14 and 15)."""
    return int(_seconds(Path(f"/proc/{pid}"), 2))


def hung(seconds: float, passed: float) -> bool:
    """Whether a process that used so many seconds, while so many passed, waits for no processor."""
    return seconds < passed / _PATIENCE
