"""The index of a publication's articles, by which a link from one to another is resolved.

An article is known by its path, by the address that its tool gives it, by its name, by its aliases and
by its title. Each look-up is recorded as a dependency, so that an article is pressed again when what
one of its links means has changed.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from triptych.core import dependencies
from triptych.core.errors import TriptychError
from triptych.core.model import Site
from triptych.settings.publication import Publication
from triptych.sources import discover, naming, target_heads
from triptych.sources.naming import Name
from triptych.sources.target_heads import Head

ARTICLE, FILE = "article", "file"
"""What a look-up is for: an article, or any file."""

_ENDS = re.compile(r"(?:\.(?:md|mdx|markdown|mdown|qmd|rmd|html?|ipynb))$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|/)(?:_?index|readme)$", re.IGNORECASE)
_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Target:
    """An article that a link leads to: its path from the root, the folder and slug of its editions.

    ``fragment`` is the id of the place in it, "" for its beginning.
    """

    name: str
    folder: str
    fragment: str = ""


class Index:
    """The articles of one publication by everything that links call them."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.site = publication.site
        self._root = publication.root.resolve()
        self._heads: dict[str, Head] = {}

    @cached_property
    def _articles(self) -> dict[str, Path]:
        """The articles by their path from the root."""
        try:
            found = discover.publication_articles(self._publication)
        except TriptychError:
            return {}
        root = self._publication.root
        return {Path(os.path.relpath(path, root)).as_posix(): path for path in found}

    def prepare(self) -> None:
        """Read what every article says of itself."""
        for name in self._articles:
            self.head(name)

    def head(self, name: str) -> Head:
        """Return what an article says of itself, read once."""
        if name not in self._heads:
            self._heads[name] = target_heads.read(self._articles[name], self.site)
        return self._heads[name]

    @cached_property
    def folders(self) -> dict[str, str]:
        """The folder of each article's editions, by its path from the root; drafts have none."""
        names = {}
        for name, path in self._articles.items():
            head = self.head(name)
            slug = head.slug or naming.own_slug(path)
            if slug:
                names[path] = Name(slug, head.is_slug_given)
        try:
            folders = naming.output_folders(names, self._publication)
        except (TriptychError, ValueError):
            return {}
        by_path = {path: name for name, path in self._articles.items()}
        return {
            by_path[path]: folder
            for path, folder in folders.items()
            if not self.head(by_path[path]).is_draft
        }

    @cached_property
    def _routes(self) -> dict[str, str]:
        """The path from the root of each article by the addresses that it may have."""
        routes: dict[str, str] = {}
        weak: dict[str, str] = {}
        for name in self._articles:
            for route in _routes_of(name, self.site):
                routes.setdefault(_key(route), name)
            for route in _weak_routes_of(name, self.site):
                weak.setdefault(_key(route), name)
        for name in self._articles:
            for route in self.head(name).addresses:
                routes[_key(route.strip("/"))] = name
        return {**weak, **routes}

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The paths from the root of the articles by their names, aliases and titles."""
        names: dict[str, list[str]] = {}
        for name in sorted(self._articles, key=lambda each: (each.count("/"), each)):
            names.setdefault(_key(_bare(name).rpartition("/")[2]), []).append(name)
        for name in self._articles:
            head = self.head(name)
            for word in (*head.aliases, head.title):
                if word:
                    names.setdefault(_key(word), []).append(name)
        return names

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """The paths from the root of all files by their names."""
        files: dict[str, list[str]] = {}
        seen = 0
        for at, folders, names in os.walk(self._root):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _UNREAD)
            for name in sorted(names):
                seen += 1
                if seen > _MOST_FILES:
                    return files
                path = Path(os.path.relpath(Path(at, name), self._root)).as_posix()
                files.setdefault(_key(name), []).append(path)
        return files

    def by_address(self, address: str, start: str) -> str:
        """Return the path from the root of the article that a relative address leads to, or "".

        ``start`` is the path from the root of the article that has the link.
        """
        plain = unquote(address).replace("\\", "/")
        if plain.startswith("/"):
            bases = ["", *self.site.content]
            wanted = [join(base, plain.lstrip("/")) for base in bases]
        else:
            own = _bare(start)
            wanted = [join(dirname(start), plain), join(own, plain), join(dirname(own), plain)]
        for each in wanted:
            path = normpath(each).lstrip("/")
            if path in self._articles:
                return path
        for each in wanted:
            path = normpath(each)
            if not path.startswith(".."):
                found = self._routes.get(_key(_bare(path.strip("/"))))
                if found:
                    return found
        return ""

    def by_name(self, name: str, start: str) -> str:
        """Return the path from the root of the article that a wiki link names, the nearest, or ""."""
        plain = name.strip().strip("/")
        if "/" in plain or plain.startswith("."):
            found = self.by_address(plain, start) or self.by_address(f"/{plain}", start)
            if found:
                return found
        last = _key(_bare(plain).rpartition("/")[2])
        known = self._names.get(last, [])
        if "/" in plain:
            end = _key(_bare(plain))
            known = [each for each in known if f"/{_key(_bare(each))}".endswith(f"/{end}")] or known
        return _nearest(known, start)

    def file_by_name(self, name: str, start: str) -> str:
        """Return the path from the root of the file of a name, the nearest, or ""."""
        plain = unquote(name).strip()
        near = normpath(join(dirname(start), plain)).lstrip("/")
        if not near.startswith("..") and (self._root / near).is_file():
            return near
        known = self._files.get(_key(plain.rpartition("/")[2]), [])
        if "/" in plain:
            end = _key(plain.lstrip("./"))
            known = [each for each in known if f"/{_key(each)}".endswith(f"/{end}")] or known
        return _nearest(known, start)

    def nearest_name(self, address: str) -> str:
        """Return the article whose name is most like that of an address, or ""."""
        wanted = _key(_bare(unquote(address).rstrip("/")).rpartition("/")[2])
        if not wanted:
            return ""
        exact = self._names.get(wanted, [])
        return exact[0] if exact else target_heads.closest(wanted, self._names)


_UNREAD = frozenset(["node_modules", "out", "__pycache__", "_site"])


def _key(text: str) -> str:
    """Return a name without what differs between systems and tools: case, forms, spaces, dashes."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\s_-]+", "-", plain).strip("-")


