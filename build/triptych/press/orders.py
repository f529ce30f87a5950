"""Orders, the tasks they are split into, and their results: plain values that can be pickled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from triptych.core.dependencies import Dependencies
from triptych.core.errors import Finding, TriptychError
from triptych.core.model import Artifact, Override
from triptych.core.page_starts import PageRange
from triptych.settings.publication import Publication

FORMATS = ("html", "epub", "pdf")
"""The name of every format, which is the end of its editions' names, in the order they are listed in."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: which articles, in which formats, into which folder, and what overrides them.

    ``is_whole`` means that the files are all of the publication's; ``url`` replaces ``out``.
    """

    publication: Publication
    files: tuple[Path, ...]
    formats: tuple[str, ...]
    out: Path
    override: Override
    drafts: bool = False
    is_whole: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """How to make it: ``cache`` is the folder of cached results, at most ``limit`` bytes; None has none.

    ``jobs`` other processes press at once; ``seconds`` is the most for one article, and
    None the default. It needs another process: with no ``jobs``, or for one article alone where none
    can be forked, there is no default.
    ``cluster`` is the address of a scheduler whose workers press instead.
    An article that is built alone has a helper process for its PDF where ``has_helper``; ``meanwhile``
    is done while this process waits for it.
    """

    cache: Path | None = None
    limit: int = 0
    jobs: int = 0
    seconds: float | None = None
    cluster: str = ""
    has_helper: bool = False
    meanwhile: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where an article is printed: the path of an issue from the root, and its pages there, or ""."""

    issue: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """All that pressing one article needs; ``place`` is its file as the user knows it.

    ``folder`` is that of its editions below the output folder, ``printed`` the issue whose pages it names.
    Where the rest of the publication is not at hand, ``answers`` are those to look-ups in the index of
    articles, and ``absent`` the files that it does not have either; None at home.
    """

    path: Path
    place: str
    publication: Publication
    override: Override
    formats: tuple[str, ...]
    folder: str = ""
    printed: Printed | None = None
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    absent: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the press returned: editions, and the findings on the article and on each of them.

    ``front`` was found reading it, ``common`` concerns every edition, ``own`` has those of each
    edition, in the order of ``artifacts``. ``dependencies`` record the state of everything that was
    read, ``times`` the seconds that each step took.
    """

    artifacts: tuple[Artifact, ...] = ()
    front: tuple[Finding, ...] = ()
    common: tuple[Finding, ...] = ()
    own: tuple[tuple[Finding, ...], ...] = ()
    error: TriptychError | None = None
    dependencies: Dependencies = field(default_factory=Dependencies)
    times: dict[str, float] = field(default_factory=dict[str, float])


Work: TypeAlias = Callable[[Task], Result]
"""A function that presses one article."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A saved edition: its file name, SHA-256, bytes, printed pages, and its URL, if any.

    Of the PDF of an issue, ``members`` are the pages of each member.
    """

    format: str
    name: str
    sha256: str
    size: int
    pages: int = 0
    url: str = ""
    members: tuple[PageRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one article: its editions and their paths, findings, or the error that ended it.

    ``number`` counts the order's files from 0; ``is_new`` means that it was pressed, not cached.
    ``reads`` is the state of everything that it was made of, as far as that is known.
    """

    number: int
    place: str
    editions: tuple[tuple[Edition, Path], ...] = ()
    findings: tuple[Finding, ...] = ()
    error: TriptychError | None = None
    is_new: bool = True
    times: dict[str, float] = field(default_factory=dict[str, float])
    reads: Dependencies = field(default_factory=Dependencies, repr=False)
