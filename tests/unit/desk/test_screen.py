"""The screen process: what it sends of an article, and in which order."""

from pathlib import Path
from typing import Any

import pytest

from triptych.desk.jobs import Dressed, Press, Pressed, Settle, Settled, Shown
from triptych.desk.screen import Screen
from triptych.press import requests
from triptych.press.requests import Request

TEXT = "---\ntitle: One\nlang: en\ndate: 2026-01-02\nidentifier: urn:one\n---\n\nWords.\n\nMore of them.\n"


@pytest.fixture
def question(tmp_path: Path) -> Press:
    """Return the question to show an article."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    path = tmp_path / "content" / "one.md"
    path.write_text(TEXT)
    return Press(path, requests.order_of(Request((path,), prefix="--")))


def test_editions_are_sent_as_they_are_made(question: Press) -> None:
    """First the web page, then what is printed, then the e-book; the settled ones have no marks."""
    screen, sent = Screen(), list[Any]()
    screen.answer(question, sent.append)
    web, dressed, book, pressed = sent
    assert isinstance(web, Shown)
    assert isinstance(dressed, Dressed)
    assert isinstance(book, Shown)
    assert isinstance(pressed, Pressed)
    assert (web.format, book.format, pressed.result.error) == ("html", "epub", None)
    assert sorted(pressed.lines.lines.values())[-2:] == [8, 10]
    screen.answer(Settle(()), sent.append)
    settled = sent[-1]
    assert isinstance(settled, Settled)
    assert [each.format for each in settled.artifacts] == ["html", "epub"]
    assert b"data-triptych-b" in web.data
    assert b"data-triptych-b" not in settled.artifacts[0].data


def test_an_error_is_the_only_answer(question: Press) -> None:
    """Then there is nothing to settle."""
    question.path.write_text(TEXT.replace("2026-01-02", "never"))
    screen, sent = Screen(), list[Any]()
    screen.answer(question, sent.append)
    screen.answer(Settle(()), sent.append)
    pressed, settled = sent
    assert pressed.result.error.place.line == 4
    assert settled == Settled()
