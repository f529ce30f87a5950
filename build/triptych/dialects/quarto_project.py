"""What the configuration of a Quarto, bookdown or R Markdown project says of its articles."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join
from typing import Any

from triptych.core.findings import warn
from triptych.core.site import Site
from triptych.dialects import config
from triptych.dialects.page import Page, place_of
from triptych.settings import front_tables

SUFFIXES = (".qmd", ".md", ".rmd", ".markdown")
_SKIPPED = ("renv", "packrat", "venv", "env", "site_libs", "libs", "*_files", "*_cache")
_OUTPUTS = {"_bookdown.yml": "_book", "_site.yml": "_site"}


def describe(root: Path, mark: str) -> Site:
    """Return what ``_quarto.yml``, ``_bookdown.yml`` or ``_site.yml`` says, and the order of a book."""
    table = config.read(root / mark, root) if mark else {}
    name = mark.rpartition("/")[2]
    if name == "_bookdown.yml":
        return _bookdown(root, table)
    if name == "_site.yml":
        return _pages(root, table)
    return _quarto(root, table)


def _quarto(root: Path, table: dict[str, Any]) -> Site:
    """Return what ``_quarto.yml`` says."""
    kind = config.text_at(table, "project", "type") or "website"
    own = config.table_at(table, kind if kind in ("book", "website", "manuscript") else "website")
    chapters: list[str] = []
    parts: dict[str, str] = {}
    if kind == "book":
        for file, part in (
            *_chapters(own.get("chapters"), ""),
            *_chapters(own.get("appendices"), ""),
        ):
            chapters.append(file)
            parts.update({file: part} if part else {})
    if kind == "manuscript" and (article := config.text_at(own, "article")):
        chapters = [article]
    output = config.text_at(table, "project", "output-dir").strip("./")
    rendered = [
        each for each in config.list_at(table, "project", "render") if isinstance(each, str)
    ]
    unread = [each[1:].strip("/") for each in rendered if each.startswith("!")]
    output = output or {"book": "_book", "website": "_site"}.get(kind, "")
    author = own.get("author", table.get("author"))
    return Site(
        title=config.text_at(own, "title") or config.text_at(table, "title"),
        lang=config.language(config.text_at(table, "lang")),
        author=_name(author),
        url=config.address(config.text_at(own, "site-url")),
        only=tuple(each for each in dict.fromkeys(chapters) if (root / each).is_file()),
        skipped=(*_SKIPPED, *([output] if output else []), *unread),
        statics=("",),
        values={**table, "parts": parts},
    )


def _chapters(listed: Any, part: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a list of chapters, each with the part whose first chapter it is, or ""."""
    for each in listed if isinstance(listed, list) else [listed]:
        if isinstance(each, str):
            if each.lower().endswith(SUFFIXES):
                yield each.removeprefix("./"), part
                part = ""
        elif isinstance(each, Mapping):
            named = each.get("part")
            words = named if isinstance(named, str) else ""
            if words.lower().endswith(SUFFIXES):
                yield words, part
                words = ""
            file = next(
                (each[key] for key in ("file", "href") if isinstance(each.get(key), str)), ""
            )
            if file.lower().endswith(SUFFIXES):
                yield file, part
                part = ""
            if "chapters" in each:
                yield from _chapters(each["chapters"], words)


