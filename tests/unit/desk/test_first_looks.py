"""First looks at articles: what the cache has is shown before anything is pressed."""

import asyncio
from pathlib import Path

import pytest

from coroutines import run_in_thread
from triptych.core.model import Artifact
from triptych.desk.articles import Articles
from triptych.desk.first_looks import FirstLooks
from triptych.press.orders import Means
from triptych.press.requests import Request

ARTICLE = "content/one.md"
CACHED = (Artifact("html", "one.html", b"cached"), Artifact("pdf", "one.pdf", b"%PDF-", 3))


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Articles:
    """Return a publication of one article, of which the cache has two editions."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    (tmp_path / ARTICLE).write_text("---\ntitle: One\n---\n\nWords.\n")
    found = Articles(Request((tmp_path,), prefix="--"), Means(None, 0))
    monkeypatch.setattr(found.stored, "artifacts", lambda *_: CACHED)
    return found


@pytest.mark.parametrize("revision", [1, 2])
def test_what_the_cache_has_is_shown_unless_the_article_was_saved(
    articles: Articles, revision: int
) -> None:
    """Who asks meanwhile waits; an article that was saved while the cache was asked shows nothing old."""
    looks, proofs = FirstLooks(articles), articles.proofs[ARTICLE]
    proofs.revision = revision

    async def look() -> bool:
        looks.begin(proofs)
        waiting = asyncio.create_task(looks.taken(proofs))
        await asyncio.sleep(0)
        assert not waiting.done()
        is_there = await looks.take(proofs)
        await waiting
        return is_there

    assert run_in_thread(look())
    assert set(proofs.shots) == set(proofs.finals) == ({"html", "pdf"} if revision == 1 else set())
    assert proofs.pages == (3 if revision == 1 else 0)


def test_who_waits_hears_of_a_cache_that_cannot_be_read(
    articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the disc leaves no page of the browser without an answer."""

    def refuse(*_: object) -> tuple[Artifact, ...]:
        raise OSError

    monkeypatch.setattr(articles.stored, "artifacts", refuse)
    looks, proofs = FirstLooks(articles), articles.proofs[ARTICLE]

    async def look() -> None:
        looks.begin(proofs)
        waiting = asyncio.create_task(looks.taken(proofs))
        with pytest.raises(OSError, match=r"^$"):
            await looks.take(proofs)
        await waiting

    run_in_thread(look())


def test_a_first_look_lasts_until_a_page_listens(
    articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no browser comes it ends by itself; of what has no first look nobody waits."""
    looks, proofs = FirstLooks(articles), articles.proofs[ARTICLE]

    async def look() -> None:
        await looks.taken(proofs)
        looks.listened(proofs)
        looks.begin(proofs)
        waiting = asyncio.create_task(looks.shown(proofs))
        await asyncio.sleep(0)
        assert not waiting.done()
        looks.listened(proofs)
        await waiting
        looks.end(proofs)
        looks.begin(proofs)
        monkeypatch.setattr("triptych.desk.first_looks._LONGEST", 0.01)
        await looks.shown(proofs)

    run_in_thread(look())
