"""What is saved is brought to the desk: articles that are not open are pressed when a page opens them."""

import asyncio
from contextlib import suppress
from pathlib import Path

from coroutines import run_in_thread
from triptych.core.dependencies import THEME
from triptych.desk.articles import Articles
from triptych.desk.desk import Desk
from triptych.desk.saves import watch
from triptych.press.orders import Means, Result
from triptych.press.requests import Request
from triptych.theme.find import theme_state


def test_a_theme_outside_the_publication_is_watched(tmp_path: Path) -> None:
    """A saved file of a theme that the settings name by its path concerns the articles dressed in it."""
    root, house = tmp_path / "publication", tmp_path / "house"
    (root / "content").mkdir(parents=True)
    house.mkdir()
    (house / "theme.toml").write_text('description = "House"\n')
    (root / "triptych.toml").write_text('title = "P"\n')
    (root / "content" / "one.md").write_text("# One\n")
    request = Request((root,), theme=str(house), prefix="--")
    articles = Articles(request, Means(tmp_path / "cache", 1 << 30))
    proofs = articles.proofs["content/one.md"]
    reads = {(THEME, str(house)): theme_state(str(house), root)}
    proofs.results["screen"] = Result(dependencies=reads)

    async def save() -> None:
        watcher = asyncio.create_task(watch(Desk(articles)))
        async with asyncio.timeout(60):
            number = 0
            while not proofs.is_stale:  # a save that comes before the watcher has begun is missed
                number += 1
                (house / "theme.toml").write_text(f'description = "House {number}"\n')
                await asyncio.sleep(0.2)
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher

    run_in_thread(save())
    assert proofs.is_stale
