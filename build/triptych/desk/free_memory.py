"""Memory that a process holds though nothing uses it, given back to the system (GNU C library)."""

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""The parameters of mallopt(3)."""

_LARGE = 256 * 1024
"""Bytes from which a block has pages of its own, which go back to the system with it."""


def keep_little() -> None:
    """Have large blocks given back as soon as they are free, in this process and its copies.

    The C library otherwise raises the size of what it takes for large with each of them, up to 32 MB, and
    such blocks leave holes in a memory that only grows.
    """
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Hand free memory back to the system (malloc_trim(3))."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
