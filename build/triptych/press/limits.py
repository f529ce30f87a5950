"""The limits of a process that presses: time, articles, memory; and the errors when one was ended."""

import re
import sys
from contextlib import suppress
from pathlib import Path

from triptych.core.errors import Place, PressError

if sys.platform != "win32":
    import resource

SECONDS = 900.0
"""The most seconds that an article may take, where no limit is set."""

TASKS = 500
"""The number of articles after which a process is replaced by a fresh one."""

MEMORY = 1024**3
"""The bytes of memory above which it is replaced too."""


def is_reached(count: int) -> bool:
    """Whether this process, which has pressed ``count`` articles, should be replaced by a fresh one."""
    return count >= TASKS or _memory() > MEMORY


def late(place: str, seconds: float) -> PressError:
    """Return the error that an article took too long."""
    message = f"pressing it takes longer than {seconds:g} seconds"
    return PressError(message, Place(place), "Split the article, or raise --time-limit.")


def dead(place: str, code: int, option: str) -> PressError:
    """Return the error that a process died; a lower ``option`` lets fewer of them run at once."""
    how = f"signal {-code}" if code < 0 else f"code {code}"
    message = f"the process that pressed it ended early ({how})"
    hint = f"Memory may have run out: lower {option}, or use smaller pictures."
    return PressError(message, Place(place), hint)


_MOST = re.compile(r"VmHWM:\s+(\d+) kB")


def _memory() -> int:
    """Return the most bytes of memory that this process has used; 0 where the system does not report it.

    On Linux, ``getrusage`` also counts what the parent process had used; proc(5) does not.
    """
    if sys.platform == "win32":
        return 0
    with suppress(OSError):  # elsewhere, and in a jail, there is no such file
        if found := _MOST.search(Path("/proc/self/status").read_text("ascii")):
            return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
