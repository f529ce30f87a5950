"""Dates, times and durations as HTML writes them in ``datetime`` (HTML Living Standard, section 2.3.5)."""

import re
from datetime import date, time

_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
_HOUR = r"(?P<hour>\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)"
_ZONE = r"(?:Z|[+-](?P<zone>\d\d:?\d\d))"
_CHANGE = re.compile(rf"{_DAY}(?:[T ]{_HOUR}{_ZONE})?")
_MOMENT = re.compile(
    rf"{_DAY}(?:[T ]{_HOUR}{_ZONE}?)?|{_HOUR.replace('hour', 'hour_alone')}|(?P<month>\d{{4}}-\d\d)"
    rf"|(?P<yearless>\d\d-\d\d)|(?P<week>\d{{4}}-W\d\d)|(?P<year>\d{{4}})"
    r"|[+-](?P<zone_alone>\d\d:?\d\d)"
)
_DURATION = re.compile(r"P(?=[\dT])(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,3})?S)?)?")


def is_moment(text: str) -> bool:
    """Whether a text is what ``time`` may have: a part of a date, a time, a moment or a duration."""
    found = _MOMENT.fullmatch(text)
    return bool(_DURATION.fullmatch(text)) or bool(found and _exists(found.groupdict()))


def is_change(text: str) -> bool:
    """Whether a text is what ``ins`` and ``del`` may have: a day, or a moment with its zone (4.7.3)."""
    found = _CHANGE.fullmatch(text)
    return bool(found and _exists(found.groupdict()))


def _exists(parts: dict[str, str | None]) -> bool:
    """Whether the calendar and the clock have what is named."""
    week, year = parts.get("week"), parts.get("year")
    days = [parts["day"]]
    days += [f"{month}-01" for month in [parts.get("month")] if month]
    days += [f"{year}-01-01"] if year else []
    days += [f"2000-{parts['yearless']}"] if parts.get("yearless") else []
    hours = [parts["hour"], parts["zone"], parts.get("hour_alone"), parts.get("zone_alone")]
    try:
        for day in filter(None, days):
            date.fromisoformat(day)
        if week:
            date.fromisoformat(f"{week}-1")
        for hour in filter(None, hours):
            time.fromisoformat(hour)
    except ValueError:
        return False
    return True
