"""The front matter of an article: YAML between ``---`` or TOML between ``+++``, split off and read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import Field, ValidationError

from triptych.core.contents import References
from triptych.core.errors import Place, SourceError
from triptych.core.findings import warn
from triptych.core.model import Direction, KeyPath
from triptych.settings import (
    date_tables,
    fields,
    front_tables,
    identifiers,
    loose_tables,
    waivers,
)
from triptych.settings.fields import (
    ContentsField,
    DateField,
    Identifiers,
    IssueField,
    Keys,
    People,
    PictureField,
    SeriesField,
)
from triptych.settings.front_tables import Lines
from triptych.settings.kinds import (
    Address,
    Banner,
    Columns,
    Day,
    DialectName,
    Language,
    OffPrintsField,
    Paper,
    PdfProfile,
    Subjects,
    Tags,
    Text,
    ThemeName,
    WaiverKeys,
)
from triptych.settings.read_keys import read_keys

LIMIT = 64 * 1024
"""The most characters that front matter may have."""

_FENCES = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}

Adapt = Callable[[dict[str, Any], Lines], None]
"""A function that changes front matter as typed before it is read, with the lines of its keys."""


class FrontMatter(Keys):
    """The keys of an article's front matter."""

    title: Text = Field("", description="The headline; by default the first heading.")
    subtitle: Text = Field("", description="A second line under the title.")
    short_title: Text = Field("", description="The running head, where the title is too long.")
    kicker: Text = Field("", description="The section label above the title.")
    author: People = Field([], description="One author, or a list of them.")
    authors: People = Field([], description="The same as `author`.")
    date: DateField = Field(None, description="The day of publication, as 2025-08-20.")
    updated: Day = Field(None, description="The day of the last change.")
    lang: Language = Field("", description="The language, as a BCP 47 tag.")
    dir: Direction | None = Field(None, description="The direction of writing.")
    standfirst: Text = Field(
        "", description="The sentence under the headline that sums up the article."
    )
    description: Text = Field("", description="A summary for machines; also the standfirst.")
    tags: Subjects = Field([], description="Subjects.")
    image: PictureField = Field(None, description="The lead image.")
    cover_image: Text = Field("", description="The EPUB's cover; by default one is drawn.")
    source: Address = Field("", description="The canonical URL.")
    publisher: Text = Field("", description="Who publishes it.")
    rights: Text = Field("", description="Copyright or licence.")
    version: Text = Field("", description="The version of the text, as in `1.2`.")
    identifier: Identifiers = Field(
        [], description="An ISBN, DOI, URN or URL, or several; by default one is derived."
    )
    series: SeriesField = Field(None, description="The series that the article is a part of.")
    issue: IssueField = Field(None, description="The issue of the publication it appears in.")
    contents: ContentsField = Field(
        [], description="The members of an issue: paths of articles, and `part: …`."
    )
    recto: bool = Field(
        default=False, description="Whether the members of an issue begin on right-hand pages."
    )
    offprints: OffPrintsField = Field(
        "yes", description="Whether each member of an issue is also built alone."
    )
    references: References = Field(
        "each", description="Whether the members of an issue list their works each, or together."
    )
    slug: Text = Field("", description="The name of the outputs; by default the file's own.")
    whole_folder: bool = Field(
        default=False, description="Whether an index.md is all that its folder has to build."
    )
    toc: bool | None = Field(None, description="Whether contents are printed.")
    number_sections: bool | None = Field(None, description="Whether headings are numbered.")
    page_list: bool | None = Field(
        None, description="Whether EPUB and HTML mark where the pages of the PDF begin."
    )
    dropcap: bool = Field(default=False, description="Whether the first letter is set large.")
    paper: Paper = Field("", description="The paper of the PDF.")
    columns: Columns | None = Field(None, description="The columns of text on large paper.")
    pdf_profile: PdfProfile | None = Field(None, description="The kind of PDF.")
    theme: ThemeName = Field("", description="The theme's name.")
    banner: Banner | None = Field(None, description="What sets the title off.")
    bibliography: Tags = Field([], description="The bibliography: one file, or a list of them.")
    csl: Text = Field("", description="The citation style: a .csl file.")
    custom_css: Text = Field("", description="A .css file, or CSS itself.")
    waivers: WaiverKeys = Field({}, description="Accepted findings: a reason by code.")
    dialect: DialectName = Field("", description="The Markdown that it is written in.")
    draft: bool = Field(
        default=False, description="Whether to skip it unless drafts are requested."
    )


