"""A publication built in unlike places, each in a process of its own, so that results can be compared."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triptych.core.errors import OutputError, Place, UsageError
from triptych.pictures import fetched

LIMIT = 20_000
"""The most files of a publication that are copied."""

_LOCALES = ("tr_TR.utf8", "tr_TR.UTF-8", "de_DE.utf8", "de_DE.UTF-8", "en_GB.utf8", "POSIX")
"""Locales by how unlike the plain one they are: Turkish even has other small letters."""

_OTHER_TIME = "2056-02-29 23:59:58"
_NOT_COPIED = frozenset(
    [".git", ".hg", ".svn", ".tox", ".venv", "venv", "node_modules", "__pycache__"]
)
_OWN = ".triptych"
_CACHE = "cache"
_FETCHED = "remote"
"""Of our own folder only the pictures that were fetched are copied: they are sources."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What a build must not depend on; ``clock`` is "" for the machine's own time.

    ``folder`` is the path of the copy of the publication, below a temporary folder.
    """

    folder: str
    locale: str
    zone: str
    seed: str
    umask: int
    clock: str = ""

    def variables(self, home: Path) -> dict[str, str]:
        """Return the environment variables of the build, with a cache and a home folder of its own."""
        own = {"LC_ALL": self.locale, "LANG": self.locale, "TZ": self.zone}
        places = {"TRIPTYCH_CACHE": str(home / _CACHE), "HOME": str(home)}
        return {**os.environ, **own, **places, "PYTHONHASHSEED": self.seed, "COLUMNS": "80"}


REFERENCE = Environment("one/publication", "C.UTF-8", "UTC", "0", 0o022)


def contrasting() -> Environment:
    """Return an environment as unlike ``REFERENCE`` as this machine allows."""
    clock = _OTHER_TIME if shutil.which("faketime") else ""
    folder = "another/and a longer – name/publication"
    return Environment(folder, _other_locale(), "Pacific/Kiritimati", "4711", 0o077, clock)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of one build: its exit code, what it printed as JSON, and its editions by path."""

    code: int
    output: str
    copy: Path
    editions: Mapping[str, bytes]


def build(root: Path, words: list[str], places: list[Environment], room: Path) -> list[BuildResult]:
    """Build copies of the publication in ``root`` at the same time, each in its surroundings.

    ``words`` are the build's own words on the command line; paths among them are relative to the
    root. ``room`` is an empty folder. Raises ``UsageError`` when ``root`` holds too much to copy,
    and ``OutputError`` when there is no room for it.
    """
    copies = [room / place.folder for place in places]
    for copy in copies:
        _copy(root, copy)
    with _running(words, places, copies) as processes:
        codes = [process.wait() for process in processes]
    return [
        BuildResult(
            code, (copy.parent / "output").read_text(encoding="utf-8"), copy, _editions(copy)
        )
        for code, copy in zip(codes, copies, strict=True)
    ]


@contextmanager
def _running(
    words: list[str], places: list[Environment], copies: list[Path]
) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Start builds, yield their processes, and end those that still run afterwards."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for place, copy in zip(places, copies, strict=True):
            processes.append(_start(words, place, copy))
        yield processes
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _start(words: list[str], place: Environment, copy: Path) -> "subprocess.Popen[bytes]":
    """Start one build; what it prints goes into the file ``output`` beside the copy."""
    clock = ["faketime", place.clock] if place.clock else []
    out = ["--out", str(copy.parent / "out"), "--json"]
    with (copy.parent / "output").open("wb") as output:
        return subprocess.Popen(
            [*clock, sys.executable, "-P", "-m", "triptych", "build", *words, *out],
            cwd=copy,
            env=place.variables(copy.parent),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            umask=place.umask if os.name == "posix" else -1,
        )


def _editions(copy: Path) -> dict[str, bytes]:
    """Return the editions of a build by their path below its output folder."""
    out = copy.parent / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def _copy(root: Path, target: Path) -> None:
    """Copy a publication but for what is no source of it, and the record of fetched pictures beside it."""
    left = LIMIT

    def not_copied(folder: str, names: list[str]) -> set[str]:
        nonlocal left
        left -= len(names)
        if left < 0:
            message = f"the folder holds more than {LIMIT} files"
            hint = "Put a triptych.toml into the folder that holds the publication and no more."
            raise UsageError(message, Place(str(root)), hint)
        own = {name for name in names if Path(folder).name == _OWN and name != _FETCHED}
        made = {"out"} if Path(folder) == root else set()
        return own | made | (_NOT_COPIED & set(names))

    try:
        shutil.copytree(root, target, symlinks=True, ignore=not_copied)
        fetched.copy_record(target.parent / _CACHE)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the publication cannot be copied: {str(reason)[:200]}"
        raise OutputError(message, Place(str(target)), "Make room, or set TMPDIR.") from None


def _other_locale() -> str:
    """Return a locale of this machine that differs from the plain one."""
    program = shutil.which("locale")
    if not program:
        return "POSIX"
    done = subprocess.run([program, "-a"], capture_output=True, check=False, text=True)
    known = set(done.stdout.split())
    return next((name for name in _LOCALES if name in known), "POSIX")
