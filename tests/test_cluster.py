"""On the workers of a real scheduler an order comes to the same bytes, though they share no disk."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from commandline import ARTICLE, TRIPTYCH, editions, triptych, write

SECONDS = 60
HTML = ("build", "--formats", "html,epub", "--json")
LONG = "Words of a paragraph that fills some lines of the page.\n\n" * 100


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, and its workers."""

    address: str
    workers: "list[subprocess.Popen[bytes]]"


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Give a scheduler and two workers on loopback, in folders of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    words = ["scheduler", *here, "--port", "0", "--scheduler-file", str(told)]
    processes = [_dask(folder, *words)]
    try:
        _wait(told)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for number in range(2):
            place = folder / f"worker{number}"
            place.mkdir()
            words = ["worker", address, *here, "--nthreads", "1", "--no-nanny"]
            processes.append(_dask(place, *words, "--local-directory", str(place)))
        yield Cluster(address, processes[1:])
    finally:
        for process in processes:
            process.kill()
            process.wait(SECONDS)


def _dask(folder: Path, kind: str, *words: str) -> "subprocess.Popen[bytes]":
    """Begin one of Dask's programs in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(path: Path) -> None:
    """Wait until a file is there, with something in it."""
    begun = time.monotonic()
    while not (path.is_file() and path.stat().st_size):
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a publication whose articles need files of every kind, some of which are not there."""
    files = {
        "triptych.toml": 'title = "P"\ncsl = ""\nheader_image = "logo.png"\n',
        "templates/ours/theme.toml": '[tokens]\ngap = "9px"\n',
        "content/plain.md": f"{ARTICLE}\n<script>x</script>\n",
        "content/lost/index.md": f"{ARTICLE}\n![](none.png)\n\n![](../../../etc/passwd)\n",
        "content/dressed.md": "---\ntitle: D\ntheme: ours\ncustom_css: a.css\n---\nText.\n",
        "content/citing.md": "---\ntitle: C\nbibliography: refs.bib\n---\n[@key] ![A](p.png)\n",
        "content/refs.bib": "@book{key, title = {T}, author = {A}, year = 2001}\n",
        "content/failing.md": "---\ntitle: F\nimage: none.png\n---\nText.\n",
        "a.css": "p { color: red; background: url(x) }\n",
    }
    write(tmp_path, files)
    for name in ("logo.png", "content/p.png"):
        Image.new("RGB", (8, 8), (9, 9, 9)).save(tmp_path / name)
    return tmp_path


def test_a_cluster_gives_the_same_bytes_and_findings(folder: Path, cluster: Cluster) -> None:
    """What is made of many files, finds faults, or fails, does so there as here."""
    here = triptych(folder, *HTML, "--out", "here")
    there = triptych(folder, *HTML, "--out", "there", "--cluster", cluster.address)
    assert editions(folder / "here") == editions(folder / "there")
    assert len(editions(folder / "there")) == 8
    assert there.out.replace("there/", "here/") == here.out
    assert (there.code, there.err) == (here.code, here.err)


@pytest.mark.parametrize("lost", [0, 1])
def test_a_worker_lost_in_the_middle_loses_nothing(
    lost: int, tmp_path: Path, cluster: Cluster
) -> None:
    """Killed while it presses, a worker's articles are pressed by the other, all as they should be."""
    texts = {f"content/{name}.md": f"{ARTICLE}\n{LONG}{name}\n" for name in "abcdefgh"}
    write(tmp_path, {"triptych.toml": ""} | texts)
    words = [*TRIPTYCH, *HTML, "--out", "there", "--cluster", cluster.address]
    build = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE)
    begun = time.monotonic()
    while not editions(tmp_path / "there"):
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)
    cluster.workers[lost].send_signal(signal.SIGKILL)
    told = json.loads(build.communicate(timeout=SECONDS)[0])
    assert told["errors"] == []
    assert triptych(tmp_path, *HTML, "--out", "here").code == 0
    assert editions(tmp_path / "there") == editions(tmp_path / "here")


def test_a_scheduler_that_does_not_answer_is_told_in_one_line(folder: Path) -> None:
    """With nobody at the address nothing is made, and the message says where and what to start."""
    told = triptych(folder, "build", "--cluster", "tcp://127.0.0.1:1")
    assert told.code == 8
    assert [line for line in told.err.splitlines() if "error" in line] == [
        line for line in told.err.splitlines() if line.startswith("--cluster: error: no scheduler")
    ]
    assert "dask scheduler" in told.err
    assert editions(folder / "out") == {}
