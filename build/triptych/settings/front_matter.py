"""The front matter of an article: YAML between ``---`` or TOML between ``+++``, split off and read."""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import Field

from triptych.core.errors import Place, SourceError
from triptych.core.findings import warn
from triptych.core.model import Direction, KeyPath
from triptych.core.xml_characters import with_whole_letters
from triptych.settings import date_tables, fields, identifiers, toml, waivers
from triptych.settings.fields import (
    DateField,
    Identifiers,
    IssueField,
    Keys,
    People,
    PictureField,
    SeriesField,
)
from triptych.settings.kinds import (
    Address,
    Day,
    Language,
    Paper,
    PdfProfile,
    Subjects,
    Tags,
    Text,
    ThemeName,
    WaiverKeys,
)

LIMIT = 64 * 1024
"""The most characters that front matter may have."""

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


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
    source: Address = Field("", description="The canonical URL.")
    publisher: Text = Field("", description="Who publishes it.")
    rights: Text = Field("", description="Copyright or licence.")
    identifier: Identifiers = Field(
        [], description="An ISBN, DOI, URN or URL, or several; by default one is derived."
    )
    series: SeriesField = Field(None, description="The series that the article is a part of.")
    issue: IssueField = Field(None, description="The issue of the publication it appears in.")
    slug: Text = Field("", description="The name of the outputs; by default the file's own.")
    whole_folder: bool = Field(
        default=False, description="Whether an index.md is all that its folder has to build."
    )
    toc: bool | None = Field(None, description="Whether contents are printed.")
    number_sections: bool | None = Field(None, description="Whether headings are numbered.")
    dropcap: bool = Field(default=False, description="Whether the first letter is set large.")
    paper: Paper = Field("", description="The paper of the PDF.")
    pdf_profile: PdfProfile | None = Field(None, description="The kind of PDF.")
    theme: ThemeName = Field("", description="The theme's name.")
    bibliography: Tags = Field([], description="The bibliography: one file, or a list of them.")
    csl: Text = Field("", description="The citation style: a .csl file.")
    custom_css: Text = Field("", description="A .css file, or CSS itself.")
    waivers: WaiverKeys = Field({}, description="Accepted findings: a reason by code.")
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


def split(source: str, place: str) -> Split:
    """Split a source into front matter and text; lines end with LF only.

    A first line ``---`` followed by a blank line is a rule, not a fence.
    Raises ``SourceError`` when front matter is opened but never closed, or is too long.
    """
    lines = source.split("\n")
    fence = lines[0].rstrip()
    is_rule = fence == "---" and len(lines) > 1 and not lines[1].strip()
    if fence not in _FENCES or is_rule:
        return Split("", "", source, 1)
    closing = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES[fence])
    end = next(closing, None)
    if end is None:
        message = f"front matter opens with {fence} but never closes"
        hint = f"Put a line {fence} below the last key."
        raise SourceError(message, Place(place, 1), hint)
    front = "\n".join(lines[1:end])
    if len(front) > LIMIT:
        message = f"front matter has {len(front)} characters, at most {LIMIT} are read"
        raise SourceError(message, Place(place, 1), "Move the text below the closing fence.")
    return Split(fence, front, "\n".join(lines[end + 1 :]), end + 2)


Lines = dict[KeyPath, int]
"""The file's line of each key and value of front matter."""


def read(parts: Split, place: str) -> tuple[FrontMatter, Lines]:
    """Return front matter as typed values, and their lines; report each key that is not known.

    Raises ``SourceError`` with file and line when it does not parse or a value is wrong.
    """
    if parts.fence == "+++":
        data, lines = _read_toml(parts.front, place)
    else:
        data, lines = _read_yaml(parts.front, place)
    date_tables.split_dates(data, lines)

    def locate(path: KeyPath) -> Place:
        known = (path[:n] for n in range(len(path), 0, -1))
        return Place(place, next((lines[p] for p in known if p in lines), 1))

    def locate_waiver(key: str) -> Place:
        return locate(("waivers", _name(key)))

    front = fields.read_keys(FrontMatter, data, locate, SourceError, strict=False)
    _report_misnumbered(front, locate)
    waivers.report_article(front.waivers, locate_waiver)
    return front, lines


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


