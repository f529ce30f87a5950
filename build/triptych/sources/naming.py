"""The name of an article, which its editions have, and the folder that they are in.

An article's editions are in a folder of its name. Where files of one name are in several folders, those
of each follow its own: ``guide/params`` and ``api/params``.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from triptych.core.errors import SourceError
from triptych.core.site import Site
from triptych.settings.publication import Publication
from triptych.settings.resolve import slugify

_INDEXES = frozenset(["index", "_index"])
_SUFFIXES = frozenset([".md", ".markdown", ".mdown", ".mdx", ".qmd", ".rmd"])


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an article's editions; ``is_given`` when its front matter has it, as ``slug``."""

    slug: str
    is_given: bool = False


def is_index(path: Path) -> bool:
    """Whether a file stands for its folder: ``index.md``, ``INDEX.md``, ``index.qmd`` or ``_index.md``."""
    stem, dot, suffix = path.name.lower().rpartition(".")
    return stem in _INDEXES and dot + suffix in _SUFFIXES


def stem_of(path: Path) -> str:
    """Return what an article is called: its file, or the folder that it stands for."""
    return path.parent.resolve().name if is_index(path) else path.stem


def own_slug(path: Path) -> str:
    """Return the slug that an article has of its file's name; "" when nothing can be made of it."""
    try:
        return slugify(stem_of(path))
    except SourceError:
        return ""


def output_folders(names: Mapping[Path, Name], publication: Publication) -> dict[Path, str]:
    """Return the folder of each article's editions, below the output folder and separated by ``/``.

    ``names`` has every article of the publication that may have a name in common. A name that is given
    stays; so does one that no other file has, unless the settings ask for folders throughout.
    """
    shared = Counter(name.slug.casefold() for name in names.values() if not name.is_given)
    follows = {
        path
        for path, name in names.items()
        if not name.is_given
        and (publication.settings.keep_folders or shared[name.slug.casefold()] > 1)
    }
    top = _top(follows, publication)
    folders = {
        path: "/".join([*_folders(path, top), name.slug]) if path in follows else name.slug
        for path, name in names.items()
    }
    is_foreign = publication.site.dialect != Site().dialect
    return _apart(folders, names) if is_foreign else folders


def _apart(folders: Mapping[Path, str], names: Mapping[Path, Name]) -> dict[Path, str]:
    """Return folders of which no two are one, as other tools' sites have pages of one name.

    ``en.md`` stays ``en``, and ``en/index.md`` is in ``en/en``; others of one name are counted.
    """
    taken: set[str] = set()
    apart: dict[Path, str] = {}
    for path in sorted(folders, key=lambda path: (is_index(path), path)):
        folder = base = folders[path]
        if folder.casefold() in taken and is_index(path):
            folder = base = f"{base}/{names[path].slug}"
        number = 1
        while folder.casefold() in taken:
            number += 1
            folder = f"{base}-{number}/{names[path].slug}"
        taken.add(folder.casefold())
        apart[path] = folder
    return apart


def twins(folders: Mapping[Path, str]) -> dict[Path, Path]:
    """Return the articles whose editions would overwrite each other, each with another of them.

    Folders that differ only by case are one on some file systems.
    """
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path, folder in folders.items():
        groups[folder.casefold()].append(path)
    return {
        path: group[1] if path == group[0] else group[0]
        for group in groups.values()
        if len(group) > 1
        for path in group
    }


def _top(paths: Iterable[Path], publication: Publication) -> Path:
    """Return the folder that outputs are counted from: the content's, else one around all paths."""
    resolved = [path.resolve() for path in paths]
    for top in (publication.content.resolve(), publication.root.resolve()):
        if all(path.is_relative_to(top) for path in resolved):
            return top
    return Path(os.path.commonpath([path.parent for path in resolved]))


def _folders(path: Path, top: Path) -> list[str]:
    """Return the folders between ``top`` and an article, each as a slug."""
    folder = path.resolve().parent
    above = folder.parent if is_index(path) and folder != top else folder
    return [slug for part in above.relative_to(top).parts if (slug := _slug_of_folder(part))]


def _slug_of_folder(name: str) -> str:
    """Return a folder's name as a slug; "" when nothing can be made of it."""
    try:
        return slugify(name)
    except SourceError:
        return ""
