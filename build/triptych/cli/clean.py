"""``triptych clean``: remove the cache and, on request, the editions."""

from pathlib import Path

import click

from triptych.cli import tables
from triptych.core import findings
from triptych.core.errors import TriptychError
from triptych.core.model import Override
from triptych.core.user_folders import cache_folder
from triptych.press import save
from triptych.press.cache.store import Store
from triptych.press.orders import FORMATS
from triptych.sources import discover, manuscripts


@click.command(name="clean")
@click.option("--outputs", is_flag=True, help="Remove the editions of this publication too.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder of the editions [out/].")
def command(*, outputs: bool, out: Path | None) -> None:
    """Remove the cache of all publications.

    Nothing is lost: the next build rebuilds everything.
    """
    size = Store(cache_folder()).clear()
    click.echo(f"Removed {tables.format_size(size)} from the cache.")
    if outputs:
        count = save.remove(_editions(out))
        click.echo(f"Removed {tables.plural(count, 'edition')}.")


def _editions(out: Path | None) -> list[Path]:
    """Return the paths of the editions of the publication around the current folder."""
    publication, files = discover.locate((), Path.cwd())
    folder = out or publication.root / "out"
    slugs = []
    for file in files:
        try:
            with findings.collecting():
                manuscript = manuscripts.read(file, publication, Override())
        except TriptychError:
            continue  # an unreadable article has no edition
        slugs.append(manuscript.meta.slug)
    return [folder / slug / f"{slug}.{name}" for slug in slugs for name in FORMATS]
