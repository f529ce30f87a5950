"""The desk: which article is pressed when, and what is reported of it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coroutines import run_in_thread
from triptych.core.errors import Place, UsageError
from triptych.core.model import Artifact
from triptych.desk.articles import Articles
from triptych.desk.desk import Desk
from triptych.press.orders import Means
from triptych.press.requests import Request

ONE, TWO = "content/one.md", "content/two.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the desk of a publication of two articles, without a process."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    for name in (ONE, TWO):
        (tmp_path / name).write_text("---\ntitle: T\n---\n\nWords.\n")
    return Desk(Articles(Request((tmp_path,), prefix="--"), Means(None, 0)))


def test_only_what_a_page_shows_is_pressed(desk: Desk) -> None:
    """A save counts a revision there; another article is stale until a page opens it."""
    one, two = desk.articles.proofs[ONE], desk.articles.proofs[TWO]

    async def save() -> str:
        stream = desk.events.stream(ONE, {"article": desk.report(one)})
        await anext(stream)
        desk.saved([ONE, TWO, "content/gone.md"])
        text = await anext(stream)
        await stream.aclose()
        return text

    assert '"revision": 1' in run_in_thread(save())
    assert (one.revision, one.is_stale) == (1, False)
    assert (two.revision, two.is_stale) == (0, True)


def test_an_error_in_the_settings_is_before_that_of_the_article(desk: Desk) -> None:
    """Both are reported, and the first until it is gone."""
    one = desk.articles.proofs[ONE]
    one.error = UsageError("of the article", Place(ONE, 3), "Mend it.")
    desk.refuse(UsageError("of the settings"))
    messages = [each["message"] for each in desk.report(one)["errors"]]
    assert messages == ["of the settings", "of the article"]
    desk.refuse(None)
    (error,) = desk.report(one)["errors"]
    assert (error["path"], error["line"], error["hint"]) == (ONE, 3, "Mend it.")


def test_processes_that_cannot_be_started_end_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disc the article has an error, and the desk waits for the next save."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    one = desk.articles.proofs[ONE]

    async def press() -> None:
        running = asyncio.create_task(desk.run())
        desk.saved([])
        stream = desk.events.stream(ONE, {})
        waiting = asyncio.create_task(anext(stream))
        await asyncio.sleep(0)
        desk.saved([ONE])
        async with asyncio.timeout(20):
            text = await waiting
            while "cannot be started" not in text:
                text = await anext(stream)
        assert not running.done()
        running.cancel()
        await stream.aclose()

    run_in_thread(press())
    assert one.error
    assert one.error.message == "the screen process cannot be started: No such file or directory"


@pytest.mark.parametrize("is_cached", [True, False], ids=["cached", "not"])
def test_processes_are_woken_once_a_first_screen_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, is_cached: bool
) -> None:
    """What the cache has is shown before anything else is loaded; with an empty one nobody waits."""
    first, order = desk.articles.proofs[desk.articles.first], list[str]()
    asked = asyncio.Event()
    made = (Artifact("html", "one.html", b"cached"),) if is_cached else ()

    def artifacts(*_: object) -> tuple[Artifact, ...]:
        order.append("look")
        return made

    async def ask(*_: object) -> AsyncIterator[object]:
        asked.set()
        for answer in list[object]():
            yield answer

    monkeypatch.setattr("triptych.desk.first_looks._LONGEST", 0.05)
    monkeypatch.setattr(desk.articles.stored, "artifacts", artifacts)
    monkeypatch.setattr(desk.articles.stored, "is_empty", lambda: not is_cached)
    for helper in desk.helpers.values():
        monkeypatch.setattr(helper, "start", lambda: None)
        monkeypatch.setattr(helper, "wake", lambda: order.append("wake"))
        monkeypatch.setattr(helper, "ask", ask)

    async def press() -> None:
        desk.begin()
        running = asyncio.create_task(desk.run())
        async with asyncio.timeout(20):
            await asked.wait()
        running.cancel()

    run_in_thread(press())
    assert ("html" in first.shots) == is_cached
    assert order == (
        ["look", "wake", "wake"] if is_cached else ["wake", "wake", "look", "wake", "wake"]
    )
