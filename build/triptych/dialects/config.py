"""The configuration of other tools: tables in YAML, TOML or JSON, read and never run."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from triptych.core import links
from triptych.core.web_address import web_address
from triptych.settings import front_tables, toml
from triptych.settings.language import language_tag

_LARGEST = 1024 * 1024


def read(path: Path, root: Path) -> dict[str, Any]:
    """Return the table of a configuration file; empty when there is none, or it does not parse."""
    text = read_script(path, root)
    try:
        if path.suffix == ".toml":
            return toml.parse(text.encode())
        data = json.loads(text) if path.suffix == ".json" else front_tables.loose_yaml(text)
    except (toml.BadTomlError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def read_list(path: Path, root: Path) -> list[Any]:
    """Return the list that a configuration file in YAML is; empty when it is none."""
    lines = read_script(path, root).split("\n")
    table = front_tables.loose_yaml("\n".join(["list:", *(f"  {line}" for line in lines)]))
    found = table.get("list")
    return found if isinstance(found, list) else []


def read_script(path: Path, root: Path) -> str:
    """Return the text of a configuration file, which is not run; "" when there is none."""
    try:
        if links.leads_outside(path, root) or path.stat().st_size > _LARGEST:
            return ""
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def text_at(table: Mapping[str, Any], *path: str) -> str:
    """Return the text at a path of keys; "" when there is none: ``text_at(table, "site", "url")``."""
    value: Any = table
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return str(value).strip() if isinstance(value, str | int | float) else ""


def table_at(table: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """Return the table at a path of keys; empty when there is none."""
    value: Any = table
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def list_at(table: Mapping[str, Any], *path: str) -> list[Any]:
    """Return the list at a path of keys, one text as a list of it; empty when there is none."""
    value: Any = table
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) and value else []


def address(value: str) -> str:
    """Return a web address without a slash at its end; "" when it is none."""
    return web_address(value).rstrip("/") if value else ""


def pages_address(root: Path, statics: Sequence[str]) -> str:
    """Return the address that a file ``CNAME`` gives the pages of a site; "" when there is none."""
    for folder in dict.fromkeys(["", *statics, "static", "public"]):
        name = read_script(root / folder / "CNAME", root).strip()
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
            return address(f"https://{name}")
    return ""


def language(value: str) -> str:
    """Return a BCP 47 tag; "" when it is none."""
    return language_tag(value) or "" if value else ""


def script_value(text: str, key: str) -> str:
    """Return the text that a configuration in JavaScript gives a key literally; "" when it gives none.

    Nothing is run: ``title: 'My site'`` is found, ``title: process.env.TITLE`` is not.
    """
    found = re.search(rf"(?<![\w.]){re.escape(key)}\s*:\s*(['\"`])((?:(?!\1)[^\\\n$])*)\1", text)
    return found[2].strip() if found else ""
