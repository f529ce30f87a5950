"""Find the articles of a publication."""

import os
import shlex
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from triptych.core import findings, links
from triptych.core.errors import Place, SourceError, UsageError
from triptych.core.site import Site
from triptych.settings import fields, front_matter
from triptych.settings.publication import Publication, bare
from triptych.sources import sites
from triptych.sources.naming import is_index
from triptych.sources.other_formats import describe_by_name

_IGNORED = {"readme.md", "readme.markdown"}
"""Names of files that describe a folder to people who browse it, and are no articles."""


def locate(paths: tuple[Path, ...], here: Path) -> tuple[Publication, list[Path]]:
    """Return the publication that ``paths`` belong to, and the article files they name.

    Without paths it is the publication around ``here``; paths outside of any are one in the folder that
    has them all. Raises ``UsageError`` when there is none, or several, and ``SourceError`` for a path
    that names no article.
    """
    publication = sites.publication_around(paths[0] if paths else here)
    if not paths:
        own = bare(here) if (here / "content").is_dir() else None
        publication = publication or own or sites.plain_folder(here)
        if publication is None:
            hint = "Name an article, or make a folder content/ with one in it."
            raise UsageError("there is no publication here", Place(str(here)), hint)
        return publication, publication_articles(publication)
    for path in paths:
        if not path.exists():
            raise SourceError("there is no such file", Place(str(path)), _nearby(path))
    publication = publication or bare(_folder_of(paths))
    _refuse_others(paths, publication)
    found = [file for path in paths for file in _under(path, publication)]
    return publication, list(dict.fromkeys(found))


def _folder_of(paths: tuple[Path, ...]) -> Path:
    """Return the folder that has all paths; that of the first where it is a home or a whole disc."""
    folders = list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))
    if len(folders) == 1:
        return folders[0]
    try:
        common = Path(os.path.commonpath([_plain(each) for each in folders]))
    except ValueError:  # on two drives
        return folders[0]
    return folders[0] if common in (Path.home(), Path(common.anchor)) else common


def _refuse_others(paths: tuple[Path, ...], publication: Publication) -> None:
    """Raise ``UsageError`` for a path that is not of the publication of the first one."""
    root, first = _plain(publication.root), display_path(paths[0])
    is_bare = publication == bare(publication.root)
    owners: dict[Path, Publication | None] = {}
    for path in paths[1:]:
        folder = path if path.is_dir() else path.parent
        is_below = _plain(folder).is_relative_to(root)
        if is_below and not is_bare:
            continue
        if folder not in owners:
            owners[folder] = sites.publication_around(path)
        owner = owners[folder]
        if owner is None and is_below:
            continue
        message = f"is outside the publication of {first}"
        if owner:
            message = f"belongs to the publication in {display_path(owner.root)}, {first} does not"
        hint = f"Build it by itself: `triptych build {shlex.quote(display_path(path))}`."
        raise UsageError(message, Place(display_path(path)), hint)


def _plain(path: Path) -> Path:
    """Return an absolute path without ``..``; links stay."""
    return Path(os.path.normpath(path.absolute()))


def publication_articles(publication: Publication) -> list[Path]:
    """Return the article files of a publication in its order; raises as ``articles`` does."""
    root, site = publication.root, publication.site
    if site.only:
        listed = [root / name for name in site.only]
        return [path for path in listed if path.is_file() and not links.leads_outside(path, root)]
    folders = [publication.content]
    if len(site.content) > 1:
        folders = [root / name for name in site.content if (root / name).is_dir()] or folders
    found = [path for folder in folders[:-1] for path in all_below(folder, root, site)]
    if found and len(folders) > 1:
        return list(dict.fromkeys([*found, *all_below(folders[-1], root, site)]))
    return _ordered(articles(folders[-1], root, site), root, site)


def _ordered(found: list[Path], root: Path, site: Site) -> list[Path]:
    """Return articles in the order of the site's navigation, those that it does not name at the end."""
    if not site.order:
        return found
    there = dict.fromkeys(found)
    named = [path for name in site.order if (path := root / name) in there]
    return list(dict.fromkeys([*named, *found]))


