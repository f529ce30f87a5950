"""A helper process that cannot be started, that ends early, and that is ended."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coroutines import run_in_thread
from triptych.core.child_process import ChildGoneError
from triptych.core.errors import PressError
from triptych.desk.helper import SCREEN, Helper


def test_one_that_cannot_be_started_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason, and what to do; later it is started all the same."""
    helper = Helper(SCREEN)
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        with pytest.raises(PressError, match="the screen process cannot be started") as raised:
            helper.start()
    assert "temporary files" in raised.value.hint
    assert helper.pid == 0
    helper.start()
    assert helper.pid
    helper.end()


def test_one_that_ends_early_is_started_again() -> None:
    """Its question has no answer; the next one is put to a new process."""

    async def ask(helper: Helper) -> None:
        async for _ in helper.ask("a question"):
            pass

    helper = Helper(SCREEN)
    helper.start()
    before = helper.pid
    os.kill(before, signal.SIGKILL)
    with pytest.raises(ChildGoneError):
        run_in_thread(ask(helper))
    assert helper.end() == -signal.SIGKILL
    helper.start()
    assert helper.pid not in (0, before)
    helper.end()


COPIES = """
import asyncio
from triptych.core import child_process
from triptych.desk import serving
from triptych.desk.helper import SCREEN, Helper
from triptych.desk.serving import Done, Wake

def serve(requests, replies):
    serving.wait(requests)
    for value in child_process.values_from(requests):
        child_process.write_value(replies, value)
        child_process.write_value(replies, Done())

async def answers(helper, question):
    return [answer async for answer in helper.ask(question)]

woken, asked = Helper(SCREEN), Helper(SCREEN)
for helper in (woken, asked):
    helper.fork(serve)
for _ in range(2):
    woken.wake()
assert asyncio.run(answers(woken, "first")) == [Wake()]
assert asyncio.run(answers(asked, "first")) == ["first"]
asked.wake()
assert asyncio.run(answers(asked, "second")) == ["second"]
for helper in (woken, asked):
    helper.end()
print("done")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux alone")
def test_a_copy_is_woken_once_and_not_after_a_question() -> None:
    """It loads nothing before; what it was asked wakes it too.

    A process with threads is not copied, and other tests leave some: this one has a process of its own.
    """
    words = [sys.executable, "-c", COPIES]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "done\n", done.stderr
