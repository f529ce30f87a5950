"""The issue in which an article is printed, as the article's own editions name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedIn:
    """An issue with its editors, its identifier as a URI and its address; "" where it has none.

    ``is_periodical`` means that it is an issue of the publication, not a book. ``first`` and ``last`` are
    the article's pages as they are numbered, "" where they are not known.
    """

    title: str
    editors: tuple[str, ...] = ()
    identifier: str = ""
    url: str = ""
    is_periodical: bool = False
    first: str = ""
    last: str = ""
