"""The command ``triptych``: a subcommand is imported only when it runs, so that help is instant."""

import click

from triptych.core.version import __version__

_COMMANDS = {
    "init": "Begin a publication, or give a site what it lacks.",
    "new": "Begin an article.",
    "build": "Build the editions of articles.",
    "preview": "Show the editions side by side while you write.",
    "check": "Judge editions: any EPUB, PDF or HTML.",
    "clean": "Remove the cache, and editions on request.",
    "doctor": "Report what is installed, and how to install the rest.",
    "reproduce": "Build twice in different environments and compare every byte.",
    "theme": "List themes, or start your own.",
    "schema": "Print the JSON Schema of front matter or settings.",
    "completion": "Print the completion script for a shell.",
}
"""The subcommands with their lines in the help."""


class LazyGroup(click.Group):
    """A group that lists its subcommands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of the subcommands in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """Return a subcommand, imported now; None for an unknown name."""
        if cmd_name not in _COMMANDS:
            return None
        return _load(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand; raises ``UsageError`` with the nearest name for an unknown one."""
        name = click.utils.make_str(args[0])
        if not name.startswith("-") and name not in _COMMANDS:
            ctx.fail(_no_command(name))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  the same
        """Write the list of subcommands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _load(name: str) -> click.Command:
    """Return a subcommand of the table, imported now."""
    command: click.Command
    match name:
        case "build":
            from triptych.cli import build  # noqa: PLC0415  keeps the help instant

            command = build.command
        case "check":
            from triptych.cli import check  # noqa: PLC0415  the same

            command = check.command
        case "clean":
            from triptych.cli import clean  # noqa: PLC0415  the same

            command = clean.command
        case "completion":
            from triptych.cli import completion  # noqa: PLC0415  the same

            command = completion.command
        case "doctor":
            from triptych.cli import doctor  # noqa: PLC0415  the same

            command = doctor.command
        case "init" | "new" | "preview":
            command = _load_of_desk(name)
        case "reproduce":
            from triptych.cli import reproduce  # noqa: PLC0415  the same

            command = reproduce.command
        case "schema":
            from triptych.cli import schema  # noqa: PLC0415  the same

            command = schema.command
        case _:
            from triptych.cli import theme  # noqa: PLC0415  the same

            command = theme.command
    return command


def _load_of_desk(name: str) -> click.Command:
    """Return a subcommand for who writes, imported now."""
    if name == "init":
        from triptych.cli import init  # noqa: PLC0415  the same

        return init.command
    if name == "new":
        from triptych.cli import new  # noqa: PLC0415  the same

        return new.command
    from triptych.cli import preview  # noqa: PLC0415  the same

    return preview.command


def _no_command(name: str) -> str:
    """Return the message for an unknown command, with the nearest name."""
    from triptych.cli import habits  # noqa: PLC0415  keeps the help instant

    return f"unknown command `{name}`. {habits.advice(name, _COMMANDS)}"


def _print_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001  click's
    """Print the version and exit."""
    if is_asked and not ctx.resilient_parsing:
        click.echo(f"triptych {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def cli() -> None:
    """Build an EPUB, a PDF and print-styled HTML from one Markdown article."""
