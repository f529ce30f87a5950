"""What shows which tool publishes a folder: a table, so that nothing else is loaded to look."""

import fnmatch
import os
import re
from functools import cache
from pathlib import Path

from triptych.core import links
from triptych.dialects import pandoc_marks

MARKS: dict[str, tuple[str, ...]] = {
    "docusaurus": (
        *("docusaurus.config.*", "*/docusaurus.config.*"),
        *("siteConfig.js", "*/siteConfig.js"),  # of its first version
    ),
    "vitepress": (".vitepress", "*/.vitepress", ".vuepress", "*/.vuepress"),
    "astro": ("astro.config.*",),
    "mkdocs": (
        "mkdocs.yml",
        "mkdocs.yaml",
        "properdocs.y*ml",
        "zensical.toml",
        "zensical.y*ml",
        "*/mkdocs.y*ml",
        "*/properdocs.y*ml",
        "*/zensical.toml",
    ),
    "quarto": ("_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_site.yml"),
    "mdbook": ("book.toml", "*/book.toml"),
    "myst": (
        "myst.yml",
        "_toc.yml",
        "*/_toc.yml",
        "conf.py",
        "*/conf.py",
        "*/source/conf.py",
        "doc*/*/conf.py",
    ),
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default"),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml"),
    "eleventy": (".eleventy.js", "eleventy.config.*", ".eleventy.cjs", ".eleventy.mjs"),
    "obsidian": (".obsidian", "*/.obsidian", "quartz.config.*", ".foam"),
    "gitbook": (".gitbook.yaml", ".gitbook", "*/.gitbook", "book.json", "SUMMARY.md"),
    "pandoc": (
        *("metadata.yaml", "metadata.yml", "*/metadata.yaml", "*/metadata.yml", "title.txt"),
        *("defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml", "[Mm]akefile", "build.sh"),
    ),
    "github": (".github",),
}
"""The marks of each dialect as patterns, from the root; of a site with several the first counts."""

_SHARED = {
    "hugo": ("config.toml", "config.yaml", "config.yml", "config.json"),
}
"""Marks that other tools have too, which count only beside one of these folders."""

_LATER = frozenset(["mkdocs", "mdbook"])
"""Dialects whose marks count less than another's where they are in a folder below."""

_BESIDE = ("content", "layouts", "archetypes", "themes")

_LOOSE: dict[str, tuple[str, ...]] = {
    "quarto": (
        "index.[Rr]md",
        "index.qmd",
        "vignettes/*.[Rr]md",
        "vignettes/*.qmd",
        "*.[Rr]md",
        "*.qmd",
    ),
}
"""Articles that no other tool has: what they are in is its site where nothing else is known."""

_PLAIN = ("[Rr][Ee][Aa][Dd][Mm][Ee].md", "*.md", "*.markdown", "docs/*.md", "doc/*.md")
"""What a folder of Markdown has that nothing else marks."""

WEAK = frozenset(["github", "pandoc"])
"""Dialects whose marks any folder may have, so that they count only where nothing else is known."""


def find_marks(root: Path, *, is_start: bool = True) -> dict[str, str]:
    """Return the dialects whose marks a folder has, in their order, each with its first mark.

    A mark in a folder below counts only where the search starts, or any neighbour would be one.
    """
    found: dict[str, str] = {}
    glob = _Glob(root)
    for name, patterns in MARKS.items():
        shared = _SHARED.get(name, ()) if any((root / b).is_dir() for b in _BESIDE) else ()
        for pattern in (*patterns, *shared):
            if pattern.startswith("*/") and not is_start:
                continue
            mark = next((each for each in glob.found(pattern) if _counts(name, each)), None)
            if mark:
                found[name] = mark.relative_to(root).as_posix()
                break
    return dict(sorted(found.items(), key=lambda item: item[0] in _LATER and "/" in item[1]))


