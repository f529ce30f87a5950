"""The configuration of MkDocs and of Zensical, its successor: read as one table, never run."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

from triptych.core.site import Site
from triptych.dialects import config, mkdocs_nav

_MOST_PARENTS = 8
_ZENSICAL = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
"""The extensions that Zensical has where its configuration names none."""


_NO_PAGES = ("includes", "overrides", "snippets", "partials")


def describe(root: Path, mark: str) -> Site:
    """Return what ``mkdocs.yml`` says: title, folder, address, and the order of its navigation."""
    table = _read(root, mark)
    above = dirname(mark)
    docs = normpath(join(above, config.text_at(table, "docs_dir").strip("/") or "docs"))
    is_within = not docs.startswith("..")
    docs = docs if is_within and docs != "." else ""
    url = config.address(config.text_at(table, "site_url"))
    found = _listed(root / docs, table) if is_within else _files(table.get("nav"))
    listed = {join(docs, name): title for name, title in found}
    return Site(
        title=config.text_at(table, "site_name"),
        lang=config.language(config.text_at(table, "theme", "language")),
        author=config.text_at(table, "site_author"),
        url=url,
        base=urlsplit(url).path,
        content=(docs,) if is_within and (root / docs).is_dir() else (),
        statics=(docs,),
        order=tuple(listed),
        skipped=(
            *_nav_files(table),
            "includes",
            "overrides",
            "snippets",
            "partials",
            *_excluded(table, docs),
        ),
        values={**table, "titles": {name: title for name, title in listed.items() if title}},
        book=mark if listed else "",
        parts={join(docs, name): part for name, part in _parts(table.get("nav"))},
    )


def _parts(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield the first page of each section at the top of a navigation, with the section's title."""
    for each in nav if isinstance(nav, list) else []:
        for title, below in each.items() if isinstance(each, dict) else ():
            first = next(_files(below), None) if isinstance(below, list) else None
            if first:
                yield first[0], str(title)


def _read(root: Path, mark: str) -> dict[str, Any]:
    """Return a configuration with those that it inherits, as MkDocs has it."""
    table: dict[str, Any] = {}
    seen = set[str]()
    while mark and mark not in seen and len(seen) < _MOST_PARENTS:
        seen.add(mark)
        found = config.read(root / mark, root)
        if isinstance(found.get("project"), dict):
            found = _of_zensical(found["project"])
        table = _merged(found, table)
        parent = found.get("INHERIT")
        mark = normpath(join(dirname(mark), parent)) if isinstance(parent, str) else ""
    return table


def _merged(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """Return a table with another in it, which counts where both have a value."""
    made = dict(outer)
    stack = [(made, inner)]
    while stack:
        into, given = stack.pop()
        for key, value in given.items():
            there = into.get(key)
            if isinstance(there, dict) and isinstance(value, dict):
                into[key] = dict(there)
                stack.append((into[key], value))
            else:
                into[key] = value
    return made


def _of_zensical(project: dict[str, Any]) -> dict[str, Any]:
    """Return a project of Zensical as MkDocs writes it: extensions and plugins by their names."""
    made = dict(project)
    for key in ("markdown_extensions", "plugins"):
        if isinstance(project.get(key), dict):
            made[key] = [{name: value} for name, value in _names(project[key])]
    made.setdefault("markdown_extensions", list(_ZENSICAL))
    return made


def _names(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the names of extensions, which TOML makes tables in tables, each with its options."""
    for name, value in table.items():
        below = value if isinstance(value, Mapping) and name in ("pymdownx", "zensical") else {}
        for inner, options in below.items():
            yield f"{name}.{inner}", options
        if not below:
            yield name, value


def _files(nav: Any, title: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files that a navigation names, in order, each with the title it has there."""
    if isinstance(nav, str) and nav.endswith((".md", ".markdown")):
        yield normpath(nav.lstrip("/")), title
    elif isinstance(nav, list):
        for each in nav:
            yield from _files(each)
    elif isinstance(nav, dict):
        for key, each in nav.items():
            yield from _files(each, str(key))


def _plugin(table: dict[str, Any], *names: str) -> dict[str, Any] | None:
    """Return the options of the first plugin of some names; None when the site has none of them."""
    for each in config.list_at(table, "plugins") or list(config.table_at(table, "plugins").items()):
        if isinstance(each, str) and each in names:
            return {}
        pairs = (
            each.items() if isinstance(each, dict) else [each] if isinstance(each, tuple) else ()
        )
        for name, options in pairs:
            if name in names:
                return options if isinstance(options, dict) else {}
    return None


def _listed(docs: Path, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pages of a site in the order of its configuration, or of the files that plugins read."""
    literate = _plugin(table, "literate-nav")
    if literate is not None and not table.get("nav"):
        yield from mkdocs_nav.literate(docs, literate)
    elif _plugin(table, "awesome-pages", "awesome-nav") is not None and not table.get("nav"):
        yield from mkdocs_nav.awesome(docs)
    else:
        yield from _files(table.get("nav"))


def _nav_files(table: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of files that are a navigation and no pages."""
    literate = _plugin(table, "literate-nav")
    if literate is None:
        return ()
    return ("SUMMARY.md", config.text_at(literate, "nav_file") or "SUMMARY.md")


def _excluded(table: dict[str, Any], docs: str) -> Iterator[str]:
    """Yield the patterns of what is not published, from ``exclude_docs`` and the plugin ``exclude``."""
    for key in ("exclude_docs", "draft_docs"):
        for line in config.text_at(table, key).split("\n"):
            pattern = line.strip().rstrip("/")
            if pattern and not pattern.startswith(("!", "#")):
                anchored = pattern.startswith("/") or "/" in pattern
                yield join(docs, pattern.lstrip("/")) if anchored else pattern
    for each in config.list_at(table, "plugins"):
        if isinstance(each, dict):
            globs = config.list_at(each, "exclude", "glob")
            yield from (join(docs, pattern) for pattern in globs if isinstance(pattern, str))
