"""What `datetime` may be in an element of time, and in one of changes."""

import pytest

from triptych.markdown.moments import is_change, is_moment

DAYS = ["2026-11-29", "2024-02-29", "2026-11-29T08:05Z", "2026-11-29 08:05:09.5-0330"]
TIMES = [
    "2026",
    "2026-02",
    "2026-W53",
    "11-29",
    "02-29",
    "08:05",
    "08:05:09.123",
    "2026-11-29T08:05",
    "+01:00",
    "P3D",
    "PT4H18M3S",
    "P1DT0.5S",
]
NEITHER = [
    "",
    "now",
    "0000",
    "12026",
    "2026-13",
    "2026-2-1",
    "2026-02-29",
    "2025-W53",
    "13-01",
    "24:00",
    "2026-01-02T25:00",
    "2026-01-02T10:20+24:00",
    "20261129",
    "P1Y",
    "P",
    "PT",
    "4h 18m",
    " 2026",
]


@pytest.mark.parametrize("text", [*DAYS, *TIMES])
def test_a_moment_is_any_part_of_a_date_a_time_or_a_duration(text: str) -> None:
    """All that the standard knows but what no validator agrees on."""
    assert is_moment(text)


@pytest.mark.parametrize("text", DAYS)
def test_a_change_has_a_day_or_a_moment_with_its_zone(text: str) -> None:
    """Both elements of changes."""
    assert is_change(text)


@pytest.mark.parametrize("text", [*TIMES, *NEITHER])
def test_nothing_less_dates_a_change(text: str) -> None:
    """A year is a time, and no date of a change."""
    assert not is_change(text)


@pytest.mark.parametrize("text", NEITHER)
def test_no_other_text_is_a_moment(text: str) -> None:
    """What no calendar and no clock has is none."""
    assert not is_moment(text)
