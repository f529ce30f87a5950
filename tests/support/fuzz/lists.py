"""The words, tags, values and addresses that pieces are made of, by name, from ``lists.json``."""

import json
from pathlib import Path

_LISTS: dict[str, list[str]] = json.loads(Path(__file__).with_name("lists.json").read_text("utf-8"))


def named(name: str) -> list[str]:
    """Return a list by its name."""
    return _LISTS[name]
