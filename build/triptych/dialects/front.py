"""Front matter of other tools, as the keys that Triptych reads."""

import re
from datetime import date, datetime
from typing import Any

from triptych.core.findings import warn
from triptych.dialects.page import Dialect, Page, place_of
from triptych.settings import front_matter
from triptych.settings.front_tables import Lines

KEYS: dict[str, str] = {
    "lastmod": "updated",
    "last_modified_at": "updated",
    "last_modified": "updated",
    "modified": "updated",
    "date_modified": "updated",
    "moddatetime": "updated",
    "updateddate": "updated",
    "updated_at": "updated",
    "pubdate": "date",
    "pubdatetime": "date",
    "publishdate": "date",
    "published": "date",
    "published_at": "date",
    "created": "date",
    "date_created": "date",
    "created_at": "date",
    "creation_date": "date",
    "modification_date": "updated",
    "language": "lang",
    "locale": "lang",
    "summary": "standfirst",
    "excerpt": "description",
    "abstract": "description",
    "keywords": "tags",
    "canonical": "source",
    "canonical_url": "source",
    "canonicalurl": "source",
    "cover": "image",
    "cover_image": "image",
    "coverimage": "image",
    "feature_image": "image",
    "featured_image": "image",
    "featuredimage": "image",
    "hero_image": "image",
    "heroimage": "image",
    "thumbnail": "image",
    "banner": "image",
    "ogimage": "image",
    "license": "rights",
    "licence": "rights",
    "copyright": "rights",
}
"""Keys that several tools have, in lower case with ``_`` for ``-``, with the one of ours."""

_FOREIGN = ("theme", "issue", "identifier", "series", "waivers", "whole_folder", "paper", "dir")
"""Keys that other tools use for something else, so that they count only as Triptych writes them."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def adapt(data: dict[str, Any], lines: Lines, dialect: Dialect, page: Page) -> None:
    """Rename, convert or remove the keys of other tools; what remains is valid front matter of ours."""
    names = {**KEYS, **dialect.keys}
    for key in list(data):
        plain = key.lower()
        ours = names.get(plain) or names.get(re.sub(r"[ -]", "_", plain))
        if ours and ours != key:
            value = data.pop(key)
            if ours not in data or data[ours] in ("", None):
                data[ours] = value
                lines.setdefault((ours,), lines.get((key,), 1))
    if dialect.adapt:
        dialect.adapt(data, page)
    if "bibliography" in data and dialect.name not in ("quarto", "myst"):
        _find_works(data, page)
    if isinstance(data.get("slug"), str):  # which may be a whole address: ``/guides/lamp/``, ``/``
        data["slug"] = data["slug"].strip("/ ").rpartition("/")[2]
        if not re.search(r"\w", data["slug"]):
            del data["slug"]
    for key in list(data):
        value = _converted(key, data[key])
        is_ours = value is not None and front_matter.is_valid(key, value)
        if is_ours and not (key in _FOREIGN and dialect.name != "obsidian" and key == "theme"):
            data[key] = value
        else:
            del data[key]


def _find_works(data: dict[str, Any], page: Page) -> None:
    """Make the names of bibliographies paths to them; one that is nowhere is reported, and left out."""
    value = data.pop("bibliography")
    found: list[str] = []
    for name in value if isinstance(value, list) else [value]:
        if not isinstance(name, str) or not name.strip():
            continue
        if (page.path.parent / name).is_file():
            found.append(name)
        elif known := page.find_file(name):
            found.append(f"/{known}")
        else:
            place = place_of(page, "")
            warn(
                "include", f"the bibliography “{name}” is missing", place, "Citations are not set."
            )
    if found:
        data["bibliography"] = found


def _converted(key: str, value: Any) -> Any:
    """Return a value as Triptych writes it; None when it has no use."""
    if convert := _CONVERTERS.get(key):
        return convert(value)
    if key in ("draft", "toc", "number_sections") and isinstance(value, str):
        return {"true": True, "yes": True, "false": False, "no": False}.get(value.strip().lower())
    if key in ("title", "description", "standfirst", "subtitle") and isinstance(value, str):
        return plain_words(value)
    return value


def _language(value: Any) -> str | None:
    """Return a language tag with the hyphens of BCP 47."""
    return value.replace("_", "-") if isinstance(value, str) else None


_ELEMENT = re.compile(
    r"</?(?:a|abbr|b|big|br|center|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|s|small|span|strong|sub|sup|tt"
    r"|u|var|wbr)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def plain_words(value: str) -> str:
    """Return a text without emphasis, code and HTML, which other tools read in a title."""
    bare = _ELEMENT.sub(" ", value)
    bare = re.sub(r"(?<!\\)(`+)(.+?)\1", r"\2", bare)
    bare = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)(?:\{[^{}]*\})?", r"\1", bare)
    bare = re.sub(r"(?<![\w*\\])(\*{1,2})(\S(?:.*?\S)?)\1(?![\w*])", r"\2", bare)
    return " ".join(bare.split())


def day(value: Any) -> date | None:
    """Return the date of a value in the usual ways to write it; None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    numbers: list[int] = []
    if found := _NUMBERED.match(text):
        numbers = [int(part) for part in found.groups()]
    elif found := _MONTH_FIRST.match(text):
        numbers = [int(found[3]), _month(found[1]), int(found[2])]
    elif found := _DAY_FIRST.match(text):
        numbers = [int(found[3]), _month(found[2]), int(found[1])]
    try:
        return date(*numbers) if numbers else None
    except ValueError:
        return None


