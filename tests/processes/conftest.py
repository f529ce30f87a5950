"""Fixtures of the tests of processes."""

import threading

import pytest


@pytest.fixture
def forkable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow this process to fork, though libraries of earlier tests left threads that wait for work.

    fsspec and distributed each keep one to the end of the process; waiting, it holds no lock.
    """
    monkeypatch.setattr(threading, "active_count", lambda: 1)
