"""The files of an article's themes, for an edition that carries its own source."""

import posixpath
from pathlib import Path
from urllib.parse import quote

from triptych.core.errors import Place
from triptych.core.model import Manuscript
from triptych.pictures import assets
from triptych.sources.files import folder_around
from triptych.theme.find import built_in_folder
from triptych.theme.font_files import SUFFIXES


def theme_source_files(
    folders: tuple[Path, ...], manuscript: Manuscript, open_fonts: frozenset[Path] = frozenset()
) -> dict[str, bytes]:
    """Return the files of an article's themes within its publication, by path from its root.

    Built-in themes, hidden files and links out of the publication are left out, and so are font files
    but ``open_fonts``: few licences allow a font to be passed on as a file.
    """
    root, built_in = manuscript.root.resolve(), built_in_folder().resolve()
    top = folder_around(manuscript.path, manuscript.root)
    homes = [folder.resolve() for folder in folders]
    files = {}
    for home in homes:
        if home.is_relative_to(built_in) or not home.is_relative_to(root):
            continue
        for path in sorted(home.rglob("*")):
            name = path.relative_to(root).as_posix()
            is_hidden = any(
                part.startswith((".", "__pycache__")) for part in path.parts[len(root.parts) :]
            )
            is_private = path.suffix.lower() in SUFFIXES and path not in open_fonts
            if is_hidden or is_private:
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                place = Place(manuscript.place)
                files[posixpath.join(top, name)] = assets.read_file(
                    root, root, f"/{quote(name)}", place
                )
    return files
