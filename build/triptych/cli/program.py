"""The whole program: run the command line, and turn any failure into one message and an exit code."""

import gc
import os
import sys
from typing import NoReturn

import click

from triptych.cli import diagnostics, signals, terminal
from triptych.cli.main import cli
from triptych.core.errors import InternalError, OutputError, StoppedError, TriptychError, UsageError


def run() -> NoReturn:
    """Run ``triptych`` and exit; the code is one of ``EXIT_CODES``."""
    try:
        code = _run()
        signals.ignore()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end(_usage(error))
    except TriptychError as error:
        _end(error)
    except (signals.Stop, click.Abort):
        _end(StoppedError("interrupted; editions not yet built are unchanged"))
    except OSError as error:
        _end(InternalError.of(error) if error.filename else _unprinted(error))
    except Exception as error:  # noqa: BLE001  an error of our own is reported like any other
        _end(InternalError.of(error))
    finally:
        gc.freeze()  # the process ends, so nothing need be collected
    sys.exit(code)


def _run() -> int:
    """Run the command line; return the exit code."""
    signals.listen()
    code = cli.main(prog_name="triptych", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _end(error: TriptychError) -> NoReturn:
    """Print an error that ends everything, as JSON too on request, and exit with its code."""
    signals.ignore()
    try:
        if "--json" in sys.argv:
            terminal.echo_json(diagnostics.error_json(error))
    except OSError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # for Python's own last flush
    diagnostics.print_error(error)
    sys.exit(error.exit_code)


def _unprinted(error: OSError) -> OutputError:
    """Return the error for a result that cannot be printed."""
    message = f"cannot print the result: {error.strerror}"
    return OutputError(message, hint="The editions are built. Print the result somewhere else.")


def _usage(error: click.ClickException) -> UsageError:
    """Return an error of click as one of our own."""
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    hint = f"Run `{context.command_path} --help`." if context else ""
    return UsageError(message[:1].lower() + message[1:], hint=hint)
