"""A helper process as the server sees it: started when it is asked, and replaced when it is gone."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from triptych.core import child_process, fork
from triptych.core.errors import PressError
from triptych.desk.serving import Done, Wake

if TYPE_CHECKING:
    from triptych.core.child_process import ChildProcess

_PROGRAM = "import sys; sys.path[:] = {!r}; from triptych.desk import {}; {}.main()"

SCREEN, PAPER = "screen", "paper"
"""The helpers, which are modules beside this one."""


class Helper:
    """One helper process; one question at a time."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._child: ChildProcess | None = None
        self._is_asleep = False

    @property
    def pid(self) -> int:
        """The number of the process; 0 while there is none."""
        return self._child.pid if self._child else 0

    def fork(self, serve: Callable[[BinaryIO, BinaryIO], None]) -> None:
        """Start the process as a copy of this one, with all that it has loaded, where the system can.

        ``serve`` is called in the copy, with its requests and replies.
        """
        if self._child is None and fork.can_fork():
            with suppress(OSError):  # which is reported when it is started
                self._child = fork.fork(serve)
                self._is_asleep = True

    def wake(self) -> None:
        """Have a copy of this process load what it needs, unless it was asked; others do so at once."""
        if self._child and self._is_asleep:
            self._child.send(Wake())
        self._is_asleep = False

    def start(self) -> None:
        """Start the process, unless it runs; it loads what it needs before it is asked.

        Raises ``PressError`` where it cannot be started: the disc may be full.
        """
        if self._child is None or not self._child.is_running():
            if self._child:
                self._child.close()
            program = _PROGRAM.format(sys.path, self.name, self.name)
            try:
                self._child = child_process.start([sys.executable, "-c", program], os.environ)
            except OSError as error:
                self._child = None
                message = f"the {self.name} process cannot be started: {error.strerror}"
                hint = "Make room for temporary files, then save the article again."
                raise PressError(message, hint=hint) from None

    async def ask(self, question: object) -> AsyncIterator[Any]:
        """Yield the answers to a question; raises ``ChildGoneError`` when the process ends early."""
        self.start()
        self._is_asleep = False
        child = self._child
        assert child  # noqa: S101  it was started
        await asyncio.to_thread(child.send, question)
        while not isinstance(answer := await asyncio.to_thread(child.receive), Done):
            yield answer
        if answer.is_last:
            child.close()
            self.start()

    def end(self) -> int:
        """End the process at once, and return its exit code."""
        child, self._child = self._child, None
        return child.close() if child else 0
