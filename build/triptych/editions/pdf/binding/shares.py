"""The parts of an issue shared between processes; each part is the same whoever sets it."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from select import select
from typing import BinaryIO

from triptych.core import child_process, fork
from triptych.core.child_process import ChildGoneError, ChildProcess
from triptych.core.model import Asset
from triptych.core.shelf import lent
from triptych.editions.pdf.binding.codec import decode, encode
from triptych.editions.pdf.binding.part import Part, UnboundError
from triptych.editions.pdf.binding.setting import set_part
from triptych.editions.pdf.profiles import Profile


@dataclass(frozen=True, slots=True)
class Orders:
    """The parts to set: the page of each with the ids of its elements, and what all of them need.

    ``keys`` are those of the parts on the shelf, where there is one.
    """

    pages: tuple[tuple[str, tuple[str, ...]], ...]
    resources: Mapping[str, Asset]
    profile: Profile
    keys: tuple[str, ...] = ()

    def find_keys(self) -> tuple[str, ...]:
        """Return a key for each part: the digest of all that it depends on, but the program.

        Pictures are in a folder of their member's, fonts are anybody's.
        """
        digests = {n: sha256(asset.data).hexdigest() for n, asset in self.resources.items()}
        members = {ids[-1] for _, ids in self.pages}
        made = []
        for page, ids in self.pages:
            used = sorted(n for n in digests if n.partition("/")[0] not in members - {ids[-1]})
            parts = [repr(self.profile), page, *(f"{n} {digests[n]}" for n in used)]
            made.append(sha256("\0".join(parts).encode()).hexdigest())
        return tuple(made)


_PAGES = 12
"""Pages after which what the typesetter made of them is thrown away, and its memory serves the next."""


def set_parts(orders: Orders) -> list[Part]:
    """Return the parts of an issue in order, set by as many processes as ``fork.sharing`` allows.

    Raises ``UnboundError`` where one cannot be set by itself. What a process that dies does not answer is
    set here.
    """
    shelf, numbers = lent(), range(len(orders.pages))
    orders = orders if shelf is None else replace(orders, keys=orders.find_keys())
    found = {} if shelf is None else {n: shelf.get(orders.keys[n]) for n in numbers}
    known = {n: decode(data) for n, data in found.items() if data is not None}
    absent = [number for number in numbers if number not in known]
    made = _set_here_and_there(absent, orders)
    return [made[n] if n in made else known[n] for n in numbers]


def _set_here_and_there(numbers: Sequence[int], orders: Orders) -> dict[int, Part]:
    """Return parts by number, set by several processes."""
    own, *others = _shares(numbers, orders)
    children: list[ChildProcess] = []
    try:
        for share in others:
            with suppress(OSError):
                children.append(fork.fork(partial(_serve, os.getpid(), share, orders)))
        made = _set_with_help(own, orders)
        for child in children:
            made |= _answered(child)
    finally:
        for child in children:
            child.close()
    made |= _set([number for number in numbers if number not in made], orders)
    return made


def _set_with_help(numbers: Sequence[int], orders: Orders) -> dict[int, Part]:
    """Return parts by number, set here, and each for which a processor becomes free by a further process.

    What such a process does not answer is not among them.
    """
    rest, made = list(numbers), dict[int, Part]()
    children: list[ChildProcess] = []

    def collect(child: ChildProcess) -> None:
        """Take a part from a process, and give its processor back."""
        children.remove(child)
        try:
            made.update(_answered(child))
        finally:
            child.close()
            fork.give_processor()

    own = _set(_taken(rest), orders)
    try:
        while True:
            while len(rest) > 1 and fork.can_fork() and fork.take_processor():
                serve = partial(_serve, os.getpid(), [rest.pop(0)], orders)
                try:
                    children.append(fork.fork(serve))
                except OSError:
                    fork.give_processor()
                    break
            number, part = next(own, (-1, None))
            if part is None:
                break
            made[number] = part
            ready = select([each.replies for each in children], [], [], 0)[0] if children else ()
            for child in [each for each in children if each.replies in ready]:
                collect(child)
        while children:
            collect(children[0])
    finally:
        for each in children:
            each.close()
            fork.give_processor()
    return made


def _taken(rest: list[int]) -> Iterator[int]:
    """Yield what is left, and take it."""
    while rest:
        yield rest.pop(0)


def _answered(child: ChildProcess) -> dict[int, Part]:
    """Return the parts that a process answers with; raises ``UnboundError`` where one cannot be set."""
    answer: dict[int, Part] | None = {}
    with suppress(ChildGoneError):
        answer = child.receive()
    if answer is None:
        raise UnboundError
    return answer


def _shares(absent: Sequence[int], orders: Orders) -> list[list[int]]:
    """Return the numbers of parts for each process, the longest first, each to who has the least."""
    lengths = {number: len(orders.pages[number][0]) for number in absent}
    count = min(fork.shares(), len(lengths)) if fork.can_fork() else 1
    shares = [(0, place, list[int]()) for place in range(max(count, 1))]
    for number in sorted(lengths, key=lambda n: (-lengths[n], n)):
        weight, place, numbers = shares[0]
        shares[0] = (weight + lengths[number], place, [*numbers, number])
        shares.sort()
    return [numbers for *_, numbers in sorted(shares, key=lambda share: share[1])]


def _set(numbers: Iterable[int], orders: Orders) -> Iterator[tuple[int, Part]]:
    """Yield parts with their numbers, each of which is put on the shelf at once.

    So a build that is interrupted goes on where it was. The memory of their pages is freed now and then.
    """
    shelf, pages = lent(), 0
    for number in numbers:
        if pages >= _PAGES:
            gc.collect(
                0
            )  # whatever outlives it is kept to the end, and is not looked through again
            pages = 0
        part = set_part(*orders.pages[number], orders.resources, orders.profile)
        if shelf is not None:
            shelf.put(orders.keys[number], encode(part))
        yield number, part
        pages += len(part.pages)


def _serve(
    parent: int, numbers: Sequence[int], orders: Orders, _requests: BinaryIO, replies: BinaryIO
) -> None:
    """Answer with the parts of one share, or None where one cannot be set by itself."""
    made: dict[int, Part] | None = {}
    try:
        for number, part in _set(numbers, orders):
            if os.getppid() != parent:  # who asked is gone
                return
            made = {**(made or {}), number: part}
    except UnboundError:
        made = None
    child_process.write_value(replies, made)
