"""The server of the desk, on this machine alone: the only door to uvicorn."""

import asyncio
import contextlib
import logging
import secrets  # noqa: TID251  a token that nobody guesses; no edition has it
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any, BinaryIO

from triptych.core.errors import Place, ToolError, UsageError
from triptych.desk import free_memory, serving
from triptych.desk.articles import Articles
from triptych.desk.desk import Desk
from triptych.desk.helper import SCREEN
from triptych.desk.saves import watch

PORT = 4747
"""The port where none is asked for."""

_TRIES = 20
"""The ports that are tried one after the other where none is asked for."""

_ADDRESS = "127.0.0.1"

_PACKAGES = ("pypdfium2", "starlette", "uvicorn", "watchfiles")
"""What only the preview needs."""

_WAITING = 128
"""The connections that wait until they are answered."""


def reserve(port: int | None) -> socket.socket:
    """Return a socket on this machine's own address.

    Raises ``UsageError`` when the port that was asked for is in use.
    """
    for number in [port] if port is not None else range(PORT, PORT + _TRIES):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((_ADDRESS, number))
            found.listen(_WAITING)
        except OSError as error:
            found.close()
            reason = error
        else:
            return found
    hint = "Name another with --port; without it a free one is found."
    if port is None:
        hint = "Name a free one with --port."
    message = f"the port cannot be used: {reason.strerror}"
    raise UsageError(message, Place(f"{_ADDRESS}:{port or PORT}"), hint)


def serve(articles: Articles, opened: socket.socket, started: Callable[[str], object]) -> None:
    """Serve the desk until the user stops it; ``started`` is given its address.

    Raises ``ToolError`` where a package is missing.
    """
    _need(_PACKAGES)
    free_memory.keep_little()
    desk = Desk(articles)
    for name, helper in desk.helpers.items():
        helper.fork(partial(_help, name, opened))  # before there are threads
    desk.begin()
    port = opened.getsockname()[1]
    early = _early_stops()
    started(f"http://{_ADDRESS}:{port}/")  # a browser that comes at once waits until it is answered
    uvicorn, web_type = _load()
    token = secrets.token_urlsafe(24)

    async def run() -> None:
        web = web_type(desk, port, token)
        server = _server(uvicorn)(_config(uvicorn, web.app))
        stop = asyncio.Event()
        _on_signal(stop.set)
        if early:
            stop.set()
        logging.getLogger("uvicorn.error").addHandler(logging.NullHandler())
        logging.getLogger("uvicorn.error").propagate = False
        tasks = [
            asyncio.create_task(each)
            for each in (server.serve([opened]), desk.run(), watch(desk), stop.wait())
        ]
        done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        server.force_exit = True
        desk.end()
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        web.close()
        for task in done:
            task.result()

    asyncio.run(run())


def prepare() -> None:
    """Load what answers a browser, where the packages are installed that only the preview needs."""
    if all(map(find_spec, _PACKAGES)):
        uvicorn, _ = _load()
        _config(uvicorn, _prepared).load()


async def _prepared(scope: Any, receive: Any, send: Any) -> None:
    """Answer nothing: an application for a server that is only loaded."""


def _load() -> tuple[Any, Any]:
    """Return uvicorn, and the type of the application that it serves, which imports starlette."""
    import uvicorn  # noqa: PLC0415  only the desk needs it

    from triptych.desk.web import Web  # noqa: PLC0415  the same

    return uvicorn, Web


def _config(uvicorn: Any, app: Any) -> Any:
    """Return how uvicorn serves an application: it logs nothing, and has no sockets of the web."""
    return uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")


def _need(packages: tuple[str, ...]) -> None:
    """Raise ``ToolError`` where a package is missing."""
    if missing := [name for name in packages if not find_spec(name)]:
        hint = f"Run `pip install {' '.join(packages)}`."
        raise ToolError(f"the preview needs the package {missing[0]}", Place("preview"), hint)


def _help(name: str, opened: socket.socket, requests: BinaryIO, replies: BinaryIO) -> None:
    """Do a helper's work in a copy of this process, which has no use for the socket.

    It loads nothing before it is asked or woken: a first screen from the cache has the machine to itself.
    """
    opened.close()
    serving.wait(requests)
    if name == SCREEN:
        from triptych.markdown import pandoc  # noqa: PLC0415  the server itself has no use for it

        pandoc.begin()  # which starts while the rest is loaded
        from triptych.desk import screen  # noqa: PLC0415  the same

        screen.run(requests, replies)
    else:
        from triptych.desk import paper  # noqa: PLC0415  the same

        paper.run(requests, replies)


def _server(uvicorn: Any) -> Any:
    """Return uvicorn's server without its own handling of signals, which would wait for open streams."""

    class Quiet(uvicorn.Server):  # type: ignore[misc]  # the package is loaded late
        """A server that ends when its task does."""

        def capture_signals(self) -> contextlib.AbstractContextManager[None]:
            """Leave signals alone."""
            return contextlib.nullcontext()

    return Quiet


def _early_stops() -> list[int]:
    """Return a list to which Ctrl-C and SIGTERM are added until ``_on_signal`` is called."""
    noted = list[int]()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda each, _: noted.append(each))
    return noted


def _on_signal(stop: Callable[[], object]) -> None:
    """Stop at Ctrl-C and SIGTERM without a traceback."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
