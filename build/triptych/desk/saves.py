"""What is saved in the publication, brought to the desk: which articles it concerns, new and gone ones."""

import asyncio
import threading
from pathlib import Path

from triptych.core.errors import TriptychError
from triptych.desk import watching
from triptych.desk.concerned import Concerns
from triptych.desk.desk import Desk
from triptych.desk.rebuilding import looking
from triptych.settings.publication import OWN, SHARED


async def watch(desk: Desk) -> None:
    """Report each save to the desk until this is cancelled."""
    loop, stop = asyncio.get_running_loop(), threading.Event()
    coming: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
    look_at = looking(lambda: desk.articles.order, desk.articles.means.cache)

    def look() -> None:
        for changed in watching.changes(look_at, stop):
            loop.call_soon_threadsafe(coming.put_nowait, changed)

    thread = threading.Thread(target=look, name="watcher", daemon=True)
    thread.start()
    try:
        while True:
            await _report(desk, await coming.get())
    finally:
        stop.set()


async def _report(desk: Desk, changed: frozenset[Path]) -> None:
    """Report what these paths concern."""
    articles = desk.articles
    at_once = _open_articles(desk, changed)
    desk.saved(at_once)
    is_about_settings = any(path.name in (OWN, SHARED) for path in changed)
    before = dict(articles.proofs)
    try:
        await asyncio.to_thread(articles.reload)
    except TriptychError as error:
        desk.refuse(error)
        return
    desk.refuse(None)
    if is_about_settings:
        desk.saved(articles.proofs)
        return
    if articles.proofs.keys() != before.keys():
        desk.tell_list()
        for name in before.keys() - articles.proofs.keys():
            desk.events.send("gone", name, name)
    concerns = Concerns(articles.order.publication)
    paths = {proofs.path: name for name, proofs in articles.proofs.items()}
    for proofs in articles.proofs.values():
        if proofs.dependencies or proofs.revision:
            concerns.note(proofs.path, proofs.dependencies)
    found = await asyncio.to_thread(concerns.concerned, changed)
    desk.saved({paths[path] for path in found if path in paths} - at_once)


def _open_articles(desk: Desk, changed: frozenset[Path]) -> set[str]:
    """Return the articles that a page shows whose own files were saved: they wait for nothing else."""
    real = {path.resolve() for path in changed if path.is_file()}
    proofs = desk.articles.proofs
    names = desk.events.open_articles() & proofs.keys()
    return {name for name in names if proofs[name].path.resolve() in real}
