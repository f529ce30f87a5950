"""The navigation of MkDocs in files beside the pages: ``SUMMARY.md``, ``.pages`` and ``.nav.yml``."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from triptych.dialects import config

_MOST = 10_000
_DEEPEST = 12
_ITEM = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+(?:\[(?P<title>[^\[\]\n]*)\]\((?P<place>[^()\n]+)\)"
    r"|(?P<glob>[^\s\[\]()]*[*/][^\s\[\]()]*))",
    re.MULTILINE,
)
_AWESOME = (".pages", ".pages.yml", ".nav.yml", ".nav.yaml")
_LITERATE = ("SUMMARY.md", "_nav.md", "nav.md")

Pages = Iterator[tuple[str, str]]


def literate(docs: Path, options: dict[str, Any], folder: str = "", depth: int = 0) -> Pages:
    """Yield the pages that the lists of links in files of a folder name, each with its title."""
    wanted = (config.text_at(options, "nav_file"), *_LITERATE)
    names = [name for name in wanted if name and (docs / folder / name).is_file()]
    if depth > _DEEPEST or not names:
        yield from _below(docs, folder)
        return
    text = config.read_script(docs / folder / names[0], docs)
    for match in _ITEM.finditer(text):
        place = normpath(join(folder, (match["place"] or match["glob"]).strip().partition("#")[0]))
        if place.startswith("..") or ":" in place:
            continue
        if match["glob"] and "*" in place:
            yield from ((name, "") for name in _matching(docs, place))
        elif place.endswith((".md", ".markdown")):
            yield place, match["title"] or ""
        elif (docs / place).is_dir():
            yield from literate(docs, options, place, depth + 1)


def awesome(docs: Path, folder: str = "", depth: int = 0) -> Pages:
    """Yield the pages of a folder in the order that its ``.pages`` has, those below it included."""
    table: dict[str, Any] = {}
    for name in _AWESOME:
        table = table or config.read(docs / folder / name, docs)
    listed = table.get("nav") or table.get("arrange")
    if depth > _DEEPEST or not isinstance(listed, list):
        yield from _below(docs, folder, depth)
        return
    given = {str(name) for each in listed for name in _places(each)}
    for each in listed:
        for title, place in _named(each):
            if place in ("...", "*") or str(place).startswith("... |"):
                yield from (
                    found
                    for found in _below(docs, folder, depth)
                    if _first(found[0], folder) not in given
                )
            else:
                yield from _at(docs, normpath(join(folder, place)), title, depth)


def _places(each: Any) -> Iterator[str]:
    """Yield the places that an entry of a navigation names, those of a group included."""
    yield from (place for _, place in _named(each))


def _named(each: Any) -> Iterator[tuple[str, str]]:
    """Yield the titles and places of an entry: a name, a title with a name, a group of them."""
    if isinstance(each, str):
        yield "", each.rstrip("/")
    elif isinstance(each, dict):
        for title, below in each.items():
            if isinstance(below, str):
                yield str(title), below.rstrip("/")
            elif isinstance(below, list):
                for inner in below:
                    yield from _named(inner)


def _at(docs: Path, place: str, title: str, depth: int) -> Pages:
    """Yield a page, or the pages of a folder."""
    if place.startswith(".."):
        return
    if place.endswith((".md", ".markdown")):
        yield place, title
    elif "*" in place:
        yield from ((name, "") for name in _matching(docs, place))
    elif (docs / place).is_dir():
        yield from awesome(docs, place, depth + 1)


def _first(name: str, folder: str) -> str:
    """Return the part of a path that is right below a folder."""
    return name.removeprefix(f"{folder}/" if folder else "").partition("/")[0]


def _below(docs: Path, folder: str, depth: int = 0) -> Pages:
    """Yield the pages of a folder by name, its index first, each folder below by its own order."""
    start = docs / folder
    if not start.is_dir() or depth > _DEEPEST:
        return
    entries = sorted(start.iterdir(), key=lambda path: (path.stem.lower() != "index", path.name))
    for path in entries[:_MOST]:
        name = join(folder, path.name)
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from awesome(docs, name, depth + 1)
        elif path.suffix == ".md" and path.name not in _LITERATE[:2]:
            yield name, ""


def _matching(docs: Path, pattern: str) -> list[str]:
    """Return the pages whose paths match a pattern, by name."""
    names = (path.relative_to(docs).as_posix() for path in sorted(docs.glob("**/*.md"))[:_MOST])
    return [name for name in names if fnmatch(name, pattern) or fnmatch(name, f"{pattern}*")]
