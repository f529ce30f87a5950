"""The files that an article is made of, so that an edition can carry its own source."""

import os
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

from triptych.core.model import Manuscript
from triptych.settings import toml
from triptych.settings.publication import OWN, Publication

_CONTENT = "content"


def article_files(path: Path, data: bytes, publication: Publication) -> dict[str, bytes]:
    """Return an article's file and the publication's settings, by path from the root of the publication."""
    name, top = path_from_root(path, publication.root), folder_around(path, publication.root)
    files = {posixpath.join(top, name): data}
    table = {k: v for k, v in publication.table.items() if k != _CONTENT or _is_in(name, str(v))}
    if table:
        files[posixpath.join(top, OWN)] = toml.write(table)
    return files


def path_in_publication(url: str, manuscript: Manuscript) -> str:
    """Return the path in the publication of a file that an article names, "" outside; ``/`` is its root."""
    plain = unquote(re.split("[?#]", url, maxsplit=1)[0]) or url
    folder = posixpath.dirname(path_from_root(manuscript.path, manuscript.root))
    start = "" if plain.startswith("/") else folder
    name = posixpath.normpath(posixpath.join(start, plain.lstrip("/")))
    top = folder_around(manuscript.path, manuscript.root)
    return "" if name.startswith("..") else posixpath.join(top, name)


def path_from_root(path: Path, root: Path) -> str:
    """Return an article's path from the root of its publication; links in a loop lead nowhere."""
    whole, top = Path(os.path.realpath(path)), root.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.name


def folder_around(path: Path, root: Path) -> str:
    """Return the folder around all names: the root's own name where the root is the article, else ""."""
    return root.resolve().name if path_from_root(path, root) == "index.md" else ""


def _is_in(name: str, folder: str) -> bool:
    """Whether a file is in a folder of the publication."""
    inside = posixpath.normpath(folder)
    return inside == "." or name.startswith(f"{inside}/")
