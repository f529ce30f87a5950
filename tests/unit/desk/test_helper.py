"""A helper process that cannot be started, that ends early, and that is ended."""

import os
import signal
import tempfile
from pathlib import Path
from typing import BinaryIO

import pytest

from coroutines import run_in_thread
from triptych.core import child_process
from triptych.core.child_process import ChildGoneError
from triptych.core.errors import PressError
from triptych.desk import serving
from triptych.desk.helper import SCREEN, Helper
from triptych.desk.serving import Done, Wake


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


def test_a_copy_is_woken_once_and_not_after_a_question() -> None:
    """It loads nothing before; what it was asked wakes it too."""
    helper = Helper(SCREEN)

    def serve(requests: BinaryIO, replies: BinaryIO) -> None:
        serving.wait(requests)
        for value in child_process.values_from(requests):
            child_process.write_value(replies, value)
            child_process.write_value(replies, Done())

    async def ask(question: object) -> list[object]:
        return [answer async for answer in helper.ask(question)]

    helper.fork(serve)
    helper.wake()
    helper.wake()
    assert run_in_thread(ask("first")) == [Wake()]
    other, helper = helper, Helper(SCREEN)
    helper.fork(serve)
    assert run_in_thread(ask("first")) == ["first"]
    helper.wake()
    assert run_in_thread(ask("second")) == ["second"]
    for each in (other, helper):
        each.end()
