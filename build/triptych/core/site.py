"""What another tool's configuration says of the folder that it publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MARKDOWN = (
    ".md",
    ".markdown",
    ".mdown",
    ".mdx",
    ".mkd",
    ".mkdn",
    ".mkdown",
    ".mmark",
    ".myst",
    ".qmd",
    ".rmd",
)
"""How the names of articles end, in any dialect."""


@dataclass(frozen=True, slots=True)
class Site:
    """A folder that another tool publishes, as that tool's configuration describes it.

    ``dialect`` is the name of the tool's Markdown, ``mark`` the file or folder that shows whose it is.
    Paths are from the root, separated by ``/``: ``content`` are the folders of articles ("" is the
    root), ``statics`` those whose files are addressed from ``/``, ``only`` the articles where no others
    are any, in their order, ``order`` those that come first. ``skipped`` are patterns of names and paths
    that are no articles, ``shown`` names that begin with ``_`` and are read. ``base`` is the path of the
    site below its address, ``values`` the configuration. ``book`` is the file that lists its articles as
    those of one book, ``parts`` are the headings of its parts, by the article below each.
    """

    dialect: str = "triptych"
    mark: str = ""
    title: str = ""
    lang: str = ""
    author: str = ""
    rights: str = ""
    url: str = ""
    base: str = ""
    content: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".md", ".markdown")
    values: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    book: str = ""
    parts: Mapping[str, str] = field(default_factory=dict[str, str])