@dataclass(frozen=True, slots=True)
class Split:
    """A source file in two parts: front matter as typed, and text with the line it begins on (from 1)."""

    fence: str
    front: str
    text: str
    first_line: int


def split(source: str, place: str, *, is_foreign: bool = False) -> Split:
    """Split a source into front matter and text; lines end with LF only.

    A first line ``---`` followed by a blank line is a rule, not a fence; ``{`` that nothing closes is text.
    ``is_foreign`` reads as other tools do: blank lines may be before and after the fence where keys follow,
    and what nothing closes is text.
    Raises ``SourceError`` when front matter is opened but never closed, or is too long.
    """
    lines = source.split("\n")
    start = 0
    if is_foreign:
        start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in _FENCES or (start and fence == "{"):
        return Split("", "", source, 1)
    closing = (n for n in range(start + 1, len(lines)) if lines[n].rstrip() in _FENCES[fence])
    end = next(closing, None)
    is_rule = fence == "---" and (start > 0 or not "".join(lines[1:2]).strip()) and len(lines) > 1
    if is_rule and is_foreign and end:
        is_rule = not loose_tables.looks_like_front_matter(lines[start + 1 : end])
    if is_rule or (end is None and (fence == "{" or is_foreign)):
        return Split("", "", source, 1)
    if end is None:
        message = f"front matter opens with {fence} but never closes"
        hint = f"Put a line {fence} below the last key."
        raise SourceError(message, Place(place, 1), hint)
    front = "\n".join([*start * [""], *lines[start + 1 : end]])
    if len(front) > LIMIT:
        message = f"front matter has {len(front)} characters, at most {LIMIT} are read"
        raise SourceError(message, Place(place, 1), "Move the text below the closing fence.")
    return Split(fence, front, "\n".join(lines[end + 1 :]), end + 2)


def read(
    parts: Split, place: str, adapt: Adapt | None = None, *, is_foreign: bool = False
) -> tuple[FrontMatter, Lines]:
    """Return front matter as typed values, and their lines; report each key that is not known.

    ``adapt`` may change it first, as that of another tool needs. Of front matter that does not parse and
    ``is_foreign``, what can be read is read, and the fault is reported.
    Raises ``SourceError`` with file and line when it does not parse or a value is wrong.
    """
    try:
        data, lines = _tables(parts, place)
    except SourceError as error:
        if not is_foreign or parts.fence == "{":  # of JSON, nothing could be read
            raise
        data, lines = loose_tables.salvage(parts.front, parts.fence)
        warn("front-matter", error.message, error.place or Place(place, 1), error.hint)
    if adapt:
        adapt(data, lines)
    date_tables.split_dates(data, lines)

    def locate(path: KeyPath) -> Place:
        known = (path[:n] for n in range(len(path), 0, -1))
        return Place(place, next((lines[p] for p in known if p in lines), 1))

    def locate_waiver(key: str) -> Place:
        return locate(("waivers", front_tables.key_name(key)))

    front = read_keys(FrontMatter, data, locate, SourceError, strict=False)
    _report_misnumbered(front, locate)
    waivers.report_article(front.waivers, locate_waiver)
    return front, lines


def _tables(parts: Split, place: str) -> tuple[dict[str, Any], Lines]:
    """Return front matter as plain values, and the line of each key; raises as ``read`` does."""
    if parts.fence == "+++":
        return front_tables.read_toml(parts.front, place)
    if parts.fence == "{":
        return front_tables.read_json(f"{{\n{parts.front}\n}}", place)
    return front_tables.read_yaml(parts.front, place)


def is_valid(key: str, value: object) -> bool:
    """Whether a key of front matter is known, and may have a value."""
    try:
        FrontMatter.model_validate({key: value})
    except ValidationError:
        return False
    return True


def _report_misnumbered(front: FrontMatter, locate: fields.Locate) -> None:
    """Report identifiers that were meant as an ISBN or a UUID and are not valid."""
    for number, text in enumerate(front.identifier):
        if fault := identifiers.fault(text):
            place = locate(("identifier", number))
            message = f"`identifier`: {text}: {fault}"
            if identifiers.isbn_fault(text):
                hint = "Compare it with the imprint. Used unchanged, but not as an ISBN."
                warn("isbn-check", message, place, hint)
            else:
                hint = "Copy it again. Used without `urn:uuid:`."
                warn("uuid-check", message, place, hint)
