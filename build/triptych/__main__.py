"""The way in: run the command line, and turn what goes wrong into one clear message and a code."""

import signal
import sys

import click

from triptych.cli.main import cli
from triptych.errors import INTERRUPTED, TriptychError


def main() -> None:
    """Run ``triptych``; the exit code is one of ``EXIT_CODES``."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = cli.main(prog_name="triptych", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TriptychError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted: what was not done is as it was before", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _tell(error: TriptychError) -> None:
    """Print an error as ``place: error: message``, and below it what to do."""
    place = f"{error.place}: " if error.place else ""
    click.secho(f"{place}error: {error.message}", fg="red", bold=True, err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)


if __name__ == "__main__":
    main()
