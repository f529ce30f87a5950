"""A helper process is started only where pages are laid out for an article that is built alone."""

import os
from pathlib import Path

import pytest

from commandline import ARTICLE, write
from triptych.core.model import Override
from triptych.press import publishing
from triptych.press.orders import FORMATS, Means, Order
from triptych.sources import discover

pytestmark = pytest.mark.usefixtures("forkable")
_UNMARKED = ARTICLE.replace("---\n", "---\npage_list: false\n", 1)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the processes that this one forks, while it does."""
    started: list[int] = []
    really = os.fork

    def counted() -> int:
        pid = really()
        started.append(pid)
        return pid

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    return started


def _publish(root: Path, formats: tuple[str, ...]) -> None:
    """Build every article of a folder, with a cache."""
    publication, files = discover.locate((root,), root)
    order = Order(publication, tuple(files), formats, root / "out", Override())
    outcomes = list(publishing.publish(order, Means(root / ".cache", 10**9, 2, has_helper=True)))
    assert not [outcome.error for outcome in outcomes if outcome.error]


def test_it_depends_on_what_is_made(forks: list[int], tmp_path: Path) -> None:
    """Two processes for a PDF or its page numbers, one without them, and none when all is cached."""
    counts = []
    for text, formats in (
        (_UNMARKED, ("html",)),
        (_UNMARKED, ("html", "epub")),
        (_UNMARKED, FORMATS),
        (_UNMARKED, FORMATS),
        (ARTICLE, ("html",)),
        (ARTICLE, ("html",)),
    ):
        forks.clear()
        _publish(write(tmp_path, {"a.md": text}), formats)
        counts.append(len(forks))
    assert counts == [1, 1, 2, 0, 2, 0]


@pytest.mark.parametrize("toml", ['formats = ["html"]\n', "page_list = false\n"])
def test_it_depends_on_the_settings(toml: str, forks: list[int], tmp_path: Path) -> None:
    """None for HTML alone where the settings switch page numbers off, or name no PDF."""
    _publish(write(tmp_path, {"content/a.md": ARTICLE, "triptych.toml": toml}), ("html",))
    assert len(forks) == 1


def test_none_helps_several_articles(forks: list[int], tmp_path: Path) -> None:
    """Two articles take two processes of the pool, and no third."""
    _publish(write(tmp_path, {"a.md": _UNMARKED, "b.md": _UNMARKED}), ("html",))
    assert len(forks) == 2