_NUMBERED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTH_FIRST = re.compile(
    r"(?:[A-Z][a-z]+day,? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3},? )?(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.? (\d{4})"
)


def _month(name: str) -> int:
    """Return the number of an English month, whole or shortened; 0 when it is none."""
    known = name.lower()[:3]
    return _MONTHS.index(known) + 1 if known in _MONTHS else 0


def people(value: Any) -> list[dict[str, str]] | None:
    """Return authors as tables with ``name``, and ``url`` where there is one."""
    found: list[dict[str, str]] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip():
            found.append({"name": plain_words(re.sub(r"\s*<[^<>]*@[^<>]*>", "", each))})
        elif isinstance(each, dict):
            name = each.get("name") or each.get("title") or each.get("key") or ""
            if isinstance(name, dict):
                parts = [name.get("given"), name.get("particle"), name.get("family")]
                name = name.get("literal") or " ".join(p for p in parts if isinstance(p, str) and p)
            url = each.get("url") or each.get("website") or ""
            if isinstance(name, str) and name.strip():
                person = {"name": plain_words(name)}
                if isinstance(url, str) and front_matter.is_valid("source", url):
                    person["url"] = url
                found.append(person)
    return [person for person in found if person["name"]] or None


def picture(value: Any) -> dict[str, str] | None:
    """Return a picture as a table with ``path``, and ``alt`` and ``caption`` where they are given."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        path = re.sub(r"^!?\[\[([^\]|]+)(?:\|[^\]]*)?\]\]$", r"\1", value.strip())
        return {"path": path} if path.lower() not in ("", "true", "false", "none") else None
    if not isinstance(value, dict):
        return None
    path = next((value[k] for k in ("path", "src", "image", "url", "file") if value.get(k)), "")
    if not isinstance(path, str) or not path:
        return None
    found = {"path": path}
    for key, names in (("alt", ("alt", "alttext")), ("caption", ("caption", "title"))):
        words = next((value[n] for n in names if isinstance(value.get(n), str)), "")
        if words:
            found[key] = plain_words(words)
    return found


def subjects(value: Any) -> list[str] | None:
    """Return subjects: a list, or a text separated by commas, or else by spaces."""
    if isinstance(value, str):
        value = value.split("," if "," in value else None)
    if not isinstance(value, list):
        return None
    words = [str(each).strip().lstrip("#") for each in value if isinstance(each, str | int | float)]
    return [word for word in words if word]


_CONVERTERS = {
    "date": day,
    "updated": day,
    "lang": _language,
    "author": people,
    "authors": people,
    "image": picture,
    "tags": subjects,
}