class _Glob:
    """What many patterns find in one folder, which is listed once, as is each folder in it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = cache(_names)

    def found(self, pattern: str) -> list[Path]:
        """Return the paths that a pattern matches, sorted, as ``Path.glob`` finds them."""
        found = [self._root]
        for part in pattern.split("/"):
            found = [place for folder in found for place in self._within(folder, part)]
        return sorted(found)

    def _within(self, folder: Path, part: str) -> list[Path]:
        """Return what one part of a pattern matches in a folder; every folder for ``*``."""
        if part == "*":
            return [folder / name for name, is_folder in self._names(folder) if is_folder]
        start = _WILD.split(part, maxsplit=1)[0]
        if start == part:
            return [folder / part] if (folder / part).exists() else []
        names = [name for name, _ in self._names(folder) if name.startswith(start)]
        return [folder / name for name in fnmatch.filter(names, part)]


_WILD = re.compile(r"[*?\[]")


def _names(folder: Path) -> list[tuple[str, bool]]:
    """Return the names in a folder, each with whether it is one itself; none where it cannot be read."""
    try:
        with os.scandir(folder) as listed:
            return [(entry.name, _is_folder(entry)) for entry in listed]
    except OSError:
        return []


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder; a link to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def find_loose(root: Path) -> dict[str, str]:
    """Return the dialects that the articles of a folder show, each with the first of them."""
    found: dict[str, str] = {}
    for name, patterns in _LOOSE.items():
        known = (path for pattern in patterns for path in sorted(root.glob(pattern)))
        if path := next(known, None):
            found[name] = path.relative_to(root).as_posix()
    return found


def find_plain(root: Path) -> str:
    """Return the first of the articles of a folder of Markdown that no tool marks; "" without any."""
    known = (path for pattern in _PLAIN for path in sorted(root.glob(pattern)))
    return next((path.relative_to(root).as_posix() for path in known if path.is_file()), "")


_WIKI_LINK = re.compile(r"(?<![`\w\\])!?\[\[[^\[\]\n`]+\]\](?!\()")
_ENOUGH = 2


def is_vault(root: Path) -> bool:
    """Whether a folder of Markdown is a vault whose settings are not there: notes link to each other."""
    if (root / "_Sidebar.md").is_file():
        return False  # a wiki of GitHub's
    found = 0
    for path in sorted(root.glob("**/*.md"))[:_LOOKED_AT]:
        if found >= _ENOUGH:
            break
        if links.leads_outside(path, root):
            continue
        try:
            with path.open(encoding="utf-8", errors="ignore") as file:
                found += bool(_WIKI_LINK.search(file.read(_LETTERS)))
        except OSError:
            continue
    return found >= _ENOUGH


_LOOKED_AT = 80
_LETTERS = 20_000


def _counts(name: str, mark: Path) -> bool:
    """Whether a mark that other tools may have too is this one's."""
    if name == "pandoc":
        return pandoc_marks.is_mark(mark)
    if name == "gitbook" and mark.name in ("book.json", "SUMMARY.md"):
        return _has_chapters(mark.parent)
    return name != "myst" or _is_myst(mark)


_CHAPTER = re.compile(r"^[ \t]*[-*+][ \t]+\[[^\[\]\n]*\]\([^()\n]+\.md", re.MULTILINE)


def _has_chapters(folder: Path) -> bool:
    """Whether a folder has a list of chapters, as GitBook's has, beside its first page."""
    try:
        text = (folder / "SUMMARY.md").read_text(encoding="utf-8", errors="ignore")
    except OSError:
        return False
    return len(_CHAPTER.findall(text)) > 1 and (folder / "README.md").is_file()


def _is_myst(mark: Path) -> bool:
    """Whether a configuration is MyST's: Sphinx's counts only where it names MyST.

    A table of contents counts beside a configuration of Jupyter Book.
    """
    if mark.name == "_toc.yml":
        return (mark.parent / "_config.yml").is_file()
    if mark.name != "conf.py":
        return True
    try:
        return "myst" in mark.read_text(encoding="utf-8", errors="ignore")
    except OSError:
        return False
