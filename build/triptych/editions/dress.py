"""What an edition requires of a theme, how it changes the text, and how it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from triptych.core.model import Article, Artifact, Asset, Document
from triptych.pictures.renditions import PictureRules
from triptych.theme.load import Theme

Link = Callable[[Asset], str]

MakeUp = Callable[[HtmlElement, Article], None]
"""A rule that changes the body of an edition in place, and reports findings."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What an edition requires of a theme.

    ``edition`` is its name in templates; ``pages`` maps each page to its template (an empty page is left
    out); ``sheets`` are the style sheets with their media; ``link`` returns the address of an asset in the
    edition. Fonts are embedded complete, subset, or subset as files of a book where the settings embed
    them. ``make_up`` are the rules, in order, for what differs between editions, such as notes; ``cover``
    draws a cover.
    """

    edition: str
    pages: Mapping[str, str]
    sheets: tuple[tuple[str, str], ...]
    link: Link
    pictures: PictureRules
    fonts: Literal["whole", "subset", "book"]
    is_xml: bool = False
    make_up: tuple[MakeUp, ...] = ()
    cover: Callable[[Article, Theme], Asset] | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of edition: how a galley is dressed for it, and how the document is written."""

    dress: Dress
    write: Callable[[Document], Artifact]


PAGE_SHEETS = (
    ("all", "page.css"),
    ("all", "code.css"),
    ("all", "tables.css"),
    ("all", "blocks.css"),
    ("all", "pictures.css"),
    ("screen", "screen.css"),
    ("print", "print.css"),
    ("all", "languages.css"),
    ("all", "extra.css"),
)
"""The style sheets of a page, with their media."""
