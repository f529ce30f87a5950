"""``triptych clean``: remove the cache and, on request, the editions."""

from pathlib import Path

import click

from triptych.cli import tables, terminal
from triptych.core.user_folders import cache_folder
from triptych.press import save
from triptych.press.cache.store import Store
from triptych.sources import discover


@click.command(name="clean")
@click.option("--outputs", is_flag=True, help="Remove the editions of this publication too.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder of the editions [out/].")
def command(*, outputs: bool, out: Path | None) -> None:
    """Remove the cache of all publications.

    Nothing is lost: the next build rebuilds everything. Editions are removed where a build recorded
    that it wrote them, and where they did not change since.
    """
    store = Store(cache_folder())
    size = store.clear()
    terminal.echo(f"Removed {tables.format_size(size)} from the cache.")
    if outputs:
        folder = _output_folder(out)
        count, left = save.remove(store.record(folder), folder)
        store.store_record(folder, {})
        terminal.echo(f"Removed {tables.plural(count, 'edition')}.")
        if left:
            terminal.echo(f"Left {tables.plural(left, 'file')} that changed since.", err=True)


def _output_folder(out: Path | None) -> Path:
    """Return the folder of the editions of the publication around the current folder.

    Raises ``OutputError`` when a link leads it out of the publication.
    """
    publication, _ = discover.locate((), Path.cwd())
    folder = out or publication.root / "out"
    save.refuse_link_outside(folder, publication.root)
    return folder
