"""``triptych completion``: the script with which a shell completes Triptych's commands."""

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_TRIPTYCH_COMPLETE"
"""The variable by which a shell asks click for completions (Click manual, “Shell Completion”)."""


@click.command(name="completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and values in a shell.

    \b
    bash:  echo 'source <(triptych completion bash)' >> ~/.bashrc
    zsh:   echo 'source <(triptych completion zsh)' >> ~/.zshrc
    fish:  triptych completion fish > ~/.config/fish/completions/triptych.fish
    """  # noqa: D301  click reads \b as "keep these lines", and the backslash is python's own here
    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(ctx.find_root().command, {}, "triptych", _VARIABLE).source())
