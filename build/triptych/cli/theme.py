"""``triptych theme``: list themes, and start a new one."""

import re
from pathlib import Path

import click

from triptych.cli import terminal
from triptych.core import links
from triptych.core.errors import OutputError, Place, UsageError
from triptych.press import save
from triptych.settings import publication
from triptych.sources import discover
from triptych.theme.find import available_themes
from triptych.theme.load import BUILT_IN, load_theme

_NEW = """\
# A theme inherits every template, style sheet and token that it lacks.
description = "{name}"
inherits = "{parent}"

[tokens]
# accent = "#9a3b1e"
# print-size = "10.6pt"
"""


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
def new_theme(name: str, inherits: str) -> None:
    """Create templates/NAME/ with a theme.toml that inherits everything else."""
    if not re.fullmatch(r"[\w-]+", name):
        raise UsageError(f"“{name}” is not a theme name", hint="Use letters, digits, - and _.")
    around = publication.find(Path.cwd())
    root = around.root if around else Path.cwd()
    load_theme(inherits, root)
    folder = root / "templates" / name
    path = folder / "theme.toml"
    if links.leads_outside(path, root):
        message = "the new theme is outside the publication: a link leads there"
        hint = "Replace the link with the folder itself."
        raise OutputError(message, Place(discover.display_path(path)), hint)
    save.write_new({path: _NEW.format(name=name, parent=inherits)})
    terminal.echo(f"Created {discover.display_path(folder)}/theme.toml")
    terminal.echo(f"Use it with: triptych build --theme {name}")
