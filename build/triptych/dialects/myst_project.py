"""What a MyST, Jupyter Book or Sphinx project says: its configuration is read as text, never run."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from triptych.core.site import Site
from triptych.dialects import config
from triptych.dialects.page import Page

SUFFIXES = (".md", ".markdown", ".myst")
_SKIPPED = (
    "_build",
    "venv",
    "env",
    "site-packages",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE.md",
)
_NAMES = (
    *(
        "project",
        "author",
        "copyright",
        "language",
        "html_baseurl",
        "html_title",
        "release",
        "version",
    ),
    *("exclude_patterns", "myst_substitutions", "bibtex_bibfiles", "html_static_path"),
)


def describe(root: Path, mark: str) -> Site:
    """Return what ``myst.yml``, ``_toc.yml`` with ``_config.yml``, or ``conf.py`` says."""
    folder, _, name = mark.rpartition("/")
    if name == "conf.py":
        return _sphinx(root, folder, literals(config.read_script(root / mark, root)))
    if name == "_toc.yml":
        return _jupyter_book(root, folder, config.read(root / mark, root))
    return _myst(root, config.read(root / mark, root) if mark else {})


def _sphinx(root: Path, folder: str, table: dict[str, Any]) -> Site:
    """Return what ``conf.py`` says literally."""
    excluded = [each for each in config.list_at(table, "exclude_patterns") if isinstance(each, str)]
    statics = [each for each in config.list_at(table, "html_static_path") if isinstance(each, str)]
    del root
    return Site(
        title=re.sub(
            r"<[^<>]*>", "", config.text_at(table, "html_title") or config.text_at(table, "project")
        ),
        lang=config.language(config.text_at(table, "language")),
        author=config.text_at(table, "author"),
        url=config.address(config.text_at(table, "html_baseurl")),
        content=(folder,) if folder else (),
        statics=(folder, *(join(folder, each) for each in statics)),
        skipped=(*_SKIPPED, *excluded, *(join(folder, each) for each in excluded)),
        values={**table, "source": folder},
    )


def literals(text: str) -> dict[str, Any]:
    """Return the values that a configuration in Python gives its names literally."""
    found: dict[str, Any] = {}
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    for each in body:
        targets = each.targets if isinstance(each, ast.Assign) else []
        names = [one.id for one in targets if isinstance(one, ast.Name) and one.id in _NAMES]
        if names and isinstance(each, ast.Assign):
            try:
                found[names[0]] = ast.literal_eval(each.value)
            except (ValueError, TypeError, RecursionError, MemoryError):
                continue
    return found


def _jupyter_book(root: Path, folder: str, table: dict[str, Any]) -> Site:
    """Return what ``_toc.yml`` and ``_config.yml`` of a Jupyter Book say."""
    known = config.read(root / folder / "_config.yml", root)
    listed: Any = [{"file": table["root"]}, table] if isinstance(table.get("root"), str) else table
    if not listed:
        listed = config.read_list(root / folder / "_toc.yml", root)
    only, parts = _articles(root, folder, listed)
    excluded = [each for each in config.list_at(known, "exclude_patterns") if isinstance(each, str)]
    settings = dict(config.table_at(known, "sphinx", "config")) | {"source": folder, "parts": parts}
    return Site(
        title=config.text_at(known, "title"),
        lang=config.language(config.text_at(known, "sphinx", "config", "language")),
        author=config.text_at(known, "author"),
        url=config.address(config.text_at(known, "html", "baseurl")),
        content=(folder,) if folder else (),
        statics=(folder,),
        only=only,
        skipped=(*_SKIPPED, *excluded),
        values=settings
        | {"bibtex_bibfiles": known.get("bibtex_bibfiles", []), "parse": known.get("parse", {})},
    )


def _myst(root: Path, table: dict[str, Any]) -> Site:
    """Return what ``myst.yml`` says."""
    project = config.table_at(table, "project")
    only, parts = _articles(root, "", project.get("toc"))
    people = project.get("authors") or project.get("author")
    first = people[0] if isinstance(people, list) and people else people
    name = first.get("name") if isinstance(first, Mapping) else first
    excluded = [each for each in config.list_at(project, "exclude") if isinstance(each, str)]
    return Site(
        title=config.text_at(project, "title") or config.text_at(table, "site", "title"),
        author=name if isinstance(name, str) else "",
        rights=config.text_at(project, "copyright"),
        only=only,
        statics=("",),
        skipped=(*_SKIPPED, *excluded),
        values={
            **project,
            "source": "",
            "parts": parts,
            "bibtex_bibfiles": project.get("bibliography", []),
        },
    )


def _articles(root: Path, folder: str, listed: Any) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the files of a table of contents, in order, and the part that some of them begin."""
    files: list[str] = []
    parts: dict[str, str] = {}
    for name, part in _listed(listed, ""):
        for path in _found(root, folder, name):
            if part and path not in parts:
                parts[path] = part
                part = ""  # noqa: PLW2901  the first file of a part begins it
            files.append(path)
    return tuple(dict.fromkeys(files)), parts


