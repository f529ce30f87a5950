"""The tables of keys of front matter and settings, and the errors and findings for wrong ones."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from triptych.core.errors import Place
from triptych.core.model import KeyPath
from triptych.settings.kinds import Address, Day, Text

Locate = Callable[[KeyPath], Place]


class Keys(BaseModel):
    """A table of known keys; any other key is an error to pydantic."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class PersonKeys(Keys):
    """An author; a bare text is the name."""

    name: Text = Field(min_length=1, description="The name as it is printed.")
    organisation: Text = Field("", description="Where the author works.", alias="organization")
    bio: Text = Field("", description="A line or two for the author box.")
    url: Address = Field("", description="The author's page.")
    file_as: Text = Field("", description="The name by which lists are sorted: Low, Ben.")


class PictureKeys(Keys):
    """A picture; a bare text is its path."""

    path: Text = Field(min_length=1, description="The file, relative to the article.", alias="src")
    alt: Text | None = Field(None, description="What it shows; empty when it only decorates.")
    caption: Text = Field("", description="A line below it.")
    credit: Text = Field("", description="Who made it.")


class SeriesKeys(Keys):
    """A series; a bare text is its title."""

    title: Text = Field(min_length=1, description="What the series is called.")
    number: Text = Field("", description="Which part of it this is.")


class IssueKeys(Keys):
    """An issue of the publication; a bare text is its number."""

    volume: Text = Field("", description="The volume, where issues are counted in volumes.")
    number: Text = Field("", description="The issue's own number.")


class EntryKeys(Keys):
    """A line of an issue's contents; a bare text is the path of a member."""

    part: Text = Field("", description="The heading of a part: the members below it belong to it.")
    path: Text = Field("", description="The file of a member, relative to the issue's.")


def _is_blank(value: object) -> bool:
    """Whether a value is none, or a text without letters or signs."""
    return value is None or (isinstance(value, str) and not value.strip())


class DateKeys(Keys):
    """The dates of an article in one table, as MkDocs has them."""

    created: Day = Field(None, description="The day of publication.")
    updated: Day = Field(None, description="The day of the last change.")


def _unchanged(value: object) -> object:
    """Return a value as it is typed."""
    return value


def _people(value: object) -> object:
    """Take one author as a list, and a bare text as a name."""
    people = value if isinstance(value, list) else [value]
    return [{"name": p} if isinstance(p, str) else p for p in people if not _is_blank(p)]


def _picture(value: object) -> object:
    """Take a bare text as a picture's path."""
    if _is_blank(value):
        return None
    return {"path": value} if isinstance(value, str) else value


def _entries(value: object) -> object:
    """Take a bare text in a list of contents as the path of a member, and no list as an empty one.

    A list in it is neither a member nor a part.
    """
    if not isinstance(value, list):
        return [] if _is_blank(value) else value
    lines = [{} if isinstance(each, list) else each for each in value]
    return [{"path": each} if isinstance(each, str) else each for each in lines]


def _one_of_two(entry: EntryKeys) -> EntryKeys:
    """Return a line of contents; raises when it is neither a part nor a member, or both."""
    if bool(entry.part) == bool(entry.path):
        message = "expected the path of an article, or `part: …`"
        raise PydanticCustomError("contents", message)
    return entry


def _named(key: str) -> Callable[[object], object]:
    """Return a validator that turns a bare value into a table with one key, and "" into None."""

    def table(value: object) -> object:
        if _is_blank(value):
            return None
        if isinstance(value, str | int | float | Decimal) and not isinstance(value, bool):
            return {key: value}
        return value

    return table


def _several(value: object) -> object:
    """Take one value as a list of it, and an empty one as none."""
    values = value if isinstance(value, list) else [value]
    return [v for v in values if not _is_blank(v)]


People = Annotated[
    list[PersonKeys],
    BeforeValidator(_people, json_schema_input_type=list[PersonKeys | str] | PersonKeys | str),
]
PictureField = Annotated[
    PictureKeys | None,
    BeforeValidator(_picture, json_schema_input_type=PictureKeys | str | None),
]
DateField = Annotated[
    Day,
    BeforeValidator(_unchanged, json_schema_input_type=date | datetime | DateKeys | None),
]
SeriesField = Annotated[
    SeriesKeys | None,
    BeforeValidator(_named("title"), json_schema_input_type=SeriesKeys | str | None),
]
IssueField = Annotated[
    IssueKeys | None,
    BeforeValidator(_named("number"), json_schema_input_type=IssueKeys | str | int | float | None),
]
EntryField = Annotated[EntryKeys, AfterValidator(_one_of_two)]
ContentsField = Annotated[
    list[EntryField], BeforeValidator(_entries, json_schema_input_type=list[EntryKeys | str])
]
Identifiers = Annotated[
    list[Text], BeforeValidator(_several, json_schema_input_type=list[Text] | Text)
]


def known_keys(model: type[Keys]) -> list[str]:
    """Return every key of ``model``, its aliases included, sorted."""
    names = [(name, info.alias) for name, info in model.model_fields.items()]
    return sorted({key for pair in names for key in pair if key})


def nearest(word: str, known: list[str]) -> str:
    """Return the known word closest to ``word``, or "" when none is close."""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.7)), "")