def _read_toml(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of TOML 1.0 and the line of each key in the file, found by its name."""
    try:
        data = toml.parse(front.encode())
    except toml.BadTomlError as error:
        message = f"front matter is not TOML: {error.reason}"
        raise SourceError(message, Place(place, error.line + 1), error.hint) from None
    return {_name(key): value for key, value in data.items()}, _toml_lines(front)


def _toml_lines(front: str) -> Lines:
    """Return the line of each key of TOML, by the table that it is in; of two the first."""
    lines: Lines = {}
    table: KeyPath = ()
    for number, text in enumerate(front.split("\n"), 2):
        if header := _TOML_TABLE.match(text):
            table = _toml_path(header[1])
            lines.setdefault(table, number)
        elif key := _TOML_KEY.match(text):
            path = (*table, *_toml_path(key[1]))
            for length in range(1, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


_TOML_TABLE = re.compile(r"\s*\[{1,2}([^\[\]]+)\]")
_TOML_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def _toml_path(key: str) -> KeyPath:
    """Return a TOML key, dotted or quoted, as a path."""
    return tuple(_name(part.strip("\"' ")) for part in key.split("."))


def _read_yaml(front: str, place: str) -> tuple[dict[str, Any], Lines]:
    """Return the table of YAML and the line of each key; values stay as typed, so ``no`` is Norwegian."""
    try:
        depth = 0
        for event in yaml.parse(front, yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > toml.DEEPEST:
                line = event.start_mark.line + 2 if event.start_mark else 1
                raise SourceError(_TOO_DEEP, Place(place, line), "Use the keys in the handbook.")
            if isinstance(event, yaml.AliasEvent):
                message = "front matter uses a YAML alias (*name), which is not supported"
                where = Place(place, event.start_mark.line + 2 if event.start_mark else 1)
                raise SourceError(message, where, "Write the value out.")
        root = yaml.compose(front, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error, front, place) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        message = "front matter is not a list of keys such as `title: …`"
        raise SourceError(message, Place(place, 2), "Write one `key: value` a line.")
    lines: Lines = {}
    try:
        data: dict[str, Any] = _value(root, (), lines)
    except _BadKeyError as error:
        raise SourceError(str(error), Place(place, error.line), error.hint) from None
    return data, lines


def _not_yaml(error: yaml.YAMLError | RecursionError, front: str, place: str) -> SourceError:
    """Return the error for YAML that does not parse, with place and hint."""
    if isinstance(error, yaml.reader.ReaderError):
        message = f"front matter contains the control character U+{error.character:04X}"
        line = front.count("\n", 0, error.position) + 2
        return SourceError(message, Place(place, line), "Remove it.")
    if not isinstance(error, yaml.MarkedYAMLError):
        return SourceError(_TOO_DEEP, Place(place, 1), "Use the keys in the handbook.")
    is_open = "quoted scalar" in (error.context or "") and "end of" in (error.problem or "")
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    where = Place(place, mark.line + 2, mark.column + 1) if mark else Place(place, 1)
    reason = "a quotation mark is never closed" if is_open else error.problem
    hint = "Put a text with a colon, a quotation mark or a leading sign in quotes."
    if "\\t" in (error.problem or ""):
        hint = "Indent with spaces; YAML does not allow tabs there."
    return SourceError(f"front matter is not YAML: {reason}", where, hint)


_TOO_DEEP = "front matter is nested too deeply"


def _value(node: yaml.Node, path: KeyPath, lines: Lines) -> Any:
    """Return a YAML node as plain values, and record the line of each in ``lines``."""
    lines[path] = node.start_mark.line + 2
    if isinstance(node, yaml.MappingNode):
        table = {}
        for key, value in node.value:
            name = _key(key, path, lines)
            table[name] = _value(value, (*path, name), lines)
            lines[*path, name] = key.start_mark.line + 2
        return table
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, n), lines) for n, item in enumerate(node.value)]
    is_empty = getattr(node, "style", None) is None and node.value in ("", "~", "null")
    return "" if is_empty else with_whole_letters(node.value)


class _BadKeyError(Exception):
    """A key of the front matter that cannot be used, with its line and a hint."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def _key(key: yaml.Node, path: KeyPath, lines: Lines) -> str:
    """Return the name of a key; raises ``_BadKeyError`` when it is not a text or is given twice."""
    line = key.start_mark.line + 2
    if not isinstance(key, yaml.ScalarNode):
        raise _BadKeyError("a key is a list or a table", line, "Write `key: value`.")
    name = _name(key.value)
    if (*path, name) in lines:
        message = f"`{name}` is given twice, first on line {lines[*path, name]}"
        raise _BadKeyError(message, line, "Keep one of them.")
    return name


def _name(key: str) -> str:
    """Return a key in our spelling: ``custom_css`` for ``custom-css``."""
    return with_whole_letters(key).strip().replace("-", "_")
