"""What a dialect is, and what its rules may know of the page that they rewrite."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from triptych.core.errors import AssetError, Place
from triptych.core.findings import warn
from triptych.core.site import Site
from triptych.pictures import assets

LARGEST_INCLUDE = 1024 * 1024
"""The most bytes of a file that is included."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's file and its publication, as a dialect's rules may use them.

    ``name`` is the file's path from ``root``, separated by ``/``; ``front`` its front matter as typed;
    ``source`` its text as typed, which begins at line ``first_line``. ``find_article`` returns the path
    from the root of the article that a wiki link names (``notes/two.md``), or ""; ``find_place`` the
    address of the article and the place in it that has an id (``/notes/two.md#oil``), or ""; ``find_below``
    the pages of the section that this is the index of, as path and title.
    """

    path: Path
    name: str
    place: str
    root: Path
    site: Site
    front: Mapping[str, Any] = field(default_factory=dict[str, Any])
    source: str = field(default="", repr=False)
    first_line: int = 1
    find_article: Callable[[str], str] = field(default=lambda _: "", repr=False)
    find_file: Callable[[str], str] = field(default=lambda _: "", repr=False)
    find_place: Callable[[str], str] = field(default=lambda _: "", repr=False)
    find_below: Callable[[], list[tuple[str, str]]] = field(default=list, repr=False)


NO_CAPTIONS = "-table_captions"
"""The extension of pandoc off that takes a paragraph below a table, ``:tada: Done``, for its caption."""

PLAIN = f"-citations-example_lists{NO_CAPTIONS}"
"""The extensions of pandoc without what no other generator reads: ``@name`` and ``(@name)`` are text."""

Rewrite = Callable[[str, Page], str]
"""A rule: from a text in the dialect's markup to the same in Triptych's Markdown."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tool's sites are recognised and read.

    ``label`` is its name as people write it. ``marks`` are files or folders at the root of a site, as
    patterns; ``describe`` returns what the configuration says, from the root and the mark that is
    there. ``keys`` maps its front matter to ours: ``{"lastmod": "updated"}``; ``adapt`` changes the
    values. ``rewrite`` turns its markup into ours; ``extensions`` returns those of pandoc that its text
    needs: ``+hard_line_breaks``, ``+emoji-citations``. ``addresses`` returns those that the tool gives
    an article, by its path from the root, what its front matter says, and the site. ``suffixes`` are
    those of its articles beside ``.md``; ``own_suffixes`` those that no other tool has.
    """

    name: str
    label: str
    marks: tuple[str, ...] = ()
    describe: Callable[[Path, str], Site] | None = None
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    adapt: Callable[[dict[str, Any], Page], None] | None = None
    rewrite: Rewrite = lambda text, _: text
    extensions: Callable[[Site], str] = lambda _: ""
    addresses: Callable[[str, Mapping[str, str], Site], Iterable[str]] = lambda *_: ()
    suffixes: tuple[str, ...] = (".md", ".markdown")
    own_suffixes: tuple[str, ...] = ()


def place_of(page: Page, markup: str) -> Place:
    """Return the line of markup in the page's source; its first line where it is not found."""
    at = page.source.find(markup.split("\n", maxsplit=1)[0]) if markup else -1
    return Place(page.place, page.first_line + (page.source.count("\n", 0, at) if at >= 0 else 0))


def read_text(page: Page, name: str, markup: str) -> str | None:
    """Return the text of a file of the publication; reported and None when it cannot be read.

    ``name`` is relative to the page's folder, or to the root after ``/``; ``markup`` is what names it.
    """
    place = place_of(page, markup)
    try:
        data = assets.read_file(page.root, page.path.parent, name, place)
    except AssetError as error:
        warn("include", f"the include {error.message}", error.place or place, error.hint)
        return None
    if len(data) > LARGEST_INCLUDE:
        message = f"the include “{name}” has {len(data)} bytes, at most {LARGEST_INCLUDE} are read"
        warn("include", message, place, "Include a part of it.")
        return None
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def report_foreign(page: Page, kind: str, found: Sequence[str], hint: str) -> None:
    """Report markup of a kind that is left out or set by its content: once a document, with a count.

    ``found`` is the markup as typed, in the order of the text; where there is none, nothing is reported.
    """
    if not found:
        return
    first = " ".join(found[0].split())
    shown = f"{first[:60]}…" if len(first) > 60 else first
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"the {kind} “{shown}” is not read{more}"
    warn("foreign-markup", message, place_of(page, found[0]), hint)
