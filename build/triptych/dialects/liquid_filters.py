"""The filters of Liquid and Nunjucks that change a value and need nothing else."""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote

from triptych.dialects.front import day

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def text_of(value: Any) -> str:
    """Return a value as it is printed: a list's items one after the other, nothing for none."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "".join(map(text_of, value))
    return str(value)


def _number(value: Any) -> float | int:
    """Return a value as a number; 0 for none."""
    text = text_of(value).strip() or "0"
    return float(text) if "." in text else int(text)


def format_date(value: Any, form: str = "%Y-%m-%d") -> str:
    """Return a date in a form of ``strftime``, in English; unchanged when it is none.

    Raises ``ValueError`` for the present day, which no edition knows.
    """
    if value in ("now", "today"):
        raise ValueError(value)
    known = day(value)
    if known is None:
        return text_of(value)
    clock = value if isinstance(value, datetime) else datetime.combine(known, time())

    def part(match: re.Match[str]) -> str:
        made = _parts(known, clock).get(match[2], match[0])
        return made.lstrip("0 ") if match[1] == "-" else made

    return re.sub(r"%([-^_0]?)([A-Za-z%])", part, form)


def _parts(known: date, clock: datetime) -> dict[str, str]:
    """Return each part of a date by its letter."""
    month, weekday = _MONTHS[known.month - 1], _DAYS[known.weekday()]
    return {
        "Y": f"{known.year:04}",
        "m": f"{known.month:02}",
        "d": f"{known.day:02}",
        "%": "%",
        "B": month,
        "b": month[:3],
        "h": month[:3],
        "A": weekday,
        "a": weekday[:3],
        "e": f"{known.day:2}",
        "y": f"{known.year % 100:02}",
        "j": f"{known.timetuple().tm_yday:03}",
        "H": f"{clock.hour:02}",
        "M": f"{clock.minute:02}",
        "S": f"{clock.second:02}",
        "F": known.isoformat(),
        "D": f"{known.month:02}/{known.day:02}/{known.year % 100:02}",
    }


def slugify(value: Any, _mode: str = "") -> str:
    """Return a text as a part of an address."""
    plain = unicodedata.normalize("NFKC", text_of(value)).casefold()
    return re.sub(r"[^\w]+", "-", plain).replace("_", "-").strip("-")


def _truncate(value: Any, length: int = 50, end: str = "...") -> str:
    """Return a text of at most ``length`` characters, the end included."""
    text = text_of(value)
    return text if len(text) <= int(length) else text[: max(int(length) - len(end), 0)] + end


def _truncate_words(value: Any, count: int = 15, end: str = "...") -> str:
    """Return the first words of a text."""
    words = text_of(value).split()
    return " ".join(words) if len(words) <= int(count) else " ".join(words[: int(count)]) + end


def _split(value: Any, at: str = " ") -> list[str]:
    """Return the parts of a text."""
    return text_of(value).split(at) if at else list(text_of(value))


def _items(value: Any) -> list[Any]:
    """Return a list; of one value a list of it."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _slice(value: Any, start: int, length: int = 1) -> Any:
    """Return a part of a text or a list."""
    whole = value if isinstance(value, list) else text_of(value)
    begin = int(start) if int(start) >= 0 else len(whole) + int(start)
    return whole[begin : begin + int(length)]


def _sentence(value: Any, last: str = "and") -> str:
    """Return items as a list in a sentence."""
    words = [text_of(item) for item in _items(value)]
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def _size(value: Any) -> int:
    """Return how many items or letters a value has."""
    return len(value) if isinstance(value, list | Mapping) else len(text_of(value))


def _same(value: Any, *_: Any) -> Any:
    """Return a value unchanged: the filter matters to a web page alone."""
    return value


def _default(value: Any, other: Any = "", *_: Any) -> Any:
    """Return another value for none."""
    return other if value in (None, False, "", []) else value


