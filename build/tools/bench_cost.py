"""What commands cost: wall-clock time, processor time of all their processes, and memory."""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

Command = Sequence[str]

FINDINGS = 1
"""The exit code of Triptych when editions were made with findings that fail the build."""


@dataclass(frozen=True)
class Cost:
    """The cost of commands: wall-clock seconds, processor seconds, and peak memory in MiB."""

    wall: float
    used: float
    memory: float

    def times(self, share: float) -> "Cost":
        """Return the cost of a number of times as much work."""
        return Cost(self.wall * share, self.used * share, self.memory)

    def __add__(self, other: "Cost") -> "Cost":
        """Return the cost of both, one after the other."""
        most = max(self.memory, other.memory)
        return Cost(self.wall + other.wall, self.used + other.used, most)


def run(commands: Sequence[Command], environment: dict[str, str], at_once: int = 1) -> Cost:
    """Run commands, a number of them at once; raises when one fails."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        costs = list(threads.map(lambda command: _one(command, environment), commands))
    wall = time.perf_counter() - begin
    return Cost(wall, sum(cost.used for cost in costs), max(cost.memory for cost in costs))


def _one(command: Command, environment: dict[str, str]) -> Cost:
    """Run one command; raises when it fails."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, FINDINGS if "triptych" in command else 0):
        raise subprocess.CalledProcessError(process.returncode, command)
    used = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - begin, used, usage.ru_maxrss / 1024)
