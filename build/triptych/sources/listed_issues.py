"""Issues whose members have no editions of their own, or name its pages: found by their front matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from triptych.core import findings, postponed
from triptych.core.contents import Contents, OffPrints
from triptych.core.errors import TriptychError
from triptych.core.site import Site
from triptych.settings import front_matter, resolve
from triptych.settings.publication import Publication
from triptych.sources.files import path_from_root

_KEY = b"offprints"
_LARGEST = front_matter.LIMIT + 1024
"""The most bytes in which front matter is looked for."""


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """An issue with its path from the root, and those of its members."""

    name: str
    offprints: OffPrints
    members: frozenset[str]


def read_issues(articles: Mapping[str, Path], publication: Publication) -> list[ListedIssue]:
    """Return the issues among articles that set ``offprints``, in the order of their paths."""
    found = []
    for name, path in sorted(articles.items()):
        contents = _contents(path, publication.site)
        if contents.entries and contents.offprints != "yes":
            members = member_paths(contents, path, publication.root)
            found.append(ListedIssue(name, contents.offprints, frozenset(members)))
    return found


def member_path(name: str, issue: Path, root: Path) -> Path:
    """Return the file that a line of contents names, as it is or percent-encoded.

    The index of a folder stands for it.
    """
    is_encoded = not is_as_typed(name, issue, root) and is_as_typed(unquote(name), issue, root)
    path = _path(unquote(name) if is_encoded else name, issue, root)
    try:
        return path / "index.md" if path.is_dir() else path
    except (OSError, ValueError):  # a name that the system has for no file
        return path


def is_as_typed(name: str, issue: Path, root: Path) -> bool:
    """Whether there is a file, or a folder, whose name is that in a line of contents, unchanged."""
    try:
        return _path(name, issue, root).exists()
    except (OSError, ValueError):
        return False


def _path(name: str, issue: Path, root: Path) -> Path:
    """Return the path that a name means."""
    return (root if name.startswith("/") else issue.parent) / name.lstrip("/")


def member_paths(contents: Contents, issue: Path, root: Path) -> tuple[str, ...]:
    """Return the paths from the root of the articles that the contents of an issue name."""
    names = [entry.path for entry in contents.entries if entry.path]
    return tuple(path_from_root(member_path(name, issue, root), root) for name in names)


def _contents(path: Path, site: Site) -> Contents:
    """Return the contents that an article lists, where it sets ``offprints``."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
        if _KEY not in data:
            return Contents()
        text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        is_foreign = site.dialect != Site().dialect
        with findings.collecting(), postponed.collecting_errors():
            parts = front_matter.split(text, path.name, is_foreign=is_foreign)
            front, _ = front_matter.read(parts, path.name, is_foreign=is_foreign)
    except (OSError, TriptychError):
        return Contents()
    return resolve.contents(front)
