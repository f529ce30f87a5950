"""Ctrl-C and SIGTERM stop the build once, wherever it is, and do not disturb it as it cleans up."""

import signal
import sys
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_AGAIN = 0.01
"""Seconds after which a stop that a callback swallowed is raised again."""


class Stop(BaseException):
    """The request to end the build now."""


_postponed: list[int] = []
"""The signals to end that came before the program was loaded."""


def postpone() -> None:
    """Note each signal to end until ``listen`` is called, so that no module is left half loaded."""
    for number in _SIGNALS:
        signal.signal(number, _note)


def listen() -> None:
    """Raise ``Stop`` in the main thread at the first signal to end; later ones change nothing.

    Raises it at once where a signal was postponed.
    """
    for number in _SIGNALS:
        signal.signal(number, _stop)
    sys.unraisablehook = _unraisable
    if _postponed:
        _stop(_postponed[0], None)


def ignore() -> None:
    """Ignore every signal to end: there is nothing left to stop."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  signal's signature
    """Note a signal that came too early."""
    _postponed.append(number)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  signal's signature
    """End the build, and ignore further requests to end it."""
    ignore()
    raise Stop


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Raise a ``Stop`` again that was raised in a callback of C code, where Python drops exceptions."""
    if not isinstance(unraisable.exc_value, Stop):
        sys.__unraisablehook__(unraisable)
    elif hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    else:
        listen()
