"""Books and theses that are made by pandoc: their metadata, and their chapters in order."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triptych.core.site import Site
from triptych.dialects import config, r_project
from triptych.dialects.pandoc_marks import UNREAD, chapters

_FILES = ("metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml", "title.yaml", "book.yaml")


def describe(root: Path, mark: str) -> Site:
    """Return what the metadata of a book say, and its chapters in their order."""
    folder = (root / mark).parent if mark else root
    table = _metadata(root, folder)
    listed = table.get("input-files")
    named = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    found = [each.relative_to(root).as_posix() for each in chapters(root)]
    only = [each for each in named if (root / each).is_file()] or found
    return Site(
        title=config.text_at(table, "title"),
        lang=config.language(config.text_at(table, "lang")),
        author=r_project.name_of(table.get("author")),
        only=tuple(only),
        statics=("",),
        values=table,
    )


def _metadata(root: Path, folder: Path) -> dict[str, Any]:
    """Return the metadata of a book, of files at its root or in a folder below; defaults among them."""
    below = sorted(path for path in root.glob("*/") if path.name not in UNREAD)
    found: dict[str, Any] = {}
    for place in dict.fromkeys((folder, root, *below)):
        for name in _FILES:
            if (place / name).is_file():
                found = {**config.read(place / name, root), **found}
    first = [each.relative_to(root).as_posix() for each in chapters(root)[:1]]
    for name in ("title.txt", *first):
        found = {**r_project.head_of(root, name), **found}
    for path in sorted([*folder.glob("defaults*.y*ml"), *folder.glob("pandoc*.y*ml")]):
        table = config.read(path, root)
        inner = table.get("metadata")
        found = {**table, **(inner if isinstance(inner, Mapping) else {}), **found}
    return found