def _listed(listed: Any, part: str) -> Iterator[tuple[str, str]]:
    """Yield the files that a table of contents names, each with the part that it begins, or ""."""
    for each in (
        listed if isinstance(listed, list) else [listed] if isinstance(listed, Mapping) else []
    ):
        if not isinstance(each, Mapping):
            continue
        name = each.get("file") or each.get("pattern") or each.get("glob")
        if isinstance(name, str):
            yield name, part
            part = ""
        words = each.get("caption") or ("" if name else each.get("title")) or ""
        for key in ("parts", "chapters", "sections", "children", "entries", "subtrees"):
            if key in each:
                yield from _listed(each[key], words if isinstance(words, str) else "")


def _found(root: Path, folder: str, name: str) -> list[str]:
    """Return the Markdown files that an entry of a table of contents names, by path from the root."""
    own = normpath(join(folder, name.lstrip("/")))
    if own.startswith(".."):
        return []
    if "*" in own:
        paths = sorted(root.glob(own))
        return [path.relative_to(root).as_posix() for path in paths if path.suffix in SUFFIXES]
    ends = ("", *SUFFIXES)
    return next(([f"{own}{end}"] for end in ends if _is_article(root / f"{own}{end}")), [])


def _is_article(path: Path) -> bool:
    """Whether a path is a file of Markdown."""
    return path.suffix.lower() in SUFFIXES and path.is_file()


def adapt(data: dict[str, Any], page: Page) -> None:
    """Complete the front matter by what the project says."""
    values = page.site.values
    source = config.text_at(values, "source")
    names = [each for each in config.list_at(data, "bibliography") if isinstance(each, str)]
    files = [each for each in names if (page.path.parent / each).is_file()]
    if not files:
        listed = [
            each for each in config.list_at(values, "bibtex_bibfiles") if isinstance(each, str)
        ]
        if not listed and values:
            listed = ["references.bib", "bibliography.bib"]
        paths = [normpath(join(source, each.lstrip("/"))) for each in listed]
        files = [f"/{each}" for each in paths if each[:2] != ".." and (page.root / each).is_file()]
    data.pop("bibliography", None)
    if files:
        data["bibliography"] = files
    part = config.text_at(values, "parts", page.name)
    if part and "kicker" not in data:
        data["kicker"] = part
    numbering = data.pop("numbering", None)
    if isinstance(numbering, bool) or str(numbering).lower() == "true":
        data.setdefault("number_sections", bool(numbering))


def substitutions(page: Page) -> dict[str, str]:
    """Return the substitutions of a page: ``{{ name }}`` is what its front matter or its project says."""
    found: dict[str, str] = {}
    project = page.site.values
    for table in (
        config.table_at(project, "parse", "myst_substitutions"),
        config.table_at(project, "myst_substitutions"),
        config.table_at(project, "substitutions"),
        config.table_at(page.front, "substitutions"),
        config.table_at(page.front, "myst_substitutions"),
        config.table_at(page.front, "myst", "substitutions"),
    ):
        found |= {
            str(key): str(value)
            for key, value in table.items()
            if not isinstance(value, dict | list)
        }
    return found
