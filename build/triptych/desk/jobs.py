"""What the desk's helper processes are asked, and what they answer: plain values that can be pickled."""

from dataclasses import dataclass, field
from pathlib import Path

from triptych.core.errors import Finding, TriptychError
from triptych.core.model import Artifact, Document
from triptych.core.page_starts import PageStart
from triptych.core.shelf import Shelf
from triptych.editions.pdf.drawn import Boxes, Draft
from triptych.press.orders import Order, Result


@dataclass(frozen=True, slots=True)
class Press:
    """The question to show an article on a screen: read it, and make what has no pages.

    On the shelf are the members of issues as they were composed before.
    """

    path: Path
    order: Order
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Settle:
    """The question to write the editions to save, once it is known where the pages begin.

    It concerns the article that was pressed last.
    """

    starts: tuple[PageStart, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """The question to set an article on paper, by a number of processes, with parts of earlier PDFs.

    ``visible`` are the numbers of the pages to show first, from 0.
    """

    document: Document = field(repr=False)
    visible: tuple[int, ...] = ()
    processes: int = 1
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer that an edition can be shown; its blocks have marks."""

    format: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Dressed:
    """The answer with what the paper process sets, and what was found while it was dressed."""

    document: Document = field(repr=False)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the blocks are in the sources.

    ``lines`` has the line of each by its number; ``files`` the path from the root of each source, by what
    is before the colon in its numbers.
    """

    lines: dict[str, int] = field(default_factory=dict[str, int])
    files: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Pressed:
    """The last answer to ``Press``: the findings of each edition that is shown, or the error.

    ``notes`` are of the article's name, which no cache has. The result has no editions, but the findings of
    ``FORMATS`` without the PDF, in that order.
    """

    result: Result
    notes: tuple[Finding, ...] = ()
    title: str = ""
    lines: Lines = field(default_factory=Lines)


@dataclass(frozen=True, slots=True)
class Settled:
    """The last answer to ``Settle``: the editions, byte for byte as a build saves them."""

    artifacts: tuple[Artifact, ...] = ()
    error: TriptychError | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The answer to ``Print`` with pages that can be shown before the PDF is written."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Printed:
    """The last answer to ``Print``: the PDF, and where each block is on it; ``result`` has all else."""

    artifact: Artifact | None = None
    boxes: Boxes = field(default_factory=dict, repr=False)
    result: Result = field(default_factory=Result)
