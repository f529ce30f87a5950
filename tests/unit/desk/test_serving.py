"""The loop of a helper process."""

import ctypes
import gc
import io
import os
from pathlib import Path
from typing import Any

import pytest

from triptych.core import child_process
from triptych.desk import serving
from triptych.desk.serving import Done, Give, Wake
from triptych.press import limits


def _served(questions: list[Any], answers: dict[str, list[str]]) -> list[Any]:
    """Return all that is sent to questions, by the loop in a copy of this process."""
    asking, asked = os.pipe()
    replying, replied = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(asked)

        def answer(question: str, give: Give) -> None:
            print("not an answer")  # noqa: T201  as a package might
            for each in answers[question]:
                give((each, gc.isenabled(), gc.get_freeze_count() > 0))

        with os.fdopen(asking, "rb") as requests, os.fdopen(replied, "wb") as replies:
            serving.serve(requests, replies, answer)
        os._exit(0)
    os.close(asking)
    os.close(replied)
    with os.fdopen(asked, "wb") as pipe:
        for question in questions:
            child_process.write_value(pipe, question)
    with os.fdopen(replying, "rb") as answered:
        data = io.BytesIO(answered.read())
    os.waitpid(pid, 0)
    return list(child_process.values_from(data))


def test_each_question_has_its_answers_and_an_end() -> None:
    """Several answers come in their order, then their end; what is printed is none of them."""
    found = _served(["a", "b", "a"], {"a": ["1", "2"], "b": []})
    names = ["end" if isinstance(each, Done) else each[0] for each in found]
    assert names == ["1", "2", "end", "end", "1", "2", "end"]
    assert not any(each.is_last for each in found if isinstance(each, Done))


def test_what_wakes_a_process_has_no_answer() -> None:
    """The question behind it has."""
    found = _served([Wake(), "a"], {"a": ["1"]})
    assert [each[0] for each in found if not isinstance(each, Done)] == ["1"]
    assert len(found) == 2


def test_a_process_that_waits_has_read_nothing() -> None:
    """It goes on as soon as something is sent, which is still there."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as requests, os.fdopen(writing, "wb") as pipe:
        child_process.write_value(pipe, "a question")
        serving.wait(requests)
        assert next(child_process.values_from(requests)) == "a question"


def test_garbage_is_not_collected_while_a_question_is_answered() -> None:
    """What is loaded before the questions is never searched, and nothing is during an answer."""
    found = _served(["a"] * 6, {"a": ["1"]})
    assert [each[1:] for each in found if not isinstance(each, Done)] == [(False, True)] * 6


def test_a_process_ends_when_it_uses_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of its last answers says so, and what was asked behind it has none."""
    monkeypatch.setattr(limits, "MEMORY", 0)
    found = _served(["a", "a"], {"a": ["1"]})
    assert [each for each in found if isinstance(each, Done)] == [Done(is_last=True)]


def test_free_memory_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After the first answer, and whenever no question comes; a C library that cannot is no fault."""
    told = tmp_path / "told"

    class Library:
        """A C library that counts."""

        def __init__(self, _: None) -> None:
            pass

        def malloc_trim(self, _: int) -> None:
            with told.open("a") as file:
                file.write("1")

    monkeypatch.setattr(ctypes, "CDLL", Library)
    _served(["a"], {"a": ["1"]})
    assert told.read_text() == "1"
    monkeypatch.delattr(Library, "malloc_trim")
    found = _served(["a", "a"], {"a": ["1"]})
    assert len(found) == 4
