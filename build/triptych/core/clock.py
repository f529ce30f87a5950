"""The only clock: how long things take, for whoever waits or asks; no edition knows of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_times: ContextVar[dict[str, float] | None] = ContextVar("times", default=None)


def now() -> float:
    """Give the seconds since some moment that stays the same while the machine runs."""
    return time.monotonic()


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Give the seconds that each step takes within, by its name."""
    times: dict[str, float] = {}
    token = _times.set(times)
    try:
        yield times
    finally:
        _times.reset(token)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Count what is done within to a step, where anybody wants to know."""
    times, begun = _times.get(), time.perf_counter()
    try:
        yield
    finally:
        if times is not None:
            times[name] = times.get(name, 0.0) + time.perf_counter() - begun


def count(times: dict[str, float]) -> None:
    """Count seconds that another process took to their steps, where anybody wants to know."""
    total = _times.get()
    if total is not None:
        for name, seconds in times.items():
            total[name] = total.get(name, 0.0) + seconds
