"""The only clock: it measures how long things take, and dates new sources; no edition depends on it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, date, datetime

FIND_PAGES = "find pages"
"""The step in which a PDF is laid out that was not ordered, for its page numbers."""

_times: ContextVar[dict[str, float] | None] = ContextVar("times", default=None)


def now() -> float:
    """Return the seconds since a moment that stays the same while the machine runs."""
    return time.monotonic()


def today() -> date:
    """Return the day that is written into a new source: that of SOURCE_DATE_EPOCH, else today."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    return date.today()  # noqa: DTZ011, TID251  the author's own day, written once into a source


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Yield the seconds that each step takes within, by its name."""
    times: dict[str, float] = {}
    token = _times.set(times)
    try:
        yield times
    finally:
        _times.reset(token)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Add the time of what is done within to a step, where times are measured."""
    times, begun = _times.get(), time.perf_counter()
    try:
        yield
    finally:
        if times is not None:
            times[name] = times.get(name, 0.0) + time.perf_counter() - begun


def count(times: dict[str, float]) -> None:
    """Add the seconds of another process to their steps, where times are measured."""
    total = _times.get()
    if total is not None:
        for name, seconds in times.items():
            total[name] = total.get(name, 0.0) + seconds
