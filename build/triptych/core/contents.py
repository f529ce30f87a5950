"""What the front matter of an issue says of its members: an issue is an article with ``contents``."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

OffPrints: TypeAlias = Literal["yes", "no", "paged"]
"""Whether the members of an issue are built alone too, and name its pages there."""


References: TypeAlias = Literal["each", "together"]
"""Whether each member of an issue lists the works that it cites, or the issue lists those of all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an issue's contents: the path of a member, or the heading of a part; the other is ""."""

    path: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of an issue, in order; an article that is none has no entries.

    ``recto`` says that members begin on right-hand pages.
    """

    entries: tuple[Entry, ...] = ()
    recto: bool = False
    offprints: OffPrints = "yes"
    references: References = "each"
