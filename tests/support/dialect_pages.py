"""Pages for tests of dialects: text in another tool's Markdown, in a folder of other files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triptych.core import findings
from triptych.core.errors import Finding
from triptych.core.site import Site
from triptych.dialects.page import Page
from triptych.dialects.registry import DIALECTS

OWN = "own.md"
"""The name of the page."""


def rewritten(
    dialect: str,
    text: str,
    root: Path = Path("/nowhere"),
    *,
    front: Mapping[str, Any] | None = None,
    site: Site | None = None,
) -> tuple[str, list[Finding]]:
    """Return a text in Triptych's Markdown, with what is reported; files in ``root`` can be found."""
    files = [path for path in root.rglob("*") if path.is_file()] if root.is_dir() else []

    names: dict[str, str] = {}
    for path in sorted(files):
        for each in (path.name.lower(), path.stem.lower()):
            names.setdefault(each, path.relative_to(root).as_posix())

    def find(wanted: str) -> str:
        return names.get(wanted.rpartition("/")[2].lower(), "")

    def find_article(wanted: str) -> str:
        found = find(wanted)
        return found if found.endswith(".md") else ""

    page = Page(
        root / OWN,
        OWN,
        OWN,
        root,
        site or Site(dialect=dialect),
        front or {},
        text,
        1,
        find_article,
        find,
    )
    with findings.collecting() as found:
        made = DIALECTS[dialect].rewrite(text, page)
    return made, found


def plain(text: str) -> str:
    """Return a text without blank lines, to be compared where only the lines matter."""
    return "\n".join(line for line in text.split("\n") if line.strip())
