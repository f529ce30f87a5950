"""What the configuration of a Quarto, bookdown or R Markdown project says of its articles."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join
from typing import Any

from triptych.core.findings import warn
from triptych.core.site import Site
from triptych.dialects import config, r_project
from triptych.dialects.page import Page, place_of

SUFFIXES = r_project.SUFFIXES
_OUTPUTS = {"_bookdown.yml": "_book", "_site.yml": "_site"}


def describe(root: Path, mark: str) -> Site:
    """Return what ``_quarto.yml``, ``_bookdown.yml`` or ``_site.yml`` says, and the order of a book."""
    if mark.lower().endswith(SUFFIXES):
        return r_project.articles(root, mark)
    table = config.read(root / mark, root) if mark else {}
    name = mark.rpartition("/")[2]
    if name == "_bookdown.yml":
        return r_project.book(root, table)
    if name == "_site.yml":
        return r_project.pages(root, table)
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
        author=r_project.name_of(author),
        url=config.address(config.text_at(own, "site-url")),
        only=tuple(each for each in dict.fromkeys(chapters) if (root / each).is_file()),
        order=_order(own),
        skipped=(*r_project.SKIPPED, *([output] if output else []), *unread),
        statics=("",),
        values={**table, "parts": parts},
        book="_quarto.yml" if kind == "book" else "",
        parts=parts,
    )


def _order(own: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the files of a website in the order of its navigation, its home page first."""
    return tuple(dict.fromkeys(["index.qmd", *_listed([own.get("sidebar"), own.get("navbar")])]))


_ORDERED = ("contents", "menu", "right", "left", "file", "href", "section")
"""The keys of a navigation that have files, the last read first."""


def _listed(navigation: Any) -> Iterator[str]:
    """Yield the files that menus and a sidebar name, in order."""
    stack = [navigation]
    while stack:
        each = stack.pop()
        if isinstance(each, list):
            stack += reversed(each)
        elif isinstance(each, Mapping):
            stack += [each[key] for key in _ORDERED if key in each]
        elif isinstance(each, str) and each.lower().endswith(SUFFIXES):
            yield each.lstrip("./")


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
