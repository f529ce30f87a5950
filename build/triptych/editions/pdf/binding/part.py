"""A part of a bound PDF as a value: the pages of one member, and all objects that they need.

Its objects are a template in which each number that depends on the whole file is a ``%d``, with a code for
each of them: what the number is of. A file gives each code its number, which makes the objects.
"""

from dataclasses import dataclass
from typing import NamedTuple

from triptych.core.page_starts import PageStart
from triptych.editions.pdf.drawn import Piece

PAGES = 1 << 26
"""From here on, a code is that of a page of the part, counted from 0; below, that of one of its objects."""

KEYS = 2 << 26
"""From here on, a code is that of a key of the parent tree (ISO 32000-1, 14.7.4.4)."""

FRAMES = 3 << 26
"""From here on, a code is that of what the frame prints on a page: running head and folio."""

DOCUMENT, NAMESPACE, COLOURS, PROFILE = range(4 << 26, (4 << 26) + 4)
"""The codes of what a file has once: structure's root, namespace, colour spaces, colour profile."""

Point = tuple[float, float, float, float]


class Template(NamedTuple):
    """Text of a PDF with the codes of its numbers."""

    text: bytes
    codes: tuple[int, ...] = ()


_NOTHING, _EMPTY = Template(b""), Template(b"[]")

BETWEEN = b"\xff\xfe\n"
"""What stands between the texts of two objects: no UTF-8 has such bytes, and no text of ours others."""


class Stream(NamedTuple):
    """The content of the object with the index ``code``; ``is_alone`` where its text has no number."""

    code: int
    content: bytes
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of a part: their texts as one template, joined, and the content of those that are streams."""

    texts: Template = _NOTHING
    streams: tuple[Stream, ...] = ()


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page of a part.

    ``kind`` is its name in style sheets, ``side`` left or right, ``root`` the index of the part's own
    element that it belongs to, ``frame`` its size, and the place and size of what is between its margins.
    ``strings`` are those that it sets for running heads, ``anchors`` its ids and ``bookmarks`` its entries
    of the outline, with their places in CSS pixels. ``content``, ``resources`` and ``annotations`` are
    objects; ``owners`` is the page's entry of the parent tree.
    """

    kind: str
    side: str
    root: int
    frame: tuple[float, ...]
    strings: tuple[tuple[str, str], ...]
    anchors: tuple[tuple[str, Point], ...]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]
    content: int = -1
    resources: int = -1
    annotations: tuple[int, ...] = ()
    owners: Template = _EMPTY


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one member of an issue, and all objects that they need.

    ``kids`` are the structure elements right below the document's. ``keyed`` are the owners in the parent
    tree of annotations and groups, ``names`` the elements by their ``ID``, ``roles`` the types that are
    mapped. ``elements`` (each by the id of its HTML element) and ``marks`` (of the bookmarks) are what
    links of PDF 2.0 lead to. ``away`` are the annotations of links that lead out of the part, with the ids.
    ``starts`` are where its pages begin in the text, with their indexes as labels, and ``blocks`` where the
    numbered elements are on them.
    """

    pages: tuple[PartPage, ...]
    objects: Objects = Objects()
    kids: tuple[int, ...] = ()
    keyed: tuple[Template, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    elements: tuple[tuple[str, int], ...] = ()
    marks: tuple[int, ...] = ()
    away: tuple[tuple[int, str], ...] = ()
    starts: tuple[PageStart, ...] = ()
    blocks: tuple[tuple[str, Piece], ...] = ()


class UnboundError(Exception):
    """The pages of an issue cannot be set apart from each other: it is one document."""
