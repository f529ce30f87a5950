"""The entry point: listen to signals before anything else is loaded, and run the program."""

from triptych.cli import start


def main() -> None:
    """Run ``triptych``; the exit code is one of ``EXIT_CODES``."""
    start.prepare()
    from triptych.cli import program  # noqa: PLC0415  half a second, in which a stop is not lost

    program.run()


if __name__ == "__main__":
    main()
