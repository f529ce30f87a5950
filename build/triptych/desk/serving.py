"""The loop of a helper process: several answers to each question, and garbage collected in between."""

import gc
import os
import select
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from triptych.core import child_process
from triptych.desk import free_memory
from triptych.press import limits

Give: TypeAlias = Callable[[Any], None]
"""Sends an answer."""

Answer: TypeAlias = Callable[[Any, Give], None]
"""Sends all answers to a question."""

_IDLE = 0.5
"""Seconds without a question after which garbage is collected: a writer's next save is not kept waiting."""

_MOST = 4
"""The answers after which garbage is collected in any case."""


@dataclass(frozen=True, slots=True)
class Done:
    """The end of the answers to a question; ``is_last`` means that the process ends."""

    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Wake:
    """What a process is sent that should load what it needs before it is asked; it has no answer."""


def serve_standard(answer: Answer) -> None:
    """Answer each question from the standard input on the standard output."""
    with os.fdopen(os.dup(1), "wb") as replies:
        serve(sys.stdin.buffer, replies, answer)


def serve(requests: BinaryIO, replies: BinaryIO, answer: Answer) -> None:
    """Answer each question, until there is none or too much memory is used.

    What is loaded by the end of the first answer stays, so that it is not searched for garbage again.
    """
    os.dup2(2, 1)  # what anything prints is no answer

    def give(value: Any) -> None:
        child_process.write_value(replies, value)

    gc.disable()
    gc.freeze()
    is_first, waiting = True, 0
    for question in child_process.values_from(requests):
        if isinstance(question, Wake):
            continue
        answer(question, give)
        is_last = limits.is_reached(0)
        give(Done(is_last))
        if is_last:
            return
        waiting += 1
        if is_first or waiting >= _MOST or not _is_asked(requests):
            gc.collect()
            free_memory.give_back()
            waiting = 0
        if is_first:
            gc.freeze()
            is_first = False


def wait(requests: BinaryIO) -> None:
    """Return as soon as anything was sent; at once where the system cannot wait for that."""
    if sys.platform != "win32":
        select.select([requests], [], [])


def _is_asked(requests: BinaryIO) -> bool:
    """Whether the next question comes at once; where the system cannot wait for one, it does not."""
    if sys.platform == "win32":
        return False
    return bool(select.select([requests], [], [], _IDLE)[0])
