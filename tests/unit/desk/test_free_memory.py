"""Memory that nothing uses goes back to the system, where the C library can give it back."""

import ctypes
import subprocess
import sys
from typing import NoReturn

import pytest

from triptych.desk import free_memory

LARGE_BLOCKS = """
import sys
from triptych.desk import free_memory

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

if sys.argv[1] == "kept little":
    free_memory.keep_little()
before = held()
block = bytearray(b"x") * (30 << 20)
del block  # from now on the C library would take what is smaller for small
kept = []
blocks = []
for _ in range(10):
    blocks.append(bytearray(b"x") * (5 << 20))
    kept.append(bytearray(5_000))
del blocks
print(held() - before)
"""

SMALL_BLOCKS = """
from triptych.desk import free_memory

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

blocks = [bytearray(5_000) for _ in range(10_000)]
keeper = bytearray(5_000)
del blocks
full = held()
free_memory.give_back()
print(full - held())
"""


def _printed(program: str, *words: str) -> int:
    """Return the number that a program prints."""
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read as Linux has it"
)
def test_large_blocks_go_back_at_once() -> None:
    """Of fifty megabytes next to nothing is left; nearly all of it is where nobody asked for that."""
    assert _printed(LARGE_BLOCKS, "kept little") < 5_000_000
    assert _printed(LARGE_BLOCKS, "left as it is") > 40_000_000


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read as Linux has it"
)
def test_free_memory_goes_back_when_asked_for() -> None:
    """Fifty megabytes of small blocks, below one that is still used."""
    assert _printed(SMALL_BLOCKS) > 40_000_000


def test_a_system_without_this_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another C library has no such functions, or cannot be asked."""

    def refuse(_: object) -> NoReturn:
        raise OSError

    for library in (refuse, lambda _: object()):
        monkeypatch.setattr(ctypes, "CDLL", library)
        free_memory.keep_little()
        free_memory.give_back()
