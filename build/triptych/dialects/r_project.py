"""Books of bookdown, sites of R Markdown, and folders of articles without any configuration."""

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname
from typing import Any

from triptych.core.site import Site
from triptych.dialects import config
from triptych.settings import front_tables

SUFFIXES = (".qmd", ".md", ".rmd", ".markdown")
SKIPPED = ("renv", "packrat", "venv", "env", "site_libs", "libs", "*_files", "*_cache")


def name_of(value: Any) -> str:
    """Return the name of an author, the first of several; "" when it is none."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping):
        first = first.get("name")
    if isinstance(first, Mapping):
        first = first.get("literal") or f"{first.get('given', '')} {first.get('family', '')}"
    return first.strip() if isinstance(first, str) else ""


def book(root: Path, table: dict[str, Any]) -> Site:
    """Return what ``_bookdown.yml`` says: the files of the book, in order, else all by their names."""
    files = table.get("rmd_files")
    if isinstance(files, Mapping):
        files = files.get("html") or files.get("epub") or files.get("latex")
    named = (
        [each for each in files or [] if isinstance(each, str)] if isinstance(files, list) else []
    )
    folders = [""]
    within = table.get("rmd_subdir")
    if isinstance(within, list):
        folders += [each for each in within if isinstance(each, str)]
    elif str(within).lower() in ("true", "yes"):
        folders += sorted(
            path.relative_to(root).as_posix()
            for path in root.glob("[!._]*/")
            if path.is_dir() and path.name not in ("docs", "renv", "packrat")
        )
    if not named or len(folders) > 1:
        found = [
            path.relative_to(root).as_posix()
            for folder in folders
            for path in sorted((root / folder).glob("[!_.]*.[Rr]md"))
        ]
        named = [*named, *(each for each in found if each not in named)]
    known = [each for each in dict.fromkeys(named) if (root / each).is_file()]
    known.sort(key=lambda each: each.lower() not in ("index.rmd", "index.md", "index.qmd"))
    head = head_of(root, known[0]) if known else {}
    output = (config.text_at(table, "output_dir") or "_book").strip("./")
    return Site(
        title=config.text_at(head, "title"),
        lang=config.language(config.text_at(head, "lang")),
        author=name_of(head.get("author")),
        url=config.address(config.text_at(head, "url")),
        only=tuple(known),
        skipped=(*SKIPPED, *([output] if output else [])),
        statics=("",),
        values={**head, **table, "parts": _part_headings(root, known)},
    )


_PART = re.compile(r"^#[ \t]+\(PART\\?\*?\)[ \t]*(.*?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)


def _part_headings(root: Path, files: list[str]) -> dict[str, str]:
    """Return the part that a chapter begins, or that its file's predecessor ends with, by its file."""
    parts: dict[str, str] = {}
    for file in files:
        if found := _PART.search(config.read_script(root / file, root)):
            parts[file] = found[1]
    return parts


def head_of(root: Path, name: str) -> dict[str, Any]:
    """Return the front matter of a file as values."""
    text = config.read_script(root / name, root)
    found = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    return front_tables.loose_yaml(found[1]) if found else {}


def pages(root: Path, table: dict[str, Any]) -> Site:
    """Return what ``_site.yml`` says: the site is the files at its root, not those below."""
    made = {path.stem for path in root.glob("*.[Rr]md")}
    output = (config.text_at(table, "output_dir") or "_site").strip("./")
    named = sorted(path.name for path in root.glob("[!._]*") if path.suffix.lower() in SUFFIXES)
    only = [each for each in named if not (each.endswith(".md") and each[:-3] in made)]
    only = [each for each in only if each.upper() not in ("README.MD", "README.RMD", "NEWS.MD")]
    only.sort(key=lambda each: not each.lower().startswith("index."))
    return Site(
        title=config.text_at(table, "title") or config.text_at(table, "name"),
        url=config.address(config.text_at(table, "base_url")),
        only=tuple(only),
        skipped=(*SKIPPED, *([output] if output else [])),
        statics=("",),
        values={**table, "parts": {}},
    )


def articles(root: Path, mark: str) -> Site:
    """Return what a folder of articles says: a book's by its first file, a package's by its description."""
    if "bookdown" in config.text_at(head_of(root, mark), "site"):
        return book(root, {})
    title = _TITLE.search(config.read_script(root / "DESCRIPTION", root))
    folder = dirname(mark)
    return Site(
        title=" ".join(title[1].split()) if title else "",
        content=(folder,) if folder else (),
        skipped=(*SKIPPED, "README.*", "NEWS.*", "CONTRIBUTING.*", "LICENSE.*"),
        statics=("",),
        values={"parts": {}},
    )


_TITLE = re.compile(r"^Title:[ \t]*(.+(?:\n[ \t]+.+)*)", re.MULTILINE)
