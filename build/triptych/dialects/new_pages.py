"""How each tool's pages begin, and where it looks for new ones."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from triptych.core.site import Site

PLAIN = frozenset(["github", "gitbook", "mdbook"])
"""Tools that show front matter as text, or as a table."""

HEADED = PLAIN | {"mkdocs", "myst", "vitepress"}
"""Tools whose pages begin with their title as a heading."""

NAMED = frozenset(["obsidian"])
"""Tools for which the name of the file is the title."""

_SECTIONED = frozenset(["astro", "eleventy", "hugo", "jekyll"])
"""Tools of blogs, whose articles are in a folder below that of the pages."""

_POSTS = "_posts"


def folder_of_new(root: Path, site: Site, articles: Iterable[Path]) -> Path:
    """Return the folder for a new page: where most are, or the first folder of the site."""
    if site.dialect == "jekyll" and (root / _POSTS).is_dir():
        return root / _POSTS
    first = root / (site.content[0] if site.content else "")
    if site.dialect not in _SECTIONED:
        return first
    folders = Counter(_section(path) for path in articles)
    return folders.most_common(1)[0][0] if folders else first


def name_of_new(folder: Path, site: Site, day: str, name: str) -> str:
    """Return the name of a new page's file without its suffix: Jekyll's posts begin with the day."""
    return f"{day}-{name}" if site.dialect == "jekyll" and _POSTS in folder.parts else name


def _section(path: Path) -> Path:
    """Return the folder that a page is filed in; one in a folder of its own is in the folder around it."""
    return path.parent.parent if path.stem in ("index", "_index") else path.parent
