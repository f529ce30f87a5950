"""Each thread of a cluster's worker has a process that presses for it, within the bounds of one at home."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import write
from scheduler import SECONDS, Cluster, started
from triptych.core import fork, installation_cache, precompiled
from triptych.core.errors import PressError
from triptych.core.model import Override
from triptych.press.cluster import dask
from triptych.press.orders import Result, Task
from triptych.press.press_process import PressProcess
from triptych.settings.publication import bare

LIMIT = 8.0
"""Seconds in which a process that loads everything itself has begun."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a scheduler and one worker as it is begun by a plain ``dask worker`` on two cores."""
    with started(tmp_path_factory.mktemp("cluster"), ["--nthreads", "2"], 1) as all_:
        yield all_


def _work(task: Task) -> Result:
    """Do what the name of the task says; those that meet are done only once both are here."""
    if task.place == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.place == "halts":
        time.sleep(SECONDS)
    if task.place.startswith("meets"):
        table = Path(task.path.read_text(encoding="utf-8"))
        (table / task.place).touch()
        while len(list(table.iterdir())) < 2:
            time.sleep(0.01)
    return Result(times={"process": os.getpid()})


def _pressed(folder: Path, names: list[str], text: str, cluster: Cluster) -> dict[int, Result]:
    """Press articles of these names and that text on a cluster; all of them can travel."""
    write(folder, {f"{name}.md": text for name in names})
    tasks = [
        (number, Task(folder / f"{name}.md", name, bare(folder), Override(), ("html",)))
        for number, name in enumerate(names)
    ]
    way = dask.Way(cluster.address, lambda _: [], LIMIT)
    results = {number: result for number, result in dask.press(tasks, _work, way) if result}
    assert sorted(results) == list(range(len(names)))
    return results


def test_a_press_that_dies_or_is_late_names_its_article_and_the_rest_goes_on(
    tmp_path: Path, plain: Cluster
) -> None:
    """On a worker with its nanny and two threads, each of which has a process that stays."""
    results = _pressed(tmp_path, ["good", "dies", "halts", "fine", "dies", "well"], "", plain)
    errors = {n: result.error for n, result in results.items() if result.error}
    assert {n: str(error.place) for n, error in errors.items()} == {
        1: "dies",
        2: "halts",
        4: "dies",
    }
    assert all(isinstance(error, PressError) for error in errors.values())
    assert "(signal 9)" in errors[1].message
    assert f"longer than {LIMIT:g} seconds" in errors[2].message


def test_a_worker_with_two_threads_presses_two_articles_at_once(
    tmp_path: Path, plain: Cluster
) -> None:
    """Two that wait for each other are done, in two processes, which press what comes after them too."""
    table = tmp_path / "table"
    table.mkdir()
    names = ["meets one", "meets two"]
    first, second = _pressed(tmp_path, names, str(table), plain).values()
    processes = {first.times["process"], second.times["process"]}
    assert (first.error, second.error, len(processes)) == (None, None, 2)
    later = _pressed(tmp_path, ["good", "fine"], "", plain).values()
    assert {result.times["process"] for result in later} <= processes


def _told(_: Task) -> Result:
    """Return whether patterns are taken from the table here, and whether pydantic looks for plugins."""
    takes = vars(sys.modules["re._compiler"])["compile"].__module__ == precompiled.__name__
    return Result(times={"takes": takes, "plugins": "PYDANTIC_DISABLE_PLUGINS" not in os.environ})


def test_a_press_that_is_no_fork_takes_what_set_up_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins as the program itself does, a quarter sooner than if it compiled all of it again."""
    monkeypatch.setattr(fork, "can_fork", lambda: False)
    process = PressProcess()
    try:
        process.send(_told, Task(tmp_path / "a.md", "a.md", bare(tmp_path), Override(), ("html",)))
        times = process.receive().times
    finally:
        process.child.close()
    is_there = installation_cache.look_up("compiled", "") is not None
    assert times == {"takes": is_there, "plugins": False}
