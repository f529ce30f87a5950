"""MkDocs and Material for MkDocs: Python-Markdown with its extensions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from triptych.core.site import Site
from triptych.dialects import blocks, config, scanner
from triptych.dialects.page import Dialect, Page


def _describe(root: Path, mark: str) -> Site:
    """Return what ``mkdocs.yml`` says: title, folder, address, and the order of its navigation."""
    table = config.read(root / mark, root) if mark else {}
    docs = config.text_at(table, "docs_dir") or "docs"
    url = config.address(config.text_at(table, "site_url"))
    listed = [f"{docs}/{name}" for name in _files(table.get("nav"))]
    return Site(
        title=config.text_at(table, "site_name"),
        lang=config.language(config.text_at(table, "theme", "language")),
        author=config.text_at(table, "site_author"),
        url=url,
        content=(docs,) if (root / docs).is_dir() else (),
        statics=(docs,),
        skipped=("includes", "overrides", "snippets"),
        values={**table, "order": listed},
    )


def _files(nav: Any) -> Iterator[str]:
    """Yield the files that a navigation names, in order."""
    if isinstance(nav, str) and nav.endswith(".md"):
        yield nav
    for each in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _files(each)


_TAB = re.compile(r"(?P<indent>[ \t]*)===[+!]?[ \t]+\"(?P<title>.*)\"[ \t]*$")


def rewrite(text: str, page: Page) -> str:
    """Return a text with admonitions, tabs and the rest of MkDocs's markup as Triptych's own."""
    del page
    text = blocks.indented_blocks(
        text, _TAB, lambda tab, inner: blocks.labelled(tab["title"], inner)
    )
    text = blocks.bang_callouts(text)
    return scanner.substitute(text, _KEYS, lambda found: f"<kbd>{found[1]}</kbd>")


_KEYS = re.compile(r"(?<!\+)\+\+([\w+-]+)\+\+(?!\+)")

DIALECT = Dialect(
    name="mkdocs",
    label="MkDocs",
    describe=_describe,
    rewrite=rewrite,
    suffixes=(".md", ".markdown"),
)
