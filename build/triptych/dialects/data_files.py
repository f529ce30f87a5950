"""Data files of a site, read when a page names one: ``site.data.people`` is ``_data/people.yml``."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from triptych.dialects import config
from triptych.dialects.page import Page, read_text
from triptych.settings import front_tables, toml

_SUFFIXES = (".yml", ".yaml", ".json", ".toml", ".csv", ".tsv")

_LIST = re.compile(r"(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)*-[ \t\n]")


def read(page: Page, name: str, folder: str = "") -> Any:
    """Return what a data file says, by its name without its end; an empty table where there is none."""
    folder = folder or config.text_at(page.site.values, "data_dir").strip("/") or "_data"
    source = next(iter(page.site.content), "")
    for top in dict.fromkeys((f"{source}/{folder}".strip("/"), folder)):
        if (page.root / top / name).is_dir():
            return Folder(page, f"{top}/{name}")
        for suffix in _SUFFIXES:
            path = f"{top}/{name}{suffix}"
            if (page.root / path).is_file():
                return parsed(read_text(page, f"/{path}", "") or "", suffix)
    return {}


def parsed(text: str, suffix: str) -> Any:
    """Return the values of a file; an empty table when it does not parse."""
    try:
        if suffix == ".json":
            return json.loads(text)
        if suffix == ".toml":
            return toml.parse(text.encode())
        if suffix in (".csv", ".tsv"):
            lines = text.splitlines()
            return list(csv.DictReader(lines, delimiter="\t" if suffix == ".tsv" else ","))
        if _LIST.match(text):
            items = "\n".join(f"  {line}" for line in text.split("\n"))
            return front_tables.loose_yaml(f"list:\n{items}").get("list", {})
        return front_tables.loose_yaml(text)
    except (toml.BadTomlError, ValueError, RecursionError, csv.Error):
        return {}


class Folder(Mapping[str, Any]):
    """A folder of data files as a table by their names."""

    def __init__(self, page: Page, path: str) -> None:
        self._page, self._path = page, path
        self._known: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Return what one file says; raises ``KeyError`` where there is none."""
        if key not in self._known:
            is_name = "/" not in key and not key.startswith(".")
            self._known[key] = read(self._page, key, self._path) if is_name else {}
        found = self._known[key]
        if found == {}:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the names that have been read."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many have been read."""
        return len(self._known)


class SiteTable(Mapping[str, Any]):
    """A site's configuration as a table, with its data files as ``data``."""

    def __init__(self, values: Mapping[str, Any], page: Page) -> None:
        folder = config.text_at(page.site.values, "data_dir").strip("/") or "_data"
        self._values = {**values, "data": Folder(page, folder)}

    def __getitem__(self, key: str) -> Any:
        """Return a value; raises ``KeyError`` where there is none."""
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._values)
