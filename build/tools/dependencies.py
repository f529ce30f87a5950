"""Write the tables of docs/design/dependencies.md from build/dependencies.toml.

Run it from the repository's root, or as ``make papers``. With ``--check`` it writes nothing, and fails
when the page differs from the list.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIST = ROOT / "build" / "dependencies.toml"
PAGE = ROOT / "docs" / "design" / "dependencies.md"

INTRODUCTION = """\
# Dependencies

`build/tools/dependencies.py` writes this page from `build/dependencies.toml`; change the list, then run
`make papers`.

An outside package is imported by one module, its *door*. There it is bounded, typed and replaceable; a
test compares the list with the imports. `build/constraints.txt` pins the versions that are tested.
"""


def doors() -> dict[str, str]:
    """Return the only module that may import each outside one, ``{"yaml": "settings/front_tables.py"}``."""
    return {name: row["door"] for row in _rows("program") for name in row.get("imports", ())}


def packages() -> list[str]:
    """Return the name of every package in the list."""
    return [
        name
        for kind in ("program", "development")
        for row in _rows(kind)
        for name in row["packages"]
    ]


def page() -> str:
    """Return the page as Markdown."""
    used = [f"| {_names(row)} | {_place(row)} | {row['reason']} |" for row in _rows("program")]
    held = [f"| {_names(row)} | {row['reason']} |" for row in _rows("development")]
    return "\n".join(
        [
            INTRODUCTION,
            *("## Of the program", "", "| package | door | reason |", "|---|---|---|", *used, ""),
            *("## For development", "", "| package | reason |", "|---|---|", *held, ""),
        ]
    )


def _rows(kind: str) -> list[dict[str, Any]]:
    """Return the entries of a kind, ``"program"`` or ``"development"``."""
    rows: list[dict[str, Any]] = tomllib.loads(LIST.read_text(encoding="utf-8"))[kind]
    return rows


def _names(row: dict[str, Any]) -> str:
    """Return the packages of an entry for a cell."""
    return ", ".join(row["packages"])


def _place(row: dict[str, Any]) -> str:
    """Return where an entry is imported."""
    return str(row.get("where") or f"`{row['door']}`")


def main() -> None:
    """Write the page, or compare it with the list."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit(f"{PAGE.relative_to(ROOT)} is out of date: run `make papers`.")


if __name__ == "__main__":
    main()
