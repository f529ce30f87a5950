"""Dates in a table, as MkDocs has them, become keys of their own."""

from typing import Any

from triptych.core.model import KeyPath

_NAMES = {"date": ("created", "published"), "updated": ("updated", "modified")}
"""Our keys, each with the names that it has in a table of dates."""


def split_dates(data: dict[str, Any], lines: dict[KeyPath, int]) -> None:
    """Replace a table of dates in front matter by ``date`` and ``updated``, each on its line.

    ``{"date": {"created": "2026-01-15", "updated": "2026-02-01"}}`` becomes ``{"date": "2026-01-15",
    "updated": "2026-02-01"}``. An ``updated`` beside the table wins over the one in it. A table without
    any such key is left for the reader of values to refuse.
    """
    table = data.get("date")
    if not isinstance(table, dict):
        return
    found = {
        ours: key for ours, names in _NAMES.items() for key in table if str(key).lower() in names
    }
    for ours, key in found.items():
        if ours == "date" or not data.get(ours):
            data[ours] = table[key]
            lines[ours,] = lines.get(("date", key), lines.get(("date",), 1))
    if found and "date" not in found:
        data["date"] = ""
