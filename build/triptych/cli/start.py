"""What comes before the program is imported: signals are noted, and compiled code is that of set-up."""

from triptych.cli import signals


def prepare() -> None:
    """Prepare the process for the program that is imported next, so that no stop is lost meanwhile."""
    signals.postpone()
    from triptych.core import precompiled  # noqa: PLC0415  a tenth of a second, in which none is lost

    precompiled.use()
