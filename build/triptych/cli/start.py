"""What comes before the program is imported: signals are noted, and compiled code is that of set-up."""

import gc
import os

from triptych.cli import signals

_OBJECTS = 150_000
"""The new objects between two runs of the garbage collector: more than importing modules and pressing one
article make, so that a build of one article has no run. To look through what is loaded frees nothing."""


def prepare() -> None:
    """Prepare the process for the program that is imported next, so that no stop is lost meanwhile."""
    signals.postpone()
    gc.set_threshold(_OBJECTS)
    # Pydantic would read the entry points of every installed package to find plugins; none is for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from triptych.core import precompiled  # noqa: PLC0415  a tenth of a second, in which none is lost

    precompiled.use()
