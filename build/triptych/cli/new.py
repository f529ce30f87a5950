"""``triptych new``: begin an article."""

from pathlib import Path

import click

from triptych.cli import terminal
from triptych.desk import new_article
from triptych.press.new_files import write_new
from triptych.sources import discover


@click.command(name="new")
@click.argument("words", nargs=-1, required=True, metavar="TITLE")
@click.option(
    "--folder",
    default="",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="The folder for it, among the articles.",
)
def command(words: tuple[str, ...], folder: str) -> None:
    """Begin an article called TITLE, and print the path of its file.

    It is filed where the articles of the publication are, or in the current folder if that is among them.
    Nothing is overwritten.
    """
    made = new_article.plan(" ".join(words), Path.cwd(), folder)
    write_new({made.path: made.text})
    terminal.echo(discover.display_path(made.path))
    if made.remark:
        terminal.echo(made.remark, err=True)
