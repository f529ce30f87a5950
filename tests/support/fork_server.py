"""A server that has loaded the program, and forks a process for each command line of a test.

The program takes most of a second to load, and half of one to press its first article, of which a test
needs little. A fork is a process like any other, with its own folder, environment and streams; only that
the modules are already loaded, and one article is already pressed, as by a process of the pool. What a
command itself does before the first article is done in no process before, and nothing is remembered
from one command to the next.
"""

import contextlib
import gc
import json
import os
import pkgutil
import socket
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

import triptych
from triptych import __main__ as entry
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.editions.pdf import weasyprint
from triptych.markdown import pandoc
from triptych.press import pdf_helper, pipeline
from triptych.settings.publication import bare
from triptych.sources import manuscripts

MESSAGE = 1 << 17
"""The bytes of the longest request."""

PRACTICE = """\
---
title: Practice
author: A. Author
date: 2025-03-01
---
Words with *stress*, **weight**, `code`, a [link](https://a.example/) and a note.[^1]

## A heading

- an item

| a | b |
|---|---|
| 1 | 2 |

[^1]: The note.
"""
"""What the server presses before it serves: letters of each face that most articles need."""

_UNLOADED = (
    "triptych.fonts.reading_process",
    "triptych.pictures.diagram_process",
    "triptych.pictures.resvg_process",
    "triptych.press.cluster",
)
"""What runs in processes of its own, and what only a build on a cluster imports."""

_ALSO = (
    "fontTools.subset",
    "fontTools.ttLib.woff2",
    "fontTools.varLib.instancer",
    "latex2mathml.converter",
    "rich.progress",
    "rich.table",
    "tinyhtml5",
)
"""What libraries import late, and nearly every build needs."""


def main() -> None:
    """Load the program, serve until the tests end, and in each forked process run the program."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    _load()
    _practise()
    request, out, err = _served(channel)
    _become(request, out, err)
    entry.main()


def _load() -> None:
    """Import every module of the program, and what it imports late."""
    for module in pkgutil.walk_packages(triptych.__path__, "triptych."):
        if not module.name.startswith(_UNLOADED):
            import_module(module.name)
    for name in _ALSO:
        import_module(name)
    weasyprint.producer()  # its door imports it


def _practise() -> None:
    """Press an article into all editions: themes, fonts and languages are read, and a page is set."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "practice.md")
        path.write_text(PRACTICE, encoding="utf-8")
        manuscript = manuscripts.read(path, bare(path.parent), Override())
        with contextlib.suppress(Exception):  # a fault is to show in the test of what has it
            pipeline.press(manuscript, tuple(FORMATS))
    _forget()
    pdf_helper.prepare = lambda *_: None  # a helper sets a page to be ready, as is done by now
    if threading.active_count() > 1 or len(list(Path("/proc/self/task").iterdir())) > 1:
        raise SystemExit("a thread was started: no fork of this process is sound")
    gc.collect()
    gc.freeze()


def _forget() -> None:
    """Undo what depends on the environment, is a process, or is on the disc."""
    pandoc._converter().close()  # noqa: SLF001  a command is to begin its own
    pandoc._converter.cache_clear()  # noqa: SLF001  the same
    pandoc._program.cache_clear()  # noqa: SLF001  a variable may name another
    pandoc._api_version.cache_clear()  # noqa: SLF001  which may have another version
    weasyprint._font_configurations().clear()  # noqa: SLF001  fonts in the folder that is gone
    tempfile.tempdir = None


def _served(channel: socket.socket) -> tuple[dict[str, Any], int, int]:
    """Fork for each request; returns one in the process forked for it, with its two streams."""
    while True:
        message, ends, _, _ = socket.recv_fds(channel, MESSAGE, 3)
        if not message:
            sys.exit()
        if os.fork() == 0:
            channel.close()
            out, err, status = ends
            _attend(status, out, err)
            os.close(status)
            return json.loads(message), out, err
        for end in ends:
            os.close(end)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass  # those that attended and have ended


def _attend(status: int, *streams: int) -> None:
    """Return in a second fork; report the number of its group, and at its end its exit code and use."""
    os.setsid()
    os.write(status, f"{os.getpid()}\n".encode())
    pid = os.fork()
    if pid == 0:
        return
    for stream in streams:
        os.close(stream)
    _, ended, used = os.wait4(pid, 0)
    seconds = used.ru_utime + used.ru_stime
    os.write(status, f"{os.waitstatus_to_exitcode(ended)} {seconds} {used.ru_maxrss}\n".encode())
    os._exit(0)


def _become(request: dict[str, Any], out: int, err: int) -> None:
    """Make this process what ``python -m triptych`` would be: its folder, words, variables, streams."""
    os.chdir(request["folder"])
    for stream, number in ((out, 1), (err, 2)):
        os.dup2(stream, number)
        os.close(stream)
    typesetter = os.environ["FONTCONFIG_FILE"]  # the door to the typesetter sets it
    os.environ.clear()
    os.environ.update(request["environment"], FONTCONFIG_FILE=typesetter)
    sys.argv = [str(entry.__file__), *request["words"]]
    sys.path[0] = os.getcwd()  # noqa: PTH109  as Python's own


if __name__ == "__main__":
    main()
