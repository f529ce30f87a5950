"""The command ``triptych``: its subcommands are imported only when they are run, so help is instant."""

from importlib import import_module

import click

_COMMANDS = {
    "build": ("triptych.cli.build", "Make the editions of articles."),
    "check": ("triptych.cli.check", "Judge editions: any EPUB, PDF or HTML."),
    "clean": ("triptych.cli.clean", "Remove what is kept of earlier builds."),
    "doctor": ("triptych.cli.doctor", "Tell what is there, and how to get the rest."),
    "reproduce": (
        "triptych.cli.reproduce",
        "Build twice in unlike places and compare every byte.",
    ),
    "theme": ("triptych.cli.theme", "List themes, or begin one of your own."),
    "schema": ("triptych.cli.schema", "Print the JSON Schema of front matter or settings."),
    "completion": ("triptych.cli.completion", "Print a shell's completion script."),
}
"""Each subcommand's module, whose ``command`` it is, and its line in the help."""


class LazyGroup(click.Group):
    """A group that knows its subcommands' names and lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Give the names of the subcommands in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """Import a subcommand; None when there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Give the subcommand meant; raises ``UsageError`` with the nearest name when there is none."""
        name = click.utils.make_str(args[0])
        if not name.startswith("-") and name not in _COMMANDS:
            ctx.fail(_no_command(name))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  the same
        """Write the list of subcommands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


def _no_command(name: str) -> str:
    """Say which command was probably meant."""
    from difflib import get_close_matches  # noqa: PLC0415  keeps the help instant

    meant = get_close_matches(name, _COMMANDS, n=1)
    tail = f" Did you mean `{meant[0]}`?" if meant else f" There are: {', '.join(_COMMANDS)}."
    return f"no command `{name}`.{tail}"


def _print_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001  click's
    """Print the installed version and leave."""
    if is_asked and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415  keeps the help instant

        click.echo(f"triptych {version('triptych-press')}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and leave.",
)
def cli() -> None:
    """Make an EPUB, a PDF and print-styled HTML from one Markdown article."""
