"""The kinds of value that front matter and settings are made of, and how a wrong one is told."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from triptych.errors import Finding, Place, Severity, TriptychError
from triptych.settings import wording
from triptych.settings.language import language_tag

Path = tuple[str | int, ...]
"""Where a value stands in the settings: keys and list positions, from the outside in."""

Locate = Callable[[Path], Place]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LENGTH = r"(\d+(?:\.\d+)?)(mm|cm|in|pt)"
_PAPER = re.compile(rf"{_LENGTH}\s*[x×]\s*{_LENGTH}")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_SIDES = (50, 5000)
"""The shortest and longest side of a page in mm; PDF 1.7 ends at 14 400 pt (annex C.2)."""

PAPERS = {
    "a3": "297mm 420mm",
    "a4": "210mm 297mm",
    "a5": "148mm 210mm",
    "a6": "105mm 148mm",
    "b5": "176mm 250mm",
    "letter": "8.5in 11in",
    "legal": "8.5in 14in",
    "halfletter": "5.5in 8.5in",
}
"""Paper by name, as CSS ``size`` values (CSS Paged Media 3, section 7.1)."""


def _text(value: object) -> object:
    """Take a bare number as text, and drop what no XML document may hold (XML 1.0, section 2.2)."""
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        value = str(value)
    return _CONTROLS.sub("", value).strip() if isinstance(value, str) else value


def _day(value: object) -> object:
    """Take a moment or an ISO 8601 text as its day; an empty one is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            message = "expected a date such as 2025-08-20, found “{found}”"
            raise PydanticCustomError("day", message, {"found": value.strip()}) from None
    return value


def _language(value: object) -> object:
    """Take a BCP 47 language tag, also with the underscore of POSIX."""
    if isinstance(value, str):
        tag = language_tag(value)
        if value.strip() and not tag:
            message = "expected a language tag such as en, pt-BR or ur, found “{found}”"
            raise PydanticCustomError("language", message, {"found": value.strip()})
        return tag
    return value


def _paper(value: object) -> object:
    """Take a paper by name or as width × height, and give it as CSS does."""
    if not isinstance(value, str) or not value.strip():
        return value
    name = value.strip().lower()
    if name in PAPERS.values():
        return name
    if size := _PAPER.fullmatch(name):
        _refuse_unprintable(name, size)
        return f"{size[1]}{size[2]} {size[3]}{size[4]}"
    if name not in PAPERS:
        known = ", ".join(PAPERS)
        message = "expected one of {known}, or a size such as 170mm x 240mm, found “{found}”"
        raise PydanticCustomError("paper", message, {"known": known, "found": name})
    return PAPERS[name]


def _refuse_unprintable(name: str, size: re.Match[str]) -> None:
    """Raise when a side is too short for any text, or longer than a PDF page may be."""
    sides = [float(size[n]) * _MILLIMETRES[size[n + 1]] for n in (1, 3)]
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        message = "expected sides from {least} to {most} mm, found “{found}”"
        context = {"least": _SIDES[0], "most": _SIDES[1], "found": name}
        raise PydanticCustomError("paper", message, context)


def _listed(value: object) -> object:
    """Take one value, or one text with commas, as a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


# What each takes before it is made uniform goes into the JSON Schema, so that editors take it too.
Text = Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int | float)]
Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | datetime | None)]
Language = Annotated[str, BeforeValidator(_language)]
Paper = Annotated[str, BeforeValidator(_paper)]
Tags = Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=list[Text] | Text)]
WaiverKeys = dict[str, Text]
TextSize = Annotated[int, Field(ge=9, le=15)]
ImageDensity = Annotated[int, Field(ge=72, le=1200)]
ImageQuality = Annotated[int, Field(ge=30, le=95)]
ThemeName = Annotated[Text, Field(pattern=r"^[\w-]*$")]
ImagesSize = Literal["full", "large", "medium", "small", "remove"]
PdfProfile = Literal["archive", "archive-pdf2", "plain"]
PDF_PROFILES: tuple[str, ...] = get_args(PdfProfile)


class Keys(BaseModel):
    """A table of known keys; any other is a complaint."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class PersonKeys(Keys):
    """An author; a bare text is the name."""

    name: Text = Field(min_length=1, description="The name as it is printed.")
    organisation: Text = Field("", description="Where the author works.", alias="organization")
    bio: Text = Field("", description="A line or two for the author box.")
    url: Text = Field("", description="The author's page.")


class PictureKeys(Keys):
    """A picture; a bare text is its path."""

    path: Text = Field(min_length=1, description="The file, relative to the article.", alias="src")
    alt: Text | None = Field(None, description="What it shows; empty when it only decorates.")
    caption: Text = Field("", description="A line below it.")
    credit: Text = Field("", description="Who made it.")


def _people(value: object) -> object:
    """Take one author as a list, and a bare text as a name."""
    people = value if isinstance(value, list) else [value]
    return [{"name": p} if isinstance(p, str) else p for p in people if p not in ("", None)]


