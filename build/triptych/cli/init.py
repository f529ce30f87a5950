"""``triptych init``: begin a publication, or give a site and a vault what they lack."""

import shlex
from pathlib import Path

import click

from triptych.cli import terminal
from triptych.desk import starting
from triptych.desk.starting import Start
from triptych.press.new_files import write_new
from triptych.sources import discover


@click.command(name="init")
@click.argument("folder", default=".", type=click.Path(path_type=Path), metavar="[DIR]")
def command(folder: Path) -> None:
    """Begin a publication in DIR: settings, a first article, a theme.

    DIR is made where it does not exist; the default is the current folder. Nothing is asked, and no file
    is overwritten. In a site or a vault of another tool only what is missing is written.
    """
    start = starting.plan(folder.absolute())
    if start.kind:
        terminal.echo(f"{start.kind}: only what is missing is written.")
    if start.files:
        write_new(start.files)
    _print_files(start)
    for remark in start.remarks:
        terminal.echo(remark)
    _print_next(start)


def _print_files(start: Start) -> None:
    """Print what was written and what was there."""
    if start.files:
        terminal.echo(f"Written in {_shown(start.root)}:")
        for path in start.files:
            terminal.echo(f"  {path.relative_to(start.root)}")
    else:
        terminal.echo("Nothing is missing, and nothing was written.")
    if start.present and start.files:
        listed = ", ".join(str(path.relative_to(start.root)) for path in start.present)
        terminal.echo(f"Already there, and unchanged: {listed}")


def _print_next(start: Start) -> None:
    """Print what to type next."""
    steps = [
        ("triptych preview --open", "shows web page, e-book and paper while you write"),
        ("triptych build", "makes all three of each article, in out/"),
        ('triptych new "Title"', "begins the next article"),
    ]
    if not Path.cwd().is_relative_to(start.root):
        steps.insert(0, (f"cd {shlex.quote(str(_shown(start.root)))}", ""))
    width = max(len(line) for line, _ in steps)
    terminal.echo("Type next:")
    for line, what in steps:
        terminal.echo(f"  {line:{width}}  {'# ' + what if what else ''}".rstrip())


def _shown(path: Path) -> str:
    """Return a folder as the user knows it best; the current one has a name too."""
    shown = discover.display_path(path)
    return "this folder" if shown == "." else shown