def _bare(path: str) -> str:
    """Return a path without the end of its name, and without the name of an index."""
    return _INDEX.sub("", _ENDS.sub("", path.rstrip("/"))).strip("/")


def _routes_of(name: str, site: Site) -> Iterator[str]:
    """Yield the addresses of an article by its path: from the root, and from each folder of articles."""
    bare = _bare(name)
    yield bare
    for folder in site.content:
        if folder and folder != "." and bare.startswith(f"{folder}/"):
            yield bare.removeprefix(f"{folder}/")
        elif folder and bare == folder:
            yield ""


_NUMBER = re.compile(r"(?:^|(?<=/))\d+[-_.]\s?(?=[^\d/])")
_DATE = re.compile(r"(?:^|(?<=/))\d{4}-\d{1,2}-\d{1,2}-")


def _weak_routes_of(name: str, site: Site) -> Iterator[str]:
    """Yield the addresses that an article may have by its path: without numbers and dates of order."""
    for route in _routes_of(name, site):
        plain = _DATE.sub("", route)
        for each in (plain, _NUMBER.sub("", plain)):
            if each != route:
                yield each
            slug = re.sub(r"[^\w/-]+", "-", each)
            if slug != each:
                yield slug


def _nearest(known: list[str], start: str) -> str:
    """Return the path that shares the most folders with ``start``, the shortest and first of them."""
    home = dirname(start).split("/")

    def rank(path: str) -> tuple[int, int, str]:
        folders = dirname(path).split("/")
        shared = next(
            (n for n, (a, b) in enumerate(zip(home, folders, strict=False)) if a != b), None
        )
        common = min(len(home), len(folders)) if shared is None else shared
        return -common, len(folders), path

    return min(known, key=rank) if known else ""


_indexes: dict[Path, Index] = {}


def register(publication: Publication) -> None:
    """Make a publication known by its root, for links that are resolved later."""
    if publication.root not in _indexes:
        _indexes[publication.root] = Index(publication)


def forget() -> None:
    """Forget what is known of every publication, for its files may have changed."""
    _indexes.clear()


def prepare(publication: Publication) -> None:
    """Read the index of a site at once, so that processes that are forked need not."""
    register(publication)
    _indexes[publication.root].prepare()


def find_article(publication: Publication, path: Path, name: str) -> str:
    """Return the path from the root of the article that a wiki link in ``path`` names, or ""."""
    register(publication)
    return _recorded(publication.root, f"name\n{_own(path, publication.root)}\n{name}")


def find_file(publication: Publication, path: Path, name: str) -> str:
    """Return the path from the root of the file that a link in ``path`` names, or ""."""
    register(publication)
    return _recorded(publication.root, f"file\n{_own(path, publication.root)}\n{name}")


def find_in(root: Path, path: Path, name: str) -> str:
    """Return the path from a known publication's root of the file that ``path`` names, or ""."""
    return _recorded(root, f"file\n{_own(path, root)}\n{name}")


def resolve(root: Path, path: Path, address: str) -> Target | None:
    """Return the article that a link in ``path`` leads to, with the place in it; None for none."""
    found = _recorded(root, f"link\n{_own(path, root)}\n{address}")
    if not found:
        return None
    name, folder, fragment = found.split("\n")
    return Target(name, folder, fragment)


def nearest(root: Path, address: str) -> str:
    """Return the article that was probably meant by a link that leads nowhere, or ""."""
    return _indexes[root].nearest_name(address) if root in _indexes else ""


def state(publication: Publication, query: str) -> str:
    """Return the present answer to a look-up that was recorded."""
    register(publication)
    return _answer(_indexes[publication.root], query)


def _own(path: Path, root: Path) -> str:
    """Return an article's path from the root."""
    return Path(os.path.relpath(path, root)).as_posix()


def _recorded(root: Path, query: str) -> str:
    """Return the answer to a look-up, and record it; "" where no publication is known."""
    index = _indexes.get(root)
    answer = _answer(index, query) if index else ""
    dependencies.record(dependencies.LINK, query, answer)
    return answer


def _answer(index: Index, query: str) -> str:
    """Return the answer to a look-up: ``kind``, article and name, each on a line."""
    kind, start, wanted = query.split("\n", maxsplit=2)
    if kind == "name":
        return index.by_name(wanted, start)
    if kind == "file":
        return index.file_by_name(wanted, start)
    return _linked(index, start, wanted)


def _linked(index: Index, start: str, address: str) -> str:
    """Return the path, folder and fragment of the article that an address leads to, or ""."""
    site = index.site
    plain = address
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        if not site.url or not address.startswith(site.url):
            return ""
        plain = address.removeprefix(site.url) or "/"
    path, _, fragment = plain.partition("#")
    path = path.partition("?")[0]
    base = site.base.strip("/")
    if base and path.startswith(f"/{base}/"):
        path = path.removeprefix(f"/{base}")
    if not path:
        return ""
    name = index.by_address(path, start)
    folder = index.folders.get(name, "") if name else ""
    if not folder:
        return ""
    place = index.head(name).place_of(unquote(fragment)) if fragment else ""
    return f"{name}\n{folder}\n{place}"
