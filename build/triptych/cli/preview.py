"""``triptych preview``: show the editions of an article side by side while it is written."""

import os
import webbrowser
from pathlib import Path

import click

from triptych.cli import terminal
from triptych.core.user_folders import cache_folder
from triptych.press import requests
from triptych.press.orders import Means
from triptych.press.requests import Request

_LIMIT = 4 * 1024**3
"""The most bytes of the cache, as of a build."""


@click.command(name="preview")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="The port [a free one from 4747]."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
def command(path: Path | None, *, port: int | None, opens: bool) -> None:
    """Show web page, e-book and paper side by side while an article is written.

    PATH is an article or a publication. The default is the publication around the current folder.
    Only this machine can see the page. Ctrl-C ends it.
    """
    from triptych.desk import server  # noqa: PLC0415  only the desk needs it
    from triptych.desk.articles import Articles  # noqa: PLC0415  the same

    def started(address: str) -> None:
        terminal.echo(f"The preview is at {address}")
        terminal.echo("Ctrl-C ends it.")
        if opens:
            webbrowser.open(address)

    with server.reserve(port) as opened:
        means = Means(_cache(), _LIMIT, requests.cores())
        articles = Articles(Request((path,) if path else (), prefix="--"), means)
        server.serve(articles, opened, started)


def _cache() -> Path | None:
    """Return the folder of the cache; None where the user wants none."""
    return None if os.environ.get("TRIPTYCH_NO_CACHE") else cache_folder()
