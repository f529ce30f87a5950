"""Run a command, and print what it costs with all that it starts, also what goes on after its end.

    python build/tools/bench_whole.py COMMAND …

A process that ends before its own children leaves them to be waited for by nobody, and their time is in
nobody's sum: so do those of Triptych that keep pandoc open. On Linux they are handed to this process.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time

_SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER`` (prctl(2))."""


def main() -> int:
    """Run it; the last line has seconds by the clock and of the processor, and the MiB of the largest."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    begin = time.perf_counter()
    code = subprocess.call(sys.argv[1:])
    wall = time.perf_counter() - begin
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print()
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return code


if __name__ == "__main__":
    sys.exit(main())