def _picture(value: object) -> object:
    """Take a bare text as a picture's path."""
    if value == "":
        return None
    return {"path": value} if isinstance(value, str) else value


People = Annotated[
    list[PersonKeys],
    BeforeValidator(_people, json_schema_input_type=list[PersonKeys | str] | PersonKeys | str),
]
PictureField = Annotated[
    PictureKeys | None,
    BeforeValidator(_picture, json_schema_input_type=PictureKeys | str | None),
]

Model = TypeVar("Model", bound=Keys)


def known_keys(model: type[Keys]) -> list[str]:
    """Every key that ``model`` answers to, with its other names."""
    names = [(name, info.alias) for name, info in model.model_fields.items()]
    return sorted({key for pair in names for key in pair if key})


def nearest(word: str, known: list[str]) -> str:
    """Give the known word that ``word`` was probably meant to be, or ""."""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.7)), "")


def read_keys(
    model: type[Model],
    data: Mapping[str, Any],
    locate: Locate,
    kind: type[TriptychError],
    *,
    strict: bool,
) -> tuple[Model, list[Finding]]:
    """Give ``data`` as a ``model``, and a finding for each unknown key.

    Raises ``kind`` for a value of the wrong sort, and where ``strict`` for an unknown key too.
    """
    findings: list[Finding] = []
    rest = dict(data)
    while True:
        try:
            return model.model_validate(rest), findings
        except ValidationError as error:
            complaints = error.errors()
            if any(complaint["type"] != _EXTRA for complaint in complaints):
                raise _wrong(complaints, locate, kind) from None
            for complaint in complaints:
                finding = _unknown(complaint["loc"], model, locate)
                if strict:
                    raise kind(finding.message, finding.place, finding.hint) from None
                findings.append(finding)
                _drop(rest, complaint["loc"])


def _wrong(
    complaints: list[ErrorDetails], locate: Locate, kind: type[TriptychError]
) -> TriptychError:
    """Tell of the first value of the wrong sort, with its key, what was expected and what was found."""
    error = next(c for c in complaints if c["type"] != _EXTRA)
    loc, context = error["loc"], error.get("ctx", {})
    expected = wording.expectation(error["type"], context)
    names = [_ALIASES.get(str(part), str(part)) for part in loc if isinstance(part, str)]
    key, hint = ".".join(names), wording.advice(error["type"], expected)
    if error["type"] == "missing":
        strays = [str(c["loc"][-1]) for c in complaints if c["loc"][:-1] == loc[:-1] and c != error]
        stray = nearest(names[-1], strays)
        hint = f"Did you mean it by `{stray}`?" if stray else f"Add `{names[-1]}: …`."
        return kind(f"`{key}` is missing", locate(loc), hint)
    found = wording.finding(error["input"])
    text = f"expected {expected}, found {found}" if expected else error["msg"]
    return kind(f"`{key}`: {text}", locate(loc), hint)


def _unknown(loc: Path, model: type[Keys], locate: Locate) -> Finding:
    """Tell of a key that is not known, and what it was probably meant to be."""
    key = str(loc[-1])
    inner = next((m for name, m in _TABLES.items() if name in loc[:-1]), model)
    meant = _BORROWED.get(key.lower()) or nearest(key, known_keys(inner))
    severity = Severity.WARNING if meant else Severity.NOTE
    hint = f"Did you mean `{meant}`?" if meant else "It is passed over."
    return Finding("unknown-key", severity, f"unknown key `{key}`", locate(loc), hint)


def _drop(data: dict[str, Any], loc: Path) -> None:
    """Take the value at ``loc`` out of ``data``, copying the tables on the way there."""
    inner: Any = data
    for step in loc[:-1]:
        if isinstance(inner[step], str):
            return
        inner[step] = inner[step].copy()
        inner = inner[step]
    del inner[loc[-1]]


_EXTRA = "extra_forbidden"
"""Pydantic's name for a key that is not known."""

_TABLES: dict[str, type[Keys]] = {
    "author": PersonKeys,
    "authors": PersonKeys,
    "image": PictureKeys,
}

_ALIASES = {
    info.alias: name
    for model in (PersonKeys, PictureKeys)
    for name, info in model.model_fields.items()
    if info.alias
}
"""Our own name of each key that has another."""

_BORROWED = {
    "pfheaderimgurl": "header_image",
    "pfheadertagline": "tagline",
    "pfcustomcss": "custom_css",
    "pfimagessize": "images_size",
    "pubdate": "date",
    "published": "date",
    "modified": "updated",
    "lastmod": "updated",
    "language": "lang",
    "canonical": "source",
    "canonical_url": "source",
    "cover": "image",
    "cover_image": "image",
    "copyright": "rights",
    "license": "rights",
    "licence": "rights",
    "summary": "standfirst",
    "abstract": "standfirst",
    "keywords": "tags",
    "section": "kicker",
}
"""What other tools call our keys."""
