"""The machine and the versions that ``bench.py`` ran on, without a date or a name."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pypandoc


def described() -> str:
    """Return a paragraph on the processors, the Python and the programs."""
    parts = [
        f"{os.cpu_count()} processors ({_processor()}), {_memory()} GiB of memory",
        f"Python {platform.python_version()}, {_kind()}",
        f"pandoc {pypandoc.get_pandoc_version()}",
        f"WeasyPrint {version('weasyprint')}",
    ]
    return "; ".join(parts) + ".\n"


def _processor() -> str:
    """Return the name of the processor, as far as the system has one."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> int:
    """Return the memory in GiB."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _kind() -> str:
    """Return whether Python is in its own program or in a shared library."""
    maps = Path("/proc/self/maps")
    is_shared = maps.exists() and "/libpython" in maps.read_text(encoding="utf-8")
    return "in a shared library" if is_shared else "in its own program"


if __name__ == "__main__":
    sys.stdout.write(described())
