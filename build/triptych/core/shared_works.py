"""The works that all articles of an issue cite, listed once behind them."""

from dataclasses import dataclass

FOLDER = "//works"
"""The folder of the list's editions as links name it; no article has it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that cites a work: the work's number in the list, the article's folder, and the id there."""

    number: int
    folder: str
    place: str


@dataclass(frozen=True, slots=True)
class SharedWorks:
    """What an article must know of a list of works that it shares with others.

    ``keys`` are those of all works that are cited, in the order of the issue. Of the list itself, which
    ``is_list``, ``mentions`` are the places that cite them.
    """

    keys: tuple[str, ...]
    is_list: bool = False
    mentions: tuple[Mention, ...] = ()


def work_id(number: int) -> str:
    """Return the id of a work in the list, by its number there."""
    return f"pf-work-{number}"
