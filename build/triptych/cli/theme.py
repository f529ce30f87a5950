"""``triptych theme``: list themes, and start a new one."""

import re
from pathlib import Path

import click

from triptych.cli import terminal, theme_draft
from triptych.core import links
from triptych.core.errors import OutputError, Place, UsageError
from triptych.press.new_files import write_new
from triptych.settings import publication
from triptych.sources import discover
from triptych.theme.draft import BARE
from triptych.theme.find import available_themes
from triptych.theme.load import BUILT_IN, load_theme


@click.group(name="theme")
def command() -> None:
    """List themes, or start your own."""


@command.command(name="list")
def list_themes() -> None:
    """Print every theme with its description and folder."""
    around = publication.find(Path.cwd())
    for name, folder in sorted(available_themes(around.root if around else None).items()):
        loaded = load_theme(name, around.root if around else None)
        terminal.echo(
            f"{name}\t{loaded.settings.get('description', '')}\t{discover.display_path(folder)}"
        )


@command.command(name="new")
@click.argument("name")
@click.option("--inherits", default=BUILT_IN, show_default=True, help="The theme to start from.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A style sheet, a saved page or a picture to take colours, fonts and logo from.",
)
def new_theme(name: str, inherits: str, source: Path | None) -> None:
    """Create templates/NAME/ with a theme.toml that inherits everything else."""
    if not re.fullmatch(r"[\w-]+", name):
        raise UsageError(f"“{name}” is not a theme name", hint="Use letters, digits, - and _.")
    around = publication.find(Path.cwd())
    root = around.root if around else Path.cwd()
    parent = load_theme(inherits, root)
    folder = root / "templates" / name
    path = folder / "theme.toml"
    if links.leads_outside(path, root):
        message = "the new theme is outside the publication: a link leads there"
        hint = "Replace the link with the folder itself."
        raise OutputError(message, Place(discover.display_path(path)), hint)
    lines: list[str] = []
    files: dict[str, str | bytes] = {"theme.toml": BARE.format(name=name, parent=inherits)}
    if source:
        made = theme_draft.draft(name, source, parent, discover.display_path(source))
        lines, files = made.lines, made.files
    write_new({folder / file: data for file, data in files.items()})
    terminal.echo(f"Created {discover.display_path(folder)}/theme.toml")
    for line in lines:
        terminal.echo(line)
    terminal.echo(f"Use it with: triptych build --theme {name}")
