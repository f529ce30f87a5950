"""Addresses by a pattern, as sites configure them: ``/blog/:year/:month/:title/``."""

import re
from collections.abc import Mapping

_DATED = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<name>.+)")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


def slug(words: str) -> str:
    """Return words as a part of an address."""
    return re.sub(r"[^\w.]+", "-", words.casefold()).strip("-")


def parts(name: str, head: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of an article's address, by its path below the content and its front matter."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    folders = name.split("/")[:-1]
    if stem in ("index", "_index") and folders:
        stem = folders.pop()
    dated = _DATED.fullmatch(stem)
    plain = dated["name"] if dated else stem
    day = _DAY.match(head.get("date", "")) or (_DAY.match(stem) if dated else None)
    own = head.get("slug", "").strip("/") or plain
    found = {
        "title": slug(head.get("title", "")) or slug(own),
        "slug": slug(own),
        "name": slug(plain),
        "basename": plain,
        "filename": plain,
        "contentbasename": plain,
        "slugorfilename": own,
        "slugorcontentbasename": own,
        "path": "/".join([*folders, plain]),
        "output_ext": "",
        "section": next(iter(folders), ""),
        "sections": "/".join(folders),
    }
    if day:
        year, month, number = day.groups()
        found |= {
            "year": year,
            "month": f"{int(month):02}",
            "day": f"{int(number):02}",
            "i_month": str(int(month)),
            "i_day": str(int(number)),
            "short_year": year[2:],
            "monthname": _MONTHS[(int(month) - 1) % 12],
        }
    return found


def expand(pattern: str, values: Mapping[str, str]) -> str:
    """Return the address that a pattern gives; "" when it needs something that is not known."""
    unknown = False

    def part(match: re.Match[str]) -> str:
        nonlocal unknown
        value = values.get(match[1] or match[2])
        unknown = unknown or value is None
        return value or ""

    made = re.sub(r":\{?(\w+)\}?|:(\w+)", part, pattern)
    return "" if unknown else re.sub(r"/{2,}", "/", made).strip("/")
