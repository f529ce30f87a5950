"""Many processes press what one would, and when one fails, only its article does."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import ARTICLE, TRIPTYCH, editions, triptych, write
from triptych.core import fork
from triptych.core.errors import PressError
from triptych.core.model import Override
from triptych.press import limits, pool
from triptych.press.orders import Result, Task
from triptych.settings.publication import bare

SECONDS = 60
LIMIT = 8.0
"""Seconds in which a process that loads everything itself has begun."""

MARK = "TRIPTYCH_TEST_MARK"
NAMES = tuple("abcdef")
LONG = "Words of a paragraph that fills some lines of the page.\n\n" * 150


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication of six articles of different lengths, two of which have something to tell."""
    texts = {name: ARTICLE + f"\nWord {name}.\n" * (7 - n) for n, name in enumerate(NAMES)}
    texts["b"] += "\n![](none.png)\n"
    texts["e"] += "\n[Nowhere](#nowhere)\n"
    settings = {"triptych.toml": "page_list = false\n"}  # so that no page need be laid out
    return write(tmp_path, settings | {f"content/{n}.md": t for n, t in texts.items()})


def test_any_number_of_processes_gives_the_same(folder: Path) -> None:
    """One process or three: the same bytes, and the same findings in the order of the articles."""
    told, made = [], []
    for jobs in ("1", "3"):
        out = folder / f"out{jobs}"
        words = ("build", "--formats", "html,epub", "--jobs", jobs, "--out", str(out))
        told.append(triptych(folder, *words))
        made.append(editions(out))
    assert made[0] == made[1]
    assert len(made[0]) == 12
    assert told[0].err == told[1].err
    assert told[0].err.index("content/b.md") < told[0].err.index("content/e.md")


def _task(name: str) -> Task:
    """Return the task to press an article of that name."""
    path = Path(name)
    return Task(path, name, bare(Path()), Override(), ("html",))


def _work(task: Task) -> Result:
    """Do what the name of the task says."""
    if task.place == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.place == "halts":
        time.sleep(SECONDS)
    if task.place == "eats":
        assert b"\1" * limits.MEMORY
    if task.place == "tells":
        task.path.touch()
    return Result(times={"process": os.getpid()})


def test_a_process_has_its_next_article_while_its_last_is_saved(tmp_path: Path) -> None:
    """The second is pressed though nobody has asked for more than the first yet."""
    told = tmp_path / "told"
    tasks = [(0, _task("good")), (1, replace(_task("tells"), path=told))]
    with closing(pool.press(tasks, _work, 1, SECONDS)) as results:
        assert next(results)[0] == 0
        _wait(told.exists)
        assert [number for number, _ in results] == [1]


def _taking(task: Task) -> Result:
    """Take the processors that are free as soon as one is, and return their number."""
    latest, taken = time.monotonic() + 20, 0
    while not taken and task.place != "short" and time.monotonic() < latest:
        while fork.take_processor():
            taken += 1
        time.sleep(0.01)
    return Result(times={"taken": taken})


@pytest.mark.parametrize(
    ("names", "jobs", "taken"),
    [(["long"], 3, 2), (["long", "short"], 2, 1), (["long"], 10**9, 4096)],
)
@pytest.mark.usefixtures("forkable")
def test_a_process_without_a_task_lends_its_processor(
    names: list[str], jobs: int, taken: int
) -> None:
    """From the start where there are fewer tasks, else as soon as there are no more.

    However many are asked for, no more are lent than a pipe has room for.
    """
    tasks = [(number, _task(name)) for number, name in enumerate(names)]
    with closing(pool.press(tasks, _taking, jobs, 60)) as results:
        assert max(result.times["taken"] for _, result in results) == taken
    assert not fork.take_processor()


def test_a_process_that_dies_or_is_late_names_its_article_and_the_rest_goes_on() -> None:
    """Each is told with why, the others are done, and so with a single process."""
    for jobs, late in ((1, "fine"), (2, "halts")):
        names = ["good", "dies", late, "fine", "dies", "well"]
        tasks = [(number, _task(name)) for number, name in enumerate(names)]
        results = dict(pool.press(tasks, _work, jobs, LIMIT))
        assert sorted(results) == [0, 1, 2, 3, 4, 5]
        errors = {n: result.error for n, result in results.items() if result.error}
        assert all(isinstance(error, PressError) for error in errors.values())
        assert {n: str(error.place) for n, error in errors.items()} == {
            n: name for n, name in enumerate(names) if name in ("dies", "halts")
        }
        assert "(signal 9)" in errors[1].message
    assert f"longer than {LIMIT:g} seconds" in errors[2].message


def _processes(names: list[str]) -> list[float]:
    """Return the process that pressed each of several articles, one after another."""
    tasks = [(number, _task(name)) for number, name in enumerate(names)]
    return [result.times["process"] for _, result in pool.press(tasks, _work, 1, SECONDS)]


def test_a_process_past_its_bounds_makes_room_for_a_fresh_one() -> None:
    """One that held too much memory, or pressed enough articles, ends, and its last article is made."""
    first, second, third, fourth = _processes(["good", "eats", "fine", "well"])
    assert first == second != third == fourth
    many = _processes(["good"] * (limits.TASKS + 1))
    assert [many.count(process) for process in dict.fromkeys(many)] == [limits.TASKS, 1]


