"""The index of a publication's articles, by which a link from one to another is resolved.

An article is known by its path, by the address that its tool gives it, by its name, by its aliases and
by its title. Each look-up is recorded as a dependency, so that an article is pressed again when what
one of its links means has changed.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from triptych.core import dependencies
from triptych.settings.publication import Publication
from triptych.sources.link_index import Index


@dataclass(frozen=True, slots=True)
class Target:
    """An article that a link leads to: its path from the root, the folder and slug of its editions.

    ``fragment`` is the id of the place in it, "" for its beginning. Where it is in an issue and has no
    editions of its own, ``issue`` is the folder of that one's.
    """

    name: str
    folder: str
    fragment: str = ""
    issue: str = ""


_indexes: dict[Path, Index] = {}
_given: dict[Path, Mapping[str, str]] = {}


def register(publication: Publication) -> None:
    """Make a publication known by its root, for links that are resolved later."""
    if publication.root not in _indexes:
        _indexes[publication.root] = Index(publication)


def give(root: Path, answers: Mapping[str, str]) -> None:
    """Make look-ups known by their answers, where a publication has only some of its articles."""
    _given[root] = answers


def forget() -> None:
    """Forget what is known of every publication, for its files may have changed."""
    _indexes.clear()
    _given.clear()


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


def find_place(publication: Publication, path: Path, uid: str) -> str:
    """Return the address of the article, nearest to ``path``, with a place of an id, or ""."""
    register(publication)
    return _recorded(publication.root, f"place\n{_own(path, publication.root)}\n{uid}")


def find_below(publication: Publication, path: Path) -> list[tuple[str, str]]:
    """Return the pages of the section that ``path`` is the index of: path from the root, and title."""
    register(publication)
    found = _recorded(publication.root, f"below\n{_own(path, publication.root)}\n")
    lines = [line.partition("\t") for line in found.split("\n") if line]
    return [(name, title) for name, _, title in lines]


def find_in(root: Path, path: Path, name: str) -> str:
    """Return the path from a known publication's root of the file that ``path`` names, or ""."""
    return _recorded(root, f"file\n{_own(path, root)}\n{name}")


def resolve(root: Path, path: Path, address: str) -> Target | None:
    """Return the article that a link in ``path`` leads to, with the place in it; None for none."""
    if _is_elsewhere(root, address):
        return None
    found = _recorded(root, f"link\n{_own(path, root)}\n{address}")
    if not found:
        return None
    name, folder, fragment, issue = found.split("\n")
    return Target(name, folder, fragment, issue)


def _is_elsewhere(root: Path, address: str) -> bool:
    """Whether an address is on another site than the settings name, whatever articles there are."""
    index = _indexes.get(root)
    if not index or not _ABSOLUTE.match(address):
        return False
    return not (index.site.url and address.startswith(index.site.url))


_ABSOLUTE = re.compile(r"[A-Za-z][\w+.-]*:|//")
"""An address with a scheme or a host (RFC 3986, sections 3 and 4.2)."""


def paged_issue(publication: Publication, path: Path) -> str:
    """Return the path from the root of the issue whose pages an article names as its own, or ""."""
    register(publication)
    return _indexes[publication.root].issue_of(_own(path, publication.root), "paged")


def nearest(root: Path, address: str) -> str:
    """Return the article that was probably meant by a link that leads nowhere, or ""."""
    return _recorded(root, f"near\n\n{address}")


def state(publication: Publication, query: str) -> str:
    """Return the present answer to a look-up that was recorded."""
    register(publication)
    return _answer(_indexes[publication.root], query)


def _own(path: Path, root: Path) -> str:
    """Return an article's path from the root."""
    return Path(os.path.relpath(path, root)).as_posix()


def answer(root: Path, query: str) -> str:
    """Return the present answer to a look-up that was recorded; "" where no publication is known."""
    if query in (given := _given.get(root, {})):
        return given[query]
    index = _indexes.get(root)
    return _answer(index, query) if index else ""


def _recorded(root: Path, query: str) -> str:
    """Return the answer to a look-up, and record it; "" where no publication is known."""
    found = answer(root, query)
    dependencies.record(dependencies.LINK, query, found)
    return found


def _answer(index: Index, query: str) -> str:
    """Return the answer to a look-up: ``kind``, article and name, each on a line."""
    kind, start, wanted = query.split("\n", maxsplit=2)
    if kind == "name":
        return index.by_name(wanted, start)
    if kind == "place":
        return index.by_place(wanted, start)
    if kind == "near":
        return index.nearest_name(wanted)
    if kind == "below":
        return "\n".join(f"{each}\t{index.title(each)}" for each in index.below(start))
    if kind == "file":
        return index.file_by_name(wanted, start)
    return _linked(index, start, wanted)


def _linked(index: Index, start: str, address: str) -> str:
    """Return the path, folder, fragment and issue of the article that an address leads to, or ""."""
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
    issue = index.folders.get(index.issue_of(name, "no"), "")
    return f"{name}\n{folder}\n{place}\n{issue}"