FILTERS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(
        ("markdownify", "safe", "smartify", "html_safe", "md", "markdown", "raw"), _same
    ),
    **dict.fromkeys(("relative_url", "absolute_url", "url", "htmlBaseUrl", "localizedUrl"), _same),
    **dict.fromkeys(("upcase", "upper"), lambda v: text_of(v).upper()),
    **dict.fromkeys(("downcase", "lower"), lambda v: text_of(v).lower()),
    **dict.fromkeys(
        ("strip", "trim", "normalize_whitespace"), lambda v: " ".join(text_of(v).split())
    ),
    **dict.fromkeys(("slugify", "slug"), slugify),
    **dict.fromkeys(
        ("escape", "e", "escape_once", "xml_escape"), lambda v: html.escape(text_of(v))
    ),
    **dict.fromkeys(
        ("url_encode", "cgi_escape", "uri_escape", "urlencode"), lambda v: quote(text_of(v))
    ),
    **dict.fromkeys(
        ("size", "length"), lambda v: len(v) if isinstance(v, list | Mapping) else len(text_of(v))
    ),
    **dict.fromkeys(("strip_html", "striptags"), lambda v: re.sub(r"<[^<>]*>", "", text_of(v))),
    **dict.fromkeys(("strip_newlines",), lambda v: text_of(v).replace("\n", "")),
    **dict.fromkeys(("newline_to_br", "nl2br"), lambda v: text_of(v).replace("\n", "<br>\n")),
    **dict.fromkeys(("default", "d"), _default),
    **dict.fromkeys(("date", "dateformat"), format_date),
    "date_to_string": lambda v, *_: format_date(v, "%d %b %Y"),
    "date_to_long_string": lambda v, *_: format_date(v, "%d %B %Y"),
    "date_to_xmlschema": lambda v: format_date(v, "%Y-%m-%d"),
    "capitalize": lambda v: text_of(v)[:1].upper() + text_of(v)[1:].lower(),
    "title": lambda v: text_of(v).title(),
    "append": lambda v, end: text_of(v) + text_of(end),
    "prepend": lambda v, start: text_of(start) + text_of(v),
    "lstrip": lambda v: text_of(v).lstrip(),
    "rstrip": lambda v: text_of(v).rstrip(),
    "remove": lambda v, part: text_of(v).replace(text_of(part), ""),
    "remove_first": lambda v, part: text_of(v).replace(text_of(part), "", 1),
    "replace": lambda v, part, new="": text_of(v).replace(text_of(part), text_of(new)),
    "replace_first": lambda v, part, new="": text_of(v).replace(text_of(part), text_of(new), 1),
    "split": _split,
    "join": lambda v, glue=" ": text_of(glue).join(map(text_of, _items(v))),
    "array_to_sentence_string": _sentence,
    "first": lambda v: v[0] if v else None,
    "last": lambda v: v[-1] if v else None,
    "sort": lambda v, *_: sorted(_items(v), key=text_of),
    "uniq": lambda v: list(dict.fromkeys(map(text_of, _items(v)))),
    "reverse": lambda v: list(reversed(_items(v))),
    "compact": lambda v: [item for item in _items(v) if item is not None],
    "concat": lambda v, more: [*_items(v), *_items(more)],
    "slice": _slice,
    "truncate": _truncate,
    "truncatewords": _truncate_words,
    "number_of_words": lambda v, *_: len(text_of(v).split()),
    "plus": lambda v, other: _number(v) + _number(other),
    "minus": lambda v, other: _number(v) - _number(other),
    "times": lambda v, other: _number(v) * _number(other),
    "divided_by": lambda v, other: _number(v) // _number(other),
    "modulo": lambda v, other: _number(v) % _number(other),
    "round": lambda v, digits=0: round(_number(v), int(digits)) if digits else round(_number(v)),
    "abs": lambda v: abs(_number(v)),
    "ceil": lambda v: -(-_number(v) // 1),
    "floor": lambda v: _number(v) // 1,
}
"""Each filter by its name."""
