"""What bounds a process that presses: time, articles, memory; and how it is told that one was ended."""

import sys

from triptych.core.errors import Place, PressError

if sys.platform != "win32":
    import resource

SECONDS = 900.0
"""The most that each of several articles may take where nobody says it."""

TASKS = 500
"""After how many articles a process makes room for a fresh one."""

MEMORY = 1024**3
"""From how many bytes of memory on it does so too."""


def is_reached(count: int) -> bool:
    """Tell whether this process, which has pressed so many articles, should make room for a fresh one."""
    return count >= TASKS or _memory() > MEMORY


def late(place: str, seconds: float) -> PressError:
    """Tell that an article takes too long."""
    message = f"pressing it takes longer than {seconds:g} seconds"
    hint = "Part the article, or give it more time with --time-limit."
    return PressError(message, Place(place), hint)


def dead(place: str, code: int | None, fewer: str) -> PressError:
    """Tell that a process died; ``fewer`` names the option that lets fewer press at once."""
    how = f"signal {-code}" if code and code < 0 else f"code {code}"
    message = f"the process that pressed it ended before it was done ({how})"
    hint = f"Memory may have run out: give fewer {fewer}, or smaller pictures."
    return PressError(message, Place(place), hint)


def _memory() -> int:
    """Give the most bytes that this process has held in memory; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
