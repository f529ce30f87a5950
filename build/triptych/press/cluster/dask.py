"""A cluster of Dask: parcels are handed to a scheduler, and results arrive as they are done."""

import logging
import warnings
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from triptych.core.errors import Place, PressError, ToolError
from triptych.press import away, fingerprint
from triptych.press.cluster import parcel as parcels
from triptych.press.cluster import presses
from triptych.press.cluster.parcel import Files, Parcel
from triptych.press.orders import Result, Task, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

Guess = Callable[[int], list[str]]

_PATIENCE = 10.0
"""Seconds until a scheduler must have answered."""

_AHEAD = 2
"""How many parcels a thread of the cluster has waiting, so that none idles and few are in memory."""


_TALKERS = ("distributed", "distributed.client", "tornado.application", "asyncio")
"""The loggers that would print what is reported here as one message."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a cluster: its scheduler's address, files an article may need, seconds it may take."""

    address: str
    guess: Guess
    seconds: float


def press(
    tasks: list[tuple[int, Task]], work: Work, way: Way
) -> Generator[tuple[int, Result | None], None, None]:
    """Yield the result of each task with its number, as it is done by the workers of a cluster.

    None is the result of one that cannot travel. A worker that is lost loses nothing: another presses
    what it held. Raises ``ToolError`` when there is no such cluster, when its scheduler is lost, or when
    its workers have other versions.
    """
    waiting = deque(tasks)
    held: dict[Any, tuple[int, Parcel]] = {}
    with _client(way.address) as client, _reached(way.address):
        from distributed import as_completed  # noqa: PLC0415  only a build on a cluster loads it

        with warnings.catch_warnings():  # of themes with fonts in them, which are large and meant
            warnings.simplefilter("ignore")
            shared = client.submit(_shared, parcels.common(tasks[0][1]), pure=False)
        coming = as_completed(loop=client.loop)

        def send(number: int, parcel: Parcel) -> None:
            future = client.submit(_there, parcel, shared, work, way.seconds, pure=False)
            held[future] = (number, parcel)
            coming.add(future)

        while waiting or held:
            room = _AHEAD * max(1, sum(client.nthreads().values()))
            while waiting and len(held) < room:
                number, task = waiting.popleft()
                parcel = parcels.pack(task, way.guess(number))
                if parcel is None:
                    yield number, None
                else:
                    send(number, parcel)
            if not held:
                continue
            future = next(coming)
            number, parcel = held.pop(future)
            result = _result(client, future, parcel.task)
            if isinstance(result, Result):
                yield number, None if away.is_searching(result.dependencies) else result
            elif (fuller := parcels.with_files(parcel, result)) is None:
                yield number, None
            else:
                send(number, fuller)


@contextmanager
def _client(address: str) -> "Iterator[Any]":
    """Yield a client of a scheduler; raises ``ToolError`` when nothing answers."""
    try:
        from distributed import Client  # noqa: PLC0415  the same
        from distributed.comm.addressing import get_address_host  # noqa: PLC0415  the same
    except ImportError:
        hint = "Run `pip install distributed`."
        raise ToolError("a cluster needs the package distributed", hint=hint) from None
    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    place = Place("--cluster")
    try:
        get_address_host(address)  # refuses an address of no kind, of which a client never lets go
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        hint = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`."
        message = f"no scheduler answers at {address}: {reason}"
        raise ToolError(message, place, hint) from None
    try:
        _await_worker(client, address)
        yield client
    finally:
        with suppress(OSError, CancelledError):  # of a scheduler that is gone
            client.close(timeout=2)


@contextmanager
def _reached(address: str) -> "Iterator[None]":
    """Raise ``ToolError`` when the scheduler is lost; only Dask raises these errors within."""
    try:
        yield
    except (OSError, CancelledError):
        raise _lost(address) from None


def _lost(address: str) -> ToolError:
    """Return the error that a scheduler is lost."""
    hint = "What was done stays. Start a scheduler and workers, and build again."
    return ToolError(f"the scheduler at {address} is lost", Place("--cluster"), hint)


def _await_worker(client: Any, address: str) -> None:
    """Wait for a worker; raises ``ToolError`` when none comes."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        message = f"the scheduler at {address} has no worker"
        hint = f"Start one with `dask worker {address}`."
        raise ToolError(message, Place("--cluster"), hint) from None


def _result(client: Any, future: Any, task: Task) -> Result | frozenset[str]:
    """Return a parcel's result; a worker's failure is its article's, the scheduler's ends the build."""
    try:
        found: Result | frozenset[str] = future.result()
    except ToolError:
        raise
    except ImportError as error:
        message = f"a worker of the cluster lacks a package: {error}"
        raise ToolError(
            message, Place("--cluster"), "Install the same version of Triptych there."
        ) from None
    except Exception as error:  # noqa: BLE001  whatever Dask raises, the rest goes on
        if client.status != "running":
            raise _lost(client.scheduler.address) from None
        message = (
            f"the cluster gave no result: {str(error).splitlines()[0] if str(error) else error!r}"
        )
        return Result(error=PressError(message, Place(task.place), "Build it again, or here."))
    return found


def _shared(files: Files) -> Files:
    """Return files unchanged: as a result, which is made again when the worker that holds it is lost."""
    return files


def _there(parcel: Parcel, shared: Files, work: Work, seconds: float) -> Result | frozenset[str]:
    """Press a parcel on a worker; raises ``ToolError`` when its editions would be others there."""
    alike = partial(_alike, parcel.makers, work)
    return parcels.press(parcel, shared, lambda task: presses.press(alike, task, seconds))


def _alike(makers: Mapping[str, str], work: Work, task: Task) -> Result:
    """Press an article in a process that has the versions of home; raises ``ToolError`` otherwise."""
    _refuse_others(makers, fingerprint.makers())
    return work(task)


def _refuse_others(wanted: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise ``ToolError`` when the versions here are not those at home."""
    for name in sorted({*wanted, *found}):
        if wanted.get(name) != found.get(name):
            there, here = found.get(name, "not at all"), wanted.get(name, "missing")
            message = f"a worker has {name} {there}, here it is {here}"
            hint = (
                "Editions are the same only where all that makes them is: install the same there."
            )
            raise ToolError(message, Place("--cluster"), hint)
