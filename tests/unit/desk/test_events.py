"""What pages are sent."""

import json

from coroutines import run_in_thread
from triptych.desk.events import MOST, MOST_OF_ONE, Events


def test_a_page_is_sent_the_latest_of_each_kind() -> None:
    """A page that is slow misses what was replaced meanwhile, and nothing of another article."""

    async def sent() -> str:
        events = Events()
        stream = events.stream("a.md", {"article": 1})
        first = await anext(stream)
        events.send("article", 2, "a.md")
        events.send("article", 3, "a.md")
        events.send("article", 4, "b.md")
        events.send("notice", "all")
        text = first + await anext(stream)
        assert events.open_articles() == {"a.md"}
        await stream.aclose()
        assert events.open_articles() == set()
        return text

    values = [
        json.loads(line[6:]) for line in run_in_thread(sent()).split("\n") if line[:5] == "data:"
    ]
    assert values == [1, 3, "all"]


def test_the_number_of_pages_has_a_limit() -> None:
    """What opens streams without end is refused, and takes no memory."""

    async def is_full(count: int) -> bool:
        events = Events()
        streams = [events.stream("a.md", {"article": 1}) for _ in range(count)]
        for stream in streams:
            await anext(stream)
        full = events.is_full()
        for stream in streams:
            await stream.aclose()
        return full

    assert not run_in_thread(is_full(MOST - 1))
    assert run_in_thread(is_full(MOST))


def test_a_browser_keeps_connections_for_its_answers() -> None:
    """Of too many pages of one the oldest is paused, and its stream ends; another browser is left alone."""

    async def listened() -> list[str]:
        events = Events()
        other = events.stream("a.md", {"article": 0}, "other")
        await anext(other)
        streams = [events.stream("a.md", {"article": 1}, "one") for _ in range(MOST_OF_ONE + 1)]
        for stream in streams:
            await anext(stream)
        events.send("article", 2)
        last = [text async for text in streams[0]]
        for stream in (other, *streams[1:]):
            last.append(await anext(stream))
            await stream.aclose()
        return last

    paused, *rest = run_in_thread(listened())
    assert "event: paused" in paused
    assert not any("paused" in text for text in rest)
    assert len(rest) == MOST_OF_ONE + 1
