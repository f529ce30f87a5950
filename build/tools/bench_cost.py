"""What commands cost: wall-clock time, processor time of all their processes, and memory."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]

_WHOLE = Path(__file__).with_name("bench_whole.py")

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
    cost, code, _ = whole(command, environment)
    if code not in (0, FINDINGS if "triptych" in command else 0):
        raise subprocess.CalledProcessError(code, command)
    return cost


def whole(command: Command, environment: dict[str, str]) -> tuple[Cost, int, str]:
    """Run a command; return what it costs with all that it starts, its exit code, and what it prints."""
    words = [sys.executable, str(_WHOLE), *command]
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    *printed, last = done.stdout.decode(errors="replace").splitlines()
    return Cost(*map(float, last.split())), done.returncode, "\n".join(printed)
