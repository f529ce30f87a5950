"""The way in: run the command line, and turn what goes wrong into one clear message and a code."""

import gc
import os
import sys
from typing import NoReturn

import click

from triptych.cli import diagnostics, signals
from triptych.cli.main import cli
from triptych.core.errors import InternalError, OutputError, StoppedError, TriptychError, UsageError
from triptych.press import helper_process
from triptych.press.helper_process import HelperProcess

_OBJECTS = 50_000
"""How many new objects Python looks through for garbage at a time; loading modules makes none."""


def main() -> None:
    """Run ``triptych``; the exit code is one of ``EXIT_CODES``."""
    signals.listen()
    gc.set_threshold(_OBJECTS)
    try:
        with helper_process.started(
            "triptych.press.pdf_helper", is_wanted=_is_build(sys.argv[1:])
        ) as helper:
            _run(helper)
    finally:
        gc.freeze()  # what is left goes with the process, unsorted


def _is_build(typed: list[str]) -> bool:
    """Tell whether it is likely that a PDF is to be made, before anything is loaded that knows."""
    return typed[:1] == ["build"] and not {"-h", "--help"} & set(typed)


def _run(helper: HelperProcess | None) -> NoReturn:
    """Run what the command line says, with a process for its help where there is one."""
    try:
        code = cli.main(prog_name="triptych", standalone_mode=False, obj=helper)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end(_usage(error))
    except TriptychError as error:
        _end(error)
    except (signals.Stop, click.Abort):
        _end(StoppedError("interrupted: what was not done is as it was before"))
    except OSError as error:
        _end(InternalError.of(error) if error.filename else _unprinted(error))
    except Exception as error:  # noqa: BLE001  a fault of our own is told as any other, with its place
        _end(InternalError.of(error))
    sys.exit(code if isinstance(code, int) else 0)


def _end(error: TriptychError) -> NoReturn:
    """Tell an error that ends everything, also to a machine where it asked, and leave with its code."""
    try:
        if "--json" in sys.argv:
            click.echo(diagnostics.error_json(error))
    except OSError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # for Python's own last flush
    diagnostics.tell_error(error)
    sys.exit(error.exit_code)


def _unprinted(error: OSError) -> OutputError:
    """Tell that the result could not be printed, though the editions are made."""
    message = f"the result cannot be printed: {error.strerror}"
    return OutputError(message, hint="The editions are made; print to another place.")


def _usage(error: click.ClickException) -> UsageError:
    """Give what click found wrong with the command line as one of our own errors."""
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    hint = f"Type `{context.command_path} --help` for what there is." if context else ""
    return UsageError(message[:1].lower() + message[1:], hint=hint)


if __name__ == "__main__":
    main()
