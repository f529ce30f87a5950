"""Stopped in the middle, a build ends with one line, and no edition is ever half old and half new."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commandline import ARTICLE, TRIPTYCH, editions, triptych, write

ARTICLES = tuple("abcdef")
WORDS = "Words of a paragraph that fills some lines of the page. " * 20
SECONDS = 60


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Return all editions of the articles as they were and as they are now."""
    made = {}
    for name, text in (("old", ARTICLE), ("new", f"{ARTICLE}\n{WORDS}\n")):
        folder = _publication(tmp_path_factory.mktemp(name), text)
        assert triptych(folder, "build").code == 0
        made[name] = editions(folder / "out")
    return made


def _publication(folder: Path, text: str) -> Path:
    """Write a publication whose articles are all ``text``."""
    known = text.replace("title:", "source: https://example.org/a\ntitle:", 1)
    return write(folder, {"triptych.toml": "", **{f"content/{n}.md": known for n in ARTICLES}})


def _stop(folder: Path, number: signal.Signals, after: float | None) -> tuple[int, str]:
    """Start a build, send it ``number`` after so many seconds, or once one article is new."""
    first = folder / "out" / "a" / "a.html"
    earlier = first.read_bytes()
    process = subprocess.Popen([*TRIPTYCH, "build"], cwd=folder, stderr=subprocess.PIPE, text=True)
    begun = time.monotonic()
    while after is None and first.read_bytes() == earlier:
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.005)
    time.sleep(after or 0)
    process.send_signal(number)
    _, told = process.communicate(timeout=SECONDS)
    return process.returncode, told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_in_the_middle_leaves_whole_editions(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], number: signal.Signals
) -> None:
    """What was done is new, the rest is as it was, nothing else is there, and one line says so."""
    folder = _publication(tmp_path, f"{ARTICLE}\n{WORDS}\n")
    write(folder / "out", whole["old"])
    code, told = _stop(folder, number, None)
    assert code == 130
    assert told == "error: interrupted; editions not yet built are unchanged\n"
    assert _ages(folder, whole)["a"] == {"new"}
    assert _ages(folder, whole)["f"] == {"old"}


STARTING = """\
import os, signal, sys
from triptych.__main__ import main
_, module, number, *words = sys.argv
class Finder:
    def find_spec(self, name, path, target=None):
        if name == module:
            os.kill(os.getpid(), signal.Signals[number])
sys.meta_path.insert(0, Finder())
sys.argv = ["triptych", *words]
main()
"""
"""A program that is sent a signal when it imports a module for the first time."""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    "module", ["click", "pydantic", "triptych.cli.main", "triptych.press.orders"]
)
def test_a_stop_while_modules_load_is_told_as_any_other(
    tmp_path: Path, module: str, number: str
) -> None:
    """No traceback, whichever module was about to be loaded; nothing is built."""
    folder = _publication(tmp_path, ARTICLE)
    command = [sys.executable, "-c", STARTING, module, number, "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "error: interrupted; editions not yet built are unchanged\n"
    assert not (folder / "out").exists()


@pytest.mark.sweep
def test_a_stop_at_any_moment_leaves_whole_editions(
    tmp_path: Path, whole: dict[str, dict[str, bytes]]
) -> None:
    """From the first import to the last rename, every article is wholly old or wholly new."""
    folder = _publication(tmp_path, f"{ARTICLE}\n{WORDS}\n")
    for step in range(60):
        write(folder / "out", whole["old"])
        code, told = _stop(folder, signal.SIGINT, 0.15 + step / 20)
        assert (code, "Traceback" in told) in [(130, False), (0, False)]
        assert all(len(ages) == 1 for ages in _ages(folder, whole).values())


def _ages(folder: Path, whole: dict[str, dict[str, bytes]]) -> dict[str, set[str]]:
    """Return for each article whether its editions are old or new; there must be no other file."""
    found = editions(folder / "out")
    assert set(found) == set(whole["old"])
    ages: dict[str, set[str]] = {name: set() for name in ARTICLES}
    for name, data in found.items():
        ages[name[0]].add(next(age for age, files in whole.items() if files[name] == data))
    return ages
