"""Whoever waits for a build sees how far it is, on a terminal alone, and may ask where the time went."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import ARTICLE, TRIPTYCH, triptych, write
from triptych.core.model import Override
from triptych.press import publishing
from triptych.press.orders import Means, Order
from triptych.sources import discover

SIZES = {"a": 1, "b": 300, "c": 40, "d": 4, "e": 150}
HTML = ("build", "--formats", "html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication of five articles of different lengths, none with anything to tell."""
    known = ARTICLE.replace("---\n", "---\nidentifier: urn:x:a\n", 1)
    texts = {f"content/{n}.md": known + f"\nWord {n}.\n" * size for n, size in SIZES.items()}
    return write(tmp_path, {"triptych.toml": "page_list = false\n", **texts})


def test_the_largest_article_is_pressed_first(folder: Path) -> None:
    """So that none is begun last that all others would have to wait for."""
    publication, files = discover.locate((folder,), folder)
    order = Order(publication, tuple(files), ("html",), folder / "out", Override())
    done = [Path(outcome.place).stem for outcome in publishing.publish(order, Means(jobs=1))]
    assert done == sorted(SIZES, key=lambda name: -SIZES[name])


def _on_a_terminal(folder: Path, *words: str) -> str:
    """Return what a build prints on a terminal for complaints."""
    here, there = pty.openpty()
    build = subprocess.Popen(
        [*TRIPTYCH, *words],
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        stderr=there,
        stdout=subprocess.DEVNULL,
    )
    os.close(there)
    shown = bytearray()
    try:
        while part := os.read(here, 65536):
            shown += part
    except OSError:  # Linux tells so that nobody writes any more
        pass
    os.close(here)
    assert build.wait(60) == 0
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_a_bar_tells_how_far_how_fast_and_how_long_still(folder: Path) -> None:
    """It counts to the last article with a rate and the time that remains, and is wiped at the end."""
    shown = _on_a_terminal(folder, *HTML)
    assert re.findall(r"(\d)/5", shown)[-1] == "5"
    assert re.search(r"[\d.]+/s", shown)
    assert re.search(r"\d:\d\d:\d\d", shown)
    assert shown.rstrip().endswith("\x1b[2K")


def test_where_no_terminal_is_nothing_is_said_of_progress(folder: Path) -> None:
    """Into a pipe, for machines, or of one article alone: no bar, and no complaint where there is none."""
    assert triptych(folder, *HTML).err == ""
    assert _on_a_terminal(folder, *HTML, "--json") == ""
    assert _on_a_terminal(folder, *HTML, "content/a.md") == ""


def test_a_profile_tells_the_seconds_of_steps_and_of_articles(folder: Path) -> None:
    """Each step once with its share, the slowest articles first, and how many were pressed or known."""
    kept = {"TRIPTYCH_NO_CACHE": "", "TRIPTYCH_CACHE": str(folder / "cache")}
    told = triptych(folder, *HTML, "--profile", environment=kept).out
    steps = re.findall(r"^(\S.*?) +[\d.]+ +(\d+)%$", told, re.MULTILINE)
    names = [name for name, _ in steps]
    assert {"read", "parse", "transform", "compose", "dress html", "write html"} <= set(names)
    assert len(set(names)) == len(names)
    assert 95 <= sum(int(share) for _, share in steps) <= 105
    articles = re.findall(r"^content/(\w)\.md +([\d.]+) +\S", told, re.MULTILINE)
    assert {name for name, _ in articles} == set(SIZES)
    seconds = [float(taken) for _, taken in articles]
    assert seconds == sorted(seconds, reverse=True)
    assert "5 articles built in" in told
    again = triptych(folder, *HTML, "--profile", environment=kept).out
    assert "0 articles built in" in again
    assert "5 reused from the cache" in again
