"""The values that flow from step to step: frozen, plain, and without verbs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from triptych.core.certifier import Certifier
from triptych.core.contents import Contents
from triptych.core.page_design import PageDesign
from triptych.core.page_starts import PageRange, PageStart
from triptych.core.printed_in import PrintedIn
from triptych.core.shared_works import SharedWorks
from triptych.core.site import Site
from triptych.core.unused_note import UnusedNote

Tree: TypeAlias = dict[str, Any]
"""A pandoc JSON document or element: ``{"t": …, "c": …}``, or the whole with ``"blocks"``."""

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value is in front matter or settings: keys and list positions, from the outside in."""

Direction: TypeAlias = Literal["ltr", "rtl"]

BEGINNING = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The moment of an edition that has no other: the first that a ZIP archive can tell."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author, or an organisation, as the article names them; lists are sorted by ``file_as``."""

    name: str
    organisation: str = ""
    bio: str = ""
    url: str = ""
    file_as: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name that the article alone has: ``isbn-13``, ``isbn-10``, ``doi``, ``urn``, ``url`` or ``other``.

    ``value`` is the bare name, ``uri`` the same as a URI, or as the author gave it where it is none.
    """

    kind: str
    value: str
    uri: str


@dataclass(frozen=True, slots=True)
class Series:
    """What an article is a part of, and which part it is."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """The issue of a periodical in which an article appears."""

    volume: str = ""
    number: str = ""

    @property
    def name(self) -> str:
        """The issue as it is printed behind the periodical's title: ``2 (3)``."""
        return f"{self.volume} ({self.number})".lstrip() if self.number else self.volume


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as front matter names it; ``alt`` is None when not given and "" when decorative."""

    path: str
    alt: str | None = None
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that an edition carries; ``name`` is its path inside an EPUB, sizes are pixels (0: none)."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How an edition is dressed, beside its theme; ``page`` is None until the theme is known."""

    theme: str
    paper: str
    pdf_profile: str
    text_size: int
    images_size: str
    image_density: int
    image_quality: int
    custom_css: str
    header_image: str
    logo_dark: str
    tagline: str
    banner: str
    embed_fonts: bool
    fingerprint: bool
    show_source: bool
    print_urls: bool
    toc: bool
    number_sections: bool
    dropcap: bool
    page_list: bool = True
    columns: int = 0
    page: PageDesign | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What the command line says over front matter and settings; "", None and 0 say nothing."""

    theme: str = ""
    paper: str = ""
    moment: dt.datetime | None = None
    allow_remote: bool = False
    pdf_profile: str = ""
    text_size: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an article: its own front matter where given, else the publication's.

    ``moment`` (UTC) is the only time an edition carries beside ``date`` and ``updated``, ``identifier`` the
    first of ``identifiers`` as a URI; files are named from the article's folder or, after ``/``, the root.
    """

    title: str
    slug: str
    lang: str
    direction: Direction
    moment: dt.datetime
    identifier: str = ""
    identifiers: tuple[Identifier, ...] = ()
    subtitle: str = ""
    short_title: str = ""
    kicker: str = ""
    standfirst: str = ""
    authors: tuple[Person, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None
    tags: tuple[str, ...] = ()
    image: Picture | None = None
    cover_image: str = ""
    source: str = ""
    publisher: str = ""
    publication: str = ""
    publication_url: str = ""
    issn: str = ""
    series: Series | None = None
    issue: Issue | None = None
    certifier: Certifier | None = None
    rights: str = ""
    version: str = ""
    bibliography: tuple[str, ...] = ()
    csl: str = ""
    printed_in: PrintedIn | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as read: its Markdown below the front matter, and where each stands.

    ``place`` is the path as the user knows it, ``root`` the folder nothing outside of which is read, and
    ``first_line`` the line of the file at which ``text`` begins. ``files`` are the article's own file, the
    first, and the publication's settings, by path from the root. ``key_lines`` are the lines of the front
    matter's keys and values: ``{("image", "path"): 4}``. Of another tool's Markdown, ``line_numbers`` has
    for each line that of the source from 0, ``extensions`` are pandoc's that it needs, and ``site`` says
    how its files are addressed. ``out_folder`` is that of its editions, separated by ``/``;
    ``link_targets`` whether links lead to editions or to the web. An issue has ``contents``.
    """

    path: Path
    place: str
    root: Path
    text: str = field(repr=False)
    first_line: int
    meta: Metadata
    look: Look
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    key_lines: Mapping[KeyPath, int] = field(default_factory=dict[KeyPath, int], repr=False)
    allow_remote: bool = False
    is_draft: bool = False
    extensions: str = ""
    line_numbers: tuple[int, ...] = ()
    site: Site = field(default_factory=Site)
    link_targets: str = "editions"
    out_folder: str = ""
    contents: Contents = field(default_factory=Contents)


@dataclass(frozen=True, slots=True)
class Target:
    """A labelled thing: its kind, its number as the language writes it ("": none), and its title."""

    kind: str
    id: str
    number: str
    words: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A manuscript parsed: its pandoc blocks, and the assets that they name, by their URL there.

    ``labels`` are the theme's words in its language, ``targets`` what can be referred to, by label.
    ``files`` are its sources, by path from the publication's root; ``title_id`` is its title's.
    """

    manuscript: Manuscript
    meta: Metadata
    blocks: tuple[Tree, ...] = field(repr=False)
    assets: Mapping[str, Asset] = field(default_factory=dict[str, Asset])
    lead: Asset | None = None
    header: Asset | None = None
    header_dark: Asset | None = None
    cover: Asset | None = None
    custom_css: str = ""
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    targets: Mapping[str, Target] = field(default_factory=dict[str, Target])
    unused_notes: tuple[UnusedNote, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    title_id: str = ""
    works: SharedWorks | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in reading order: level 1 is the title's, so bodies begin at 2."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Galley:
    """An article as clean HTML; ``part`` is the heading above a member, ``digest`` that of a cached one."""

    article: Article
    body: str = field(repr=False)
    headings: tuple[Heading, ...]
    members: "tuple[Galley, ...]" = ()
    part: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a font family: static TrueType bytes for one weight and style."""

    family: str
    weight: int
    style: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A dressed article, ready to be written: its marked-up pages by name, and what they refer to.

    ``starts`` are where the PDF's pages begin; ``sections`` the members of an issue, ``roots`` their ids.
    """

    article: Article
    pages: Mapping[str, str] = field(repr=False)
    headings: tuple[Heading, ...]
    resources: Mapping[str, Asset] = field(repr=False)
    starts: tuple[PageStart, ...] = ()
    sections: tuple[str, ...] = field(default=(), repr=False)
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """An edition as bytes, with its printed pages: how many, where they begin, those of each member."""

    format: str
    name: str
    data: bytes = field(repr=False)
    pages: int = 0
    starts: tuple[PageStart, ...] = ()
    members: tuple[PageRange, ...] = ()
