"""What links call the articles of one publication: paths, addresses, names, aliases, titles."""

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from triptych.core.contents import OffPrints
from triptych.core.errors import TriptychError
from triptych.settings.publication import Publication
from triptych.sources import discover, naming, routes, sections, sites, target_heads
from triptych.sources.listed_issues import ListedIssue, read_issues
from triptych.sources.naming import Name
from triptych.sources.target_heads import Head

_MOST_FILES = 100_000


class Index:
    """The articles of one publication by everything that links call them."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.site = publication.site
        self._content = publication.site.content or (publication.settings.content,)
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
        """Read what every article says of itself, and which issues there are."""
        for name in self._articles:
            self.head(name)
        self.issue_of("", "no")

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
            if self._is_made(by_path[path])
        }

    def _is_made(self, name: str) -> bool:
        """Whether an article has editions: it is no draft, and has a text or pages to list."""
        head = self.head(name)
        is_empty = head.is_blank and self.site.dialect != sites.OWN
        return not head.is_draft and (not is_empty or bool(self.below(name)))

    @cached_property
    def _issues(self) -> list[ListedIssue]:
        """The issues whose members have no editions of their own, or name its pages; no drafts."""
        found = read_issues(self._articles, self._publication)
        return [each for each in found if not self.head(each.name).is_draft]

    def issue_of(self, name: str, offprints: OffPrints) -> str:
        """Return the first issue that says this of its off-prints and has an article, or ""."""
        return next(
            (i.name for i in self._issues if i.offprints == offprints and name in i.members), ""
        )

    @cached_property
    def _sections(self) -> dict[str, list[str]]:
        """The pages of each section by the path of its index."""
        return sections.by_section(self._articles)

    def below(self, name: str) -> list[str]:
        """Return the pages of the section that an article is the index of, in their order."""
        known = self._sections.get(name, [])
        return sections.ordered((each for each in known if self._is_made(each)), self.head)

    @cached_property
    def _routes(self) -> dict[str, str]:
        """The path from the root of each article by the addresses that it may have."""
        found: dict[str, str] = {}
        weak: dict[str, str] = {}
        for name in self._articles:
            for route in routes.routes_of(name, self._content):
                found.setdefault(routes.key(route), name)
            for route in routes.weak_routes_of(name, self._content):
                weak.setdefault(routes.key(route), name)
        for name in self._articles:
            for route in (*self.head(name).addresses, *self._given(name)):
                found[routes.key(route.strip("/"))] = name
                if not route.startswith("/"):
                    below = [*routes.routes_of(name, self._content)]
                    below += routes.weak_routes_of(name, self._content)
                    for each in below:
                        weak.setdefault(routes.key(join(dirname(each), route)), name)
        return {**weak, **found}

    def _own_addresses(self, name: str) -> list[str]:
        """Return the addresses of an article from which its tool's relative links are seen."""
        if name not in self._articles:
            return []
        given = [*self._given(name), *self.head(name).addresses]
        return [routes.bare(each.strip("/")) for each in given if "/" in each.strip("/")]

    def _given(self, name: str) -> Iterable[str]:
        """Return the addresses that the site's tool gives an article."""
        return sites.addresses(self.site, name, self.head(name).values)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The paths from the root of the articles by their names, aliases and titles."""
        names: dict[str, list[str]] = {}
        for name in sorted(self._articles, key=lambda each: (each.count("/"), each)):
            names.setdefault(routes.key(routes.bare(name).rpartition("/")[2]), []).append(name)
        for name in self._articles:
            head = self.head(name)
            for word in (*head.aliases, head.title):
                if word:
                    names.setdefault(routes.key(word), []).append(name)
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
                files.setdefault(routes.key(name), []).append(path)
        return files

    def title(self, name: str) -> str:
        """Return what a link to an article calls it: its title, else its name in words."""
        values = self.head(name).values
        typed = values.get("linktitle") or values.get("title") or naming.stem_of(Path(name))
        return " ".join(typed.split())

    def by_address(self, address: str, start: str) -> str:
        """Return the path from the root of the article that a relative address leads to, or "".

        ``start`` is the path from the root of the article that has the link.
        """
        plain = unquote(address).replace("\\", "/")
        if plain.startswith("/"):
            bases = ["", *self._content]
            wanted = [join(base, plain.lstrip("/")) for base in bases]
            if self.site.mark:  # which may be a folder of a larger site
                parts = plain.strip("/").split("/")
                wanted += ["/".join(parts[number:]) for number in range(1, len(parts))]
        else:
            own = routes.bare(start)
            wanted = [join(dirname(start), plain), join(own, plain), join(dirname(own), plain)]
            for route in self._own_addresses(start):
                wanted += [join(dirname(route), plain), join(route, plain)]
        for each in wanted:
            path = normpath(each).lstrip("/")
            if path in self._articles:
                return path
        for each in wanted:
            path = normpath(each)
            if not path.startswith(".."):
                found = self._routes.get(routes.key(routes.bare(path.strip("/"))))
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
        last = routes.key(routes.bare(plain).rpartition("/")[2])
        if not last and plain:  # the name of an index
            same = [each for each in self._articles if Path(each).stem.lower() == plain.lower()]
            return min(same, key=lambda each: (each.count("/"), each), default="")
        known = self._names.get(last, [])
        if "/" in plain:
            end = routes.key(routes.bare(plain))
            known = [
                each for each in known if f"/{routes.key(routes.bare(each))}".endswith(f"/{end}")
            ] or known
        return _nearest(known, start)

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """The paths from the root of the articles with a place of an id."""
        found: dict[str, list[str]] = {}
        for name in self._articles:
            for uid in self.head(name).ids:
                found.setdefault(uid, []).append(name)
        return found

    def by_place(self, uid: str, start: str) -> str:
        """Return the address from the root of a place by its id, or by that of what it is a part of."""
        parts = uid.split(".")
        for wanted in (uid, *(".".join(parts[:end]) for end in range(len(parts) - 1, 1, -1))):
            if found := _nearest(self._places.get(wanted, []), start):
                return f"/{found}#{wanted}"
        return ""

    def file_by_name(self, name: str, start: str) -> str:
        """Return the path from the root of the file of a name, the nearest, or ""."""
        plain = unquote(name).strip()
        near = normpath(join(dirname(start), plain)).lstrip("/")
        if not near.startswith("..") and (self._root / near).is_file():
            return near
        known = self._files.get(routes.key(plain.rpartition("/")[2]), [])
        if "/" in plain:
            known = _below(known, routes.key(plain.lstrip("./")), str)
        return _nearest(known, start)

    def nearest_name(self, address: str) -> str:
        """Return the article whose name is most like that of an address, or ""."""
        wanted = routes.key(routes.bare(unquote(address).rstrip("/")).rpartition("/")[2])
        if not wanted:
            return ""
        exact = self._names.get(wanted, [])
        return exact[0] if exact else target_heads.closest(wanted, self._names)


_UNREAD = frozenset(["node_modules", "out", "__pycache__", "_site"])


def _below(known: list[str], end: str, form: Callable[[str], str]) -> list[str]:
    """Return the paths that end with the folders and the name of a link, else all."""
    return [each for each in known if f"/{routes.key(form(each))}".endswith(f"/{end}")] or known


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
