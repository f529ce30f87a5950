"""The types of value in front matter and settings: each is normalised or refused with a reason."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from triptych.core.contents import OffPrints
from triptych.core.css_length import Length, parse_length
from triptych.core.web_address import web_address
from triptych.settings import identifiers
from triptych.settings.language import language_tag

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PAPER_UNITS = ("mm", "cm", "in", "pt")
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
    "6x9": "6in 9in",
    "screen": "70mm 140mm",
}
"""Paper by name, as CSS ``size`` values (CSS Paged Media 3, section 7.1)."""


def _text(value: object) -> object:
    """Turn a bare number into text, and remove characters that XML forbids (XML 1.0, section 2.2)."""
    if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool):
        value = str(value)
    return _CONTROLS.sub("", value).strip() if isinstance(value, str) else value


def _day(value: object) -> object:
    """Turn a time or an ISO 8601 text into its date, and an empty text into None."""
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
    """Normalise a BCP 47 language tag; the underscore of POSIX is accepted."""
    if isinstance(value, str):
        tag = language_tag(value)
        if value.strip() and not tag:
            message = "expected a language tag such as en, pt-BR or ur, found “{found}”"
            raise PydanticCustomError("language", message, {"found": value.strip()})
        return tag
    return value


def _issn(value: object) -> object:
    """Normalise an ISSN, or refuse it when its check digit is wrong."""
    if isinstance(value, str) and value.strip():
        found = identifiers.issn(value.strip())
        if not found:
            message = "expected an ISSN with a correct check digit, found “{found}”"
            raise PydanticCustomError("issn", message, {"found": value.strip()})
        return found
    return value


def _address(value: object) -> object:
    """Percent-encode a web address, or refuse what is none: another scheme, no host, a password."""
    if isinstance(value, str) and value.strip():
        found = web_address(value)
        if not found:
            message = "expected a web address such as https://example.org/page, found “{found}”"
            raise PydanticCustomError("address", message, {"found": value.strip()[:200]})
        return found
    return value.strip() if isinstance(value, str) else value


def _paper(value: object) -> object:
    """Turn a paper name or width × height into a CSS size: ``210mm 297mm`` for ``a4``."""
    if not isinstance(value, str) or not value.strip():
        return value
    name = value.strip().lower()
    if name in PAPERS.values():
        return name
    if sides := _sides(name):
        _refuse_unprintable(name, sides)
        return " ".join(map(str, sides))
    if name not in PAPERS:
        known = ", ".join(PAPERS)
        message = "expected one of {known}, or a size such as 170mm x 240mm, found “{found}”"
        raise PydanticCustomError("paper", message, {"known": known, "found": name})
    return PAPERS[name]


def _sides(name: str) -> list[Length]:
    """Return the width and height that a size such as ``170mm x 240mm`` names, or an empty list.

    The unit may be given once, as in ``6 x 9in``.
    """
    parts = re.split("[x×]", name)
    last = parse_length(parts[-1])
    lengths = [parse_length(part) for part in parts]
    if last and len(parts) == 2 and lengths[0] and not lengths[0].unit:
        lengths[0] = lengths[0]._replace(unit=last.unit)
    sides = [length for length in lengths if length and length.unit in _PAPER_UNITS]
    return sides if len(sides) == len(lengths) == 2 else []


def _refuse_unprintable(name: str, sides: list[Length]) -> None:
    """Raise when a side is too short for text, or longer than a PDF page may be."""
    if not all(_SIDES[0] <= (side.to("mm") or 0) <= _SIDES[1] for side in sides):
        message = "expected sides from {least} to {most} mm, found “{found}”"
        context = {"least": _SIDES[0], "most": _SIDES[1], "found": name}
        raise PydanticCustomError("paper", message, context)


def _listed(value: object) -> object:
    """Split a text at its commas; leave a list unchanged."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _yes_or_no(value: object) -> object:
    """Turn a switch into its word; leave anything else unchanged."""
    word = str(value).lower() if isinstance(value, bool | str) else ""
    return {"true": "yes", "false": "no"}.get(word, value)


def _digit(value: object) -> object:
    """Turn a digit, as front matter has it, into its number; leave anything else unchanged."""
    is_digit = isinstance(value, str) and value.isascii() and len(value) == 1 and value.isdecimal()
    return int(str(value)) if is_digit else value


def _distinct(values: list[str]) -> list[str]:
    """Return the texts that are not empty, each once, in order."""
    return list(dict.fromkeys(filter(None, values)))


# The types before normalisation go into the JSON Schema, so that editors accept them too.
Text = Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int | float)]
Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | datetime | None)]
Language = Annotated[str, BeforeValidator(_language)]
Paper = Annotated[str, BeforeValidator(_paper)]
Tags = Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=list[Text] | Text)]
Address = Annotated[str, BeforeValidator(_address)]
Issn = Annotated[str, BeforeValidator(_issn)]
Subjects = Annotated[Tags, AfterValidator(_distinct)]
WaiverKeys = dict[str, Text]
TextSize = Annotated[int, Field(ge=9, le=15)]
ImageDensity = Annotated[int, Field(ge=72, le=1200)]
ImageQuality = Annotated[int, Field(ge=30, le=95)]
ThemeName = Annotated[Text, Field(pattern=r"^[\w-]*$")]
DialectName = Literal[
    "",
    "triptych",
    "astro",
    "docusaurus",
    "eleventy",
    "gitbook",
    "github",
    "hugo",
    "jekyll",
    "mdbook",
    "mkdocs",
    "myst",
    "obsidian",
    "pandoc",
    "quarto",
    "vitepress",
]
OffPrintsField = Annotated[
    OffPrints,
    BeforeValidator(_yes_or_no, json_schema_input_type=bool | Literal["yes", "no", "paged"]),
]
Columns = Annotated[Literal[1, 2], BeforeValidator(_digit, json_schema_input_type=Literal[1, 2])]
Banner = Literal["dark", "rule", "none"]
ImagesSize = Literal["full", "large", "medium", "small", "remove"]
LinkTargets = Literal["editions", "web"]
TitleFrom = Literal["heading", "name"]
PdfProfile = Literal["archive", "archive-pdf2", "plain"]
PDF_PROFILES: tuple[str, ...] = get_args(PdfProfile)