def _name(value: Any) -> str:
    """Return the name of an author, the first of several; "" when it is none."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping):
        first = first.get("name")
    if isinstance(first, Mapping):
        first = first.get("literal") or f"{first.get('given', '')} {first.get('family', '')}"
    return first.strip() if isinstance(first, str) else ""


def _bookdown(root: Path, table: dict[str, Any]) -> Site:
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
    head = _head(root, known[0]) if known else {}
    output = (config.text_at(table, "output_dir") or "_book").strip("./")
    return Site(
        title=config.text_at(head, "title"),
        lang=config.language(config.text_at(head, "lang")),
        author=_name(head.get("author")),
        url=config.address(config.text_at(head, "url")),
        only=tuple(known),
        skipped=(*_SKIPPED, *([output] if output else [])),
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


def _head(root: Path, name: str) -> dict[str, Any]:
    """Return the front matter of a file as values."""
    text = config.read_script(root / name, root)
    found = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    return front_tables.loose_yaml(found[1]) if found else {}


def _pages(root: Path, table: dict[str, Any]) -> Site:
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
        skipped=(*_SKIPPED, *([output] if output else [])),
        statics=("",),
        values={**table, "parts": {}},
    )


def defaults(page: Page) -> dict[str, Any]:
    """Return what the project and the folders say of a page: the nearer to it, the stronger.

    Paths of files are as an article has them, those from the root after ``/``.
    """
    found = {key: value for key, value in page.site.values.items() if key not in _OWN}
    for key in ("book", "website", "manuscript"):
        for name, value in config.table_at(page.site.values, key).items():
            if name in _SHARED:
                found.setdefault(name, value)
    for name in config.list_at(page.site.values, "metadata-files"):
        if isinstance(name, str):
            found |= config.read(page.root / name, page.root)
    _root_files(found, "")
    folders = dirname(page.name).split("/") if "/" in page.name else []
    for depth in range(len(folders) + 1):
        folder = "/".join(folders[:depth])
        table = config.read(page.root / join(folder, "_metadata.yml"), page.root)
        _root_files(table, folder)
        found |= table
    return found


_OWN = ("parts", "project", "title", "description", "image")
_SHARED = ("bibliography", "csl", "lang", "date")


def _root_files(table: dict[str, Any], folder: str) -> None:
    """Make the bibliographies of a configuration paths from the root."""
    for key in ("bibliography", "csl"):
        value = table.get(key)
        names = value if isinstance(value, list) else [value]
        files = [f"/{join(folder, each.lstrip('/'))}" for each in names if isinstance(each, str)]
        if files:
            table[key] = files if key == "bibliography" else files[0]


def adapt(data: dict[str, Any], page: Page) -> None:
    """Complete the front matter by what the project says, and find the part that a chapter begins."""
    known = defaults(page)
    for key in ("lang", "bibliography", "csl", "author", "date", "tags"):
        if key in known and key not in data:
            data[key] = known[key]
    shape = _html(data.get("format")) or _html(data.get("output"))
    for key, ours in (("toc", "toc"), ("number-sections", "number_sections")):
        value = data.get(key, data.get(ours, shape.get(key, shape.get(ours))))
        if value is not None:
            data[ours] = value if isinstance(value, bool) else str(value).lower() == "true"
    part = config.text_at(page.site.values, "parts", page.name)
    if part and "kicker" not in data:
        data["kicker"] = part
    _drop_missing(data, page)
    _drop_missing_picture(data, page)


def _drop_missing_picture(data: dict[str, Any], page: Page) -> None:
    """Remove a lead image that the publication has not, with a finding."""
    image = data.get("image")
    name = image.partition("?")[0] if isinstance(image, str) else ""
    is_local = bool(name) and not name.startswith(("http:", "https:", "data:"))
    if is_local and not _file(name, page) and not page.find_file(name):
        message = f"the lead image “{name}” is missing"
        warn("picture", message, place_of(page, ""), "Left out. Check the path.")
        del data["image"]


def _html(value: Any) -> Mapping[str, Any]:
    """Return the options of HTML among those of formats."""
    if not isinstance(value, Mapping):
        return {}
    for key, found in value.items():
        if re.search("html|gitbook", str(key)) and isinstance(found, Mapping):
            return found
    return {}


def _drop_missing(data: dict[str, Any], page: Page) -> None:
    """Remove the names of bibliographies and styles that the publication has not."""
    value = data.get("bibliography")
    names = value if isinstance(value, list) else [value] if value else []
    files = [found for each in names if isinstance(each, str) and (found := _file(each, page))]
    data.pop("bibliography", None)
    if files:
        data["bibliography"] = files
    style = data.pop("csl", None)
    if isinstance(style, str) and style.endswith(".csl") and (found := _file(style, page)):
        data["csl"] = found


def _file(name: str, page: Page) -> str:
    """Return the address of a file beside the page, or from the root; "" when there is none."""
    start = page.root if name.startswith("/") else page.path.parent
    if (start / name.lstrip("/")).is_file():
        return name
    return f"/{name}" if (page.root / name.lstrip("/")).is_file() else ""
