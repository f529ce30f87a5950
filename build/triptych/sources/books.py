"""The book that another tool makes of all articles of its site, as an issue: its list is the contents."""

from pathlib import Path
from typing import Any

from triptych.settings.fields import EntryKeys
from triptych.settings.publication import Publication
from triptych.settings.resolve import slugify


def front_of_book(path: Path, publication: Publication) -> dict[str, Any]:
    """Return the title and the contents of the book that a file lists; nothing of any other file.

    Such a file is mdBook's ``SUMMARY.md``, ``_quarto.yml`` of a book, or ``mkdocs.yml``.
    """
    site, root = publication.site, publication.root
    if not site.book or path.resolve() != (root / site.book).resolve():
        return {}
    title = site.title or root.resolve().name
    contents = []
    for name in site.only or site.order:
        if (root / name).is_file():
            contents += [EntryKeys(part=site.parts[name])] if name in site.parts else []
            contents.append(EntryKeys(path=f"/{name}"))
    return {"title": title, "slug": slugify(title), "contents": contents}
