"""A real Dask scheduler with workers on loopback, for tests that press on a cluster."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, its process, and its workers."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"


@contextmanager
def started(folder: Path, more: list[str], count: int) -> Iterator[Cluster]:
    """Yield a scheduler and so many workers; all of them are gone at the end."""
    told = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    words = ["scheduler", *here, "--port", "0", "--scheduler-file", str(told)]
    processes = [_dask(folder, *words)]
    try:
        _wait(told)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for number in range(count):
            place = folder / f"worker{number}"
            place.mkdir()
            words = ["worker", address, *here, *more, "--local-directory", str(place)]
            processes.append(_dask(place, *words))
        yield Cluster(address, processes[0], processes[1:])
    finally:
        for process in processes:
            process.kill()  # with a nanny its worker goes too
            process.wait(SECONDS)


def _dask(folder: Path, kind: str, *words: str) -> "subprocess.Popen[bytes]":
    """Begin one of Dask's programs in a folder; it knows these tests as it knows the program."""
    here, top = Path(__file__).parent, Path(__file__).parents[2]
    known = os.pathsep.join([str(top), str(here), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": known},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(path: Path) -> None:
    """Wait until a file is there, to its last brace."""
    begun = time.monotonic()
    while not (path.is_file() and path.read_bytes().rstrip().endswith(b"}")):
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.02)
