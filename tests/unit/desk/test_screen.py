"""The screen process: what it sends of an article, and in which order."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.core.model import Article, Galley
from triptych.desk.jobs import Dressed, Press, Pressed, Settle, Settled, Shown
from triptych.desk.screen import Screen
from triptych.press import pipeline, requests
from triptych.press.cache.part_shelf import PartShelf
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


@pytest.fixture
def issue(tmp_path: Path) -> Press:
    """Return the question to show an issue with three members, whose parts are kept."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    names = [f"{name}.md" for name in "abc"]
    for name in names:
        text = TEXT.replace("One", name).replace("urn:one", f"urn:{name}")
        (tmp_path / "content" / name).write_text(text)
    path = tmp_path / "content" / "issue.md"
    contents = "".join(f"  - {name}\n" for name in names)
    path.write_text(TEXT.replace("---\n\n", f"contents:\n{contents}---\n\n"))
    order = requests.order_of(Request((path,), prefix="--"))
    return Press(path, order, PartShelf(tmp_path / "cache", 10**9))


def test_only_the_member_that_was_saved_is_composed_again(
    issue: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others come from the shelf, and the web page is the one that is made without it."""
    composed, compose = list[str](), pipeline._composed  # noqa: SLF001  what is counted

    def count(begun: Article) -> Galley:
        composed.append(begun.manuscript.path.name)
        return compose(begun)

    monkeypatch.setattr(pipeline, "_composed", count)
    sent = list[Any]()
    Screen().answer(issue, sent.append)
    assert composed == ["issue.md", "a.md", "b.md", "c.md"]
    member = issue.path.with_name("b.md")
    member.write_text(member.read_text().replace("More", "Newly more"))
    composed.clear()
    sent.clear()
    Screen().answer(issue, sent.append)
    assert composed == ["issue.md", "b.md"]
    alone = list[Any]()
    Screen().answer(replace(issue, shelf=None), alone.append)
    assert sent[0] == alone[0]
    assert b"Newly more" in sent[0].data
    assert (sent[2], sent[-1].lines) == (alone[2], alone[-1].lines)
