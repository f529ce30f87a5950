"""``triptych clean``: let go what is kept of earlier builds and, when asked, the editions."""

from pathlib import Path

import click

from triptych.cli import report
from triptych.core import findings
from triptych.core.errors import TriptychError
from triptych.core.model import Override
from triptych.press import save
from triptych.press.cache import home
from triptych.press.cache.store import Store
from triptych.press.orders import FORMATS
from triptych.sources import discover, manuscripts


@click.command(name="clean")
@click.option("--outputs", is_flag=True, help="Remove the editions of this publication as well.")
@click.option("--out", type=click.Path(path_type=Path), help="Where they are [default: out/].")
def command(*, outputs: bool, out: Path | None) -> None:
    """Remove what is kept of earlier builds, of every publication.

    Nothing is lost by it but time: the next build makes everything anew.
    """
    size = Store(home.folder()).clear()
    click.echo(f"Removed {report.size(size)} of kept results.")
    if outputs:
        count = save.remove(_editions(out))
        click.echo(f"Removed {count} {'edition' if count == 1 else 'editions'}.")


def _editions(out: Path | None) -> list[Path]:
    """Give where the editions of the publication around the current folder lie, or would lie."""
    publication, files = discover.locate((), Path.cwd())
    folder = out or publication.root / "out"
    slugs = []
    for file in files:
        try:
            with findings.collecting():
                manuscript = manuscripts.read(file, publication, Override())
        except TriptychError:
            continue  # what cannot be read has no edition to its name
        slugs.append(manuscript.meta.slug)
    return [folder / slug / f"{slug}.{name}" for slug in slugs for name in FORMATS]
