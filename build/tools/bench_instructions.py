"""Instructions of a warm process for two articles, by Cachegrind: a small gain shows that time cannot show.

The same process is counted with the articles and without them, so that starting is left out. Other
processes, such as pandoc's, are not counted.
"""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

INSIDE = Path(__file__).with_name("bench_inside.py")
ARTICLES = 2
_REFERENCES = re.compile(r"I\s+refs:\s+([\d,]+)")
_BILLION = 1e9


def counted(folder: Path, environment: dict[str, str]) -> str:
    """Return the instructions for two articles in words, by what is made of them."""
    if not shutil.which("valgrind"):
        return "Instructions: not installed (valgrind).\n"
    fixed = {**environment, "PYTHONHASHSEED": "0", "TRIPTYCH_NO_CACHE": "1"}
    ways = [f"all-{number}" for number in (0, ARTICLES)]
    with ThreadPoolExecutor(2) as threads:  # a count does not depend on what runs beside it
        none, some = threads.map(lambda way: _count(folder / way, way, fixed), ways)
    return (
        f"Instructions for all editions of {ARTICLES} articles in a warm process, by Cachegrind: "
        f"{(some - none) / _BILLION:.3f} thousand million.\n"
    )


def _count(folder: Path, way: str, environment: dict[str, str]) -> int:
    """Return the instructions of a process that makes editions of no article but one, or of more."""
    folder.mkdir()
    words = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        f"--cachegrind-out-file={folder}/out",
    ]
    made, _, number = way.partition("-")
    command = [*words, sys.executable, str(INSIDE), "press", str(folder), made, number]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = _REFERENCES.search(done.stderr)
    if not found:
        message = f"Cachegrind printed no count: {done.stderr[-300:]}"
        raise RuntimeError(message)
    return int(found[1].replace(",", ""))