STARTED = """
import subprocess, sys
from triptych.press import limits
assert b"\1" * limits.MEMORY
assert limits.is_reached(0)
ask = "from triptych.press import limits; print(limits.is_reached(0))"
subprocess.run([sys.executable, "-c", ask], check=True)
"""


def test_what_the_starter_has_used_does_not_count() -> None:
    """A process that one of much memory starts is as fresh as any other."""
    words = (sys.executable, "-c", STARTED)
    assert subprocess.run(words, capture_output=True, check=True).stdout == b"False\n"


def test_an_article_over_the_time_limit_is_told(folder: Path) -> None:
    """With next to no time every article fails by its name, and none is half made."""
    told = triptych(folder, "build", "--formats", "html", "--json", "--time-limit", "0.001")
    errors = json.loads(told.out)["errors"]
    assert told.code == 11
    assert [error["path"] for error in errors] == [f"content/{name}.md" for name in NAMES]
    assert {error["kind"] for error in errors} == {"PressError"}
    assert editions(folder / "out") == {}


def test_an_article_built_alone_has_the_time_limit_that_is_asked_for(folder: Path) -> None:
    """It fails as one of several would, in the same words; with enough time it gives the same bytes."""
    words = ("build", "--formats", "html", "content/a.md")
    late = triptych(folder, *words, "--time-limit", "0.001")
    assert late.code == 11
    assert late.err.startswith("content/a.md: error: pressing it takes longer than 0.001 seconds")
    assert editions(folder / "out") == {}
    made = []
    for more in (["--time-limit", "60"], []):
        assert triptych(folder, *words, *more).code == 0
        made.append(editions(folder / "out"))
    assert made[0] == made[1] != {}


def _marked(mark: str) -> list[int]:
    """Return the processes that carry a mark in their environment, and are more than a memory."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            environment = (place / "environ").read_bytes()
        except OSError:
            continue
        if f"{MARK}={mark}".encode() in environment:
            found.append(int(place.name))
    return found


def _begin(folder: Path) -> "subprocess.Popen[bytes]":
    """Begin a build by two processes whose every process carries a mark; wait until one edition is made."""
    if sys.platform != "linux":
        pytest.skip("only Linux shows the environment of each process")
    environment = {**os.environ, MARK: folder.name}
    words = [*TRIPTYCH, "build", "--formats", "html", "--jobs", "2", "--json"]
    build = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE)
    _wait(lambda: bool(editions(folder / "out")))
    return build


def _wait(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)


@pytest.fixture
def long_folder(tmp_path: Path) -> Path:
    """Return a publication of one short article and five that take a while."""
    texts = {f"content/{name}.md": f"{ARTICLE}\n{LONG}{name}\n" for name in NAMES}
    return write(tmp_path, {"triptych.toml": ""} | texts)


def test_a_worker_that_is_killed_loses_one_article(long_folder: Path) -> None:
    """Killed from outside in the middle of a build, it is told by its article, and the others are made."""
    build = _begin(long_folder)
    workers = [n for n in _children(build.pid) if n in _marked(long_folder.name)]
    os.kill(workers[0], signal.SIGSTOP)
    time.sleep(0.5)  # if it was between two articles, it is sent the next now
    os.kill(workers[0], signal.SIGKILL)
    told = json.loads(build.communicate(timeout=SECONDS)[0])
    assert [error["kind"] for error in told["errors"]] == ["PressError"]
    assert len(told["editions"]) == len(editions(long_folder / "out")) == 5


def _children(process: int) -> list[int]:
    """Return the processes that a process began."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_when_a_build_is_ended_none_of_its_processes_stays(
    long_folder: Path, number: signal.Signals
) -> None:
    """Asked to end or killed outright, no process of the build is left, and no part of an edition."""
    build = _begin(long_folder)
    _wait(lambda: len(_marked(long_folder.name)) >= 3)
    build.send_signal(number)
    build.communicate(timeout=SECONDS)
    _wait(lambda: not _marked(long_folder.name))
    if number != signal.SIGKILL:
        assert build.returncode == 130
        # The one that was seen may have been taken back, when the signal came before it was there for good.
        assert {Path(name).suffix for name in editions(long_folder / "out")} <= {".html"}


FORKING = """\
import os, sys, threading
from triptych.__main__ import main
fork = os.fork
def counted():
    with open("threads", "a") as told:
        told.write(f"{threading.active_count()}\\n")
    return fork()
os.fork = counted
sys.argv[0] = "triptych"
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_no_process_is_forked_beside_a_thread(folder: Path) -> None:
    """Not even where a bar is shown: what a thread holds at that moment a fork would hold for ever."""
    here, there = pty.openpty()
    words = ["build", "--formats", "html", "--jobs", "2"]
    command = [sys.executable, "-c", FORKING, *words]
    subprocess.run(command, cwd=folder, stderr=there, stdout=subprocess.DEVNULL, check=False)
    os.close(there)
    shown = os.read(here, 100_000).decode()
    os.close(here)
    assert "Building" in shown
    assert (folder / "threads").read_text(encoding="utf-8").split()[-2:] == ["1", "1"]
