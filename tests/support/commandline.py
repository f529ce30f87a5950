"""The real command line in a process of its own, and what it leaves on the disc."""

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from math import nan
from pathlib import Path

from triptych.core import clock

TRIPTYCH = [sys.executable, "-m", "triptych"]

ARTICLE = """\
---
title: A title
date: 2025-03-01
---
Text of the article.
"""


@dataclass(frozen=True)
class Told:
    """How a command ended: its exit code, and what it printed.

    ``seconds`` are those of the processor, ``peak`` the memory of its largest process, in KiB; both are
    known of a process that is not fresh.
    """

    code: int
    out: str
    err: str
    seconds: float = field(default=nan, compare=False)
    peak: int | None = field(default=None, compare=False)


_AT_START = ("DYLD_", "LANG", "LC_", "LD_", "PYTHON", "TZ")
"""How variables begin that Python, the C library or the linker reads when a process starts."""

_AS_STARTED = {key: value for key, value in os.environ.items() if key.startswith(_AT_START)}


def triptych(
    folder: Path,
    *words: str,
    environment: Mapping[str, str] | None = None,
    seconds: float = 100,
    fresh: bool = False,
) -> Told:
    """Run ``triptych`` in ``folder``; it must never print a traceback or a control code.

    It runs in a fork of a process that has loaded the program, which saves most of a second; for a
    ``fresh`` one, or with other variables that are read when a process starts, in a new Python.
    """
    variables = {**os.environ, **(environment or {})}
    at_start = {key: value for key, value in variables.items() if key.startswith(_AT_START)}
    if fresh or sys.platform != "linux" or at_start != _AS_STARTED:
        told = _started(folder, words, variables, seconds)
    else:
        told = _forked(folder, words, variables, seconds)
    for text in (told.out, told.err):
        assert "Traceback" not in text
        assert "\x1b" not in text
    return told


def _started(
    folder: Path, words: tuple[str, ...], variables: Mapping[str, str], seconds: float
) -> Told:
    """Run the program in a new Python."""
    done = subprocess.run(
        [*TRIPTYCH, *words],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def _forked(
    folder: Path, words: tuple[str, ...], variables: Mapping[str, str], seconds: float
) -> Told:
    """Run the program in a fork of the server."""
    request = {"folder": str(folder), "words": words, "environment": dict(variables)}
    pipes = [os.pipe() for _ in range(3)]
    try:
        with _STARTING:
            server = _server()
        socket.send_fds(server, [json.dumps(request).encode()], [end for _, end in pipes])
    finally:
        for _, end in pipes:
            os.close(end)
    out, err, status = _read([end for end, _ in pipes], clock.now() + seconds)
    _, code, used, peak = status.split()
    return Told(int(code), out.decode(), err.decode(), float(used), int(peak))


def _read(ends: list[int], latest: float) -> list[bytes]:
    """Return all that comes from some pipes, of which the last names a group to be killed when late."""
    read = dict.fromkeys(ends, b"")
    with selectors.DefaultSelector() as open_ends:
        for end in ends:
            open_ends.register(end, selectors.EVENT_READ)
        while open_ends.get_map():
            for key, _ in open_ends.select(max(latest - clock.now(), 0)):
                part = os.read(key.fd, 1 << 16)
                read[key.fd] += part
                if not part:
                    open_ends.unregister(key.fd)
                    os.close(key.fd)
            if open_ends.get_map() and clock.now() > latest:
                group = read[ends[-1]] or os.read(ends[-1], 1 << 16)  # late before it began
                os.killpg(int(group), signal.SIGKILL)
                raise TimeoutError(read)
    return list(read.values())


_STARTING = threading.Lock()


@cache
def _server() -> socket.socket:
    """Return the channel to the server of this process of tests, started now."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("fork_server.py"), str(theirs.fileno())],
            env={**os.environ, **_AS_STARTED},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
    atexit.register(server.wait)
    atexit.register(ours.close)
    return ours


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their path below ``folder``, with their folders."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def editions(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, hidden ones and leftovers too.

    What a build that goes on moves or removes meanwhile is left out.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError, IsADirectoryError):
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found