def articles(folder: Path, root: Path | None = None, site: Site | None = None) -> list[Path]:
    """Return the article files under ``folder`` by name; raises ``UsageError`` when there are none.

    A link is followed within ``root``, by default ``folder``, but to no folder twice; one that leads
    elsewhere raises ``SourceError``.
    """
    hint = "An article is a file SLUG.md, or a folder SLUG/ with index.md."
    place = Place(display_path(folder))
    if not folder.is_dir():
        raise UsageError("there is no such folder of articles", place, hint)
    try:
        found = all_below(folder, root or folder, site)
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        raise SourceError(message, place, "Check the path and its permissions.") from None
    if not found:
        others = filter(None, map(describe_by_name, sorted(folder.iterdir())))
        hint = f"{hint}\n{next(others, '')}".strip()
        raise UsageError("there is no article in this folder", place, hint)
    return found


def all_below(folder: Path, root: Path, site: Site | None = None) -> list[Path]:
    """Return the article files under a folder of a publication, by name; none when it does not exist."""
    return sorted(_walk(folder, root, set(), site or Site())) if folder.is_dir() else []


def display_path(path: Path) -> str:
    """Return ``path`` as a user reads it best: relative to the current folder where it is below it."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def display_paths(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each path with what ``display_path`` returns of it, for many at once."""
    here = str(Path.cwd() / "_")[:-1]
    for path in paths:
        yield path, str(path).removeprefix(here)


def refuse_link_outside(path: Path, root: Path, place: str) -> None:
    """Raise ``SourceError`` for a file or folder that a link leads out of the publication."""
    if links.leads_outside(path, root):
        message = "is outside the publication: a link leads there"
        hint = "Copy it into the publication, or remove the link."
        raise SourceError(message, Place(place), hint)


def _walk(folder: Path, root: Path, seen: set[Path], site: Site) -> list[Path]:
    """Return the article files below ``folder``.

    An index.md with no other article beside or below it, or with ``whole_folder`` in its front matter,
    makes its folder one article. ``seen`` are the real folders that were searched, so that no loop of
    links is followed.
    """
    refuse_link_outside(folder, root, display_path(folder))
    if (real := folder.resolve()) in seen:
        return []
    seen.add(real)
    indexes, others = list[Path](), list[Path]()
    with os.scandir(folder) as listed:  # which knows kinds without asking again
        entries = sorted(listed, key=lambda entry: (entry.is_symlink(), entry.name))
    for entry in entries:
        path = folder / entry.name
        if _is_skipped(path, root, site):
            continue
        kind = path if entry.is_symlink() else entry  # a path says no of a link to itself
        if kind.is_dir():
            others += _walk(path, root, seen, site)
        elif path.suffix.lower() in site.suffixes and (kind.is_file() or _is_dangling(path)):
            (indexes if is_index(path) else others).append(path)
    if others and any(_has_whole_folder(index, root) for index in indexes):
        return indexes
    return [*indexes, *others]


def _is_skipped(path: Path, root: Path, site: Site) -> bool:
    """Whether a file or folder holds no article, by its name and by what the site says."""
    if path.name.startswith(("_", ".")) and path.name not in site.shown:
        return True
    if site.dialect == sites.OWN:
        return path.name.lower() in _IGNORED
    own = Path(os.path.relpath(path, root)).as_posix()
    return any(fnmatch(path.name, each) or fnmatch(own, each) for each in site.skipped)


def _has_whole_folder(index: Path, root: Path) -> bool:
    """Whether an index.md says that nothing else in its folder is an article."""
    if links.leads_outside(index, root):
        return False
    try:
        text = index.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError):
        return False
    if _WHOLE_FOLDER not in text.replace("-", "_"):
        return False
    place = display_path(index)
    try:
        with findings.collecting():
            front, _ = front_matter.read(front_matter.split(text, place), place)
    except SourceError:
        return False  # which is reported when it is built
    return front.whole_folder


_WHOLE_FOLDER = "whole_folder"


def _is_dangling(path: Path) -> bool:
    """Whether a path is a link to nothing, which reading it reports."""
    return path.is_symlink() and not path.exists()


def _under(path: Path, publication: Publication) -> list[Path]:
    """Return the article files that a path on the command line names."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        hint = "Name a file SLUG.md, or a folder with articles."
        raise SourceError("is neither a file nor a folder", Place(display_path(path)), hint)
    is_whole = path.resolve() == publication.root.resolve()
    whole = publication.content if is_whole and publication.content.is_dir() else path
    if is_whole and publication.site.dialect != sites.OWN:
        return publication_articles(publication)
    return articles(whole, publication.root, publication.site)


def _nearby(path: Path) -> str:
    """Return the file that was probably meant."""
    siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    meant = fields.nearest(path.name, siblings)
    return f"Did you mean {path.parent / meant}?" if meant else "Check the path."
