"""What an article is made of, file by file, so that an edition can carry its own origin."""

import posixpath
import re
from pathlib import Path
from urllib.parse import quote, unquote

from triptych import assets, imaging, strip, themes
from triptych.errors import Place
from triptych.model import Asset, Manuscript
from triptych.settings import toml
from triptych.settings.publication import OWN, Publication

_CONTENT = "content"


def of_article(path: Path, data: bytes, publication: Publication) -> dict[str, bytes]:
    """Give an article's file and the publication's settings, by path from the root of the publication."""
    name, top = _own_name(path, publication.root), _top(path, publication.root)
    files = {posixpath.join(top, name): data}
    table = {k: v for k, v in publication.table.items() if k != _CONTENT or _is_in(name, str(v))}
    if table:
        files[posixpath.join(top, OWN)] = toml.write(table)
    return files


def of_theme(folders: tuple[Path, ...], manuscript: Manuscript) -> dict[str, bytes]:
    """Give the files of an article's themes that lie in its publication, by path from its root."""
    root, come_along = manuscript.root.resolve(), themes.built_in_folder().resolve()
    top = _top(manuscript.path, manuscript.root)
    homes = [folder.resolve() for folder in folders]
    files = {}
    for home in homes:
        if home.is_relative_to(come_along) or not home.is_relative_to(root):
            continue
        for path in sorted(home.rglob("*")):
            name = path.relative_to(root).as_posix()
            is_made = any(
                part.startswith((".", "__pycache__")) for part in path.parts[len(root.parts) :]
            )
            if path.is_file() and not is_made and path.resolve().is_relative_to(root):
                place = Place(manuscript.place)
                files[posixpath.join(top, name)] = assets.read_file(
                    root, root, f"/{quote(name)}", place
                )
    return files


def name_of(url: str, manuscript: Manuscript) -> str:
    """Give where a file that an article names lies in the publication, "" outside; ``/`` is its root."""
    plain = unquote(re.split("[?#]", url, maxsplit=1)[0]) or url
    folder = posixpath.dirname(_own_name(manuscript.path, manuscript.root))
    start = "" if plain.startswith("/") else folder
    name = posixpath.normpath(posixpath.join(start, plain.lstrip("/")))
    top = _top(manuscript.path, manuscript.root)
    return "" if name.startswith("..") else posixpath.join(top, name)


def picture(asset: Asset) -> bytes:
    """Give a picture's file as it may be handed on: all that it looks like, and nothing else it tells.

    A drawing is handed on rid of what is active; a format that cannot be made discreet gives nothing.
    """
    if asset.media_type == "image/svg+xml":
        return asset.data
    return strip.discreet(asset.media_type, asset.data, imaging.orientation(asset))


def _own_name(path: Path, root: Path) -> str:
    """Give an article's path from the root of its publication."""
    whole, top = path.resolve(), root.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.name


def _top(path: Path, root: Path) -> str:
    """Give the folder around all names: the root's own where it is the article, whose slug it gives."""
    return root.resolve().name if _own_name(path, root) == "index.md" else ""


def _is_in(name: str, folder: str) -> bool:
    """Tell whether a file lies in a folder of the publication."""
    inside = posixpath.normpath(folder)
    return inside == "." or name.startswith(f"{inside}/")
