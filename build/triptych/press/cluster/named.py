"""Files and articles that the text of an article seems to name, so that they travel with it at once.

A guess costs little when it is wrong: a file too many travels, or the article is sent a second time.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from triptych.pictures import assets

_FILE = re.compile(r"[^\s<>()\[\]{}\"'`|,=]+\.\w{2,5}(?!\w)")
_FILE_WITH_SPACES = re.compile(
    r"(?:^[\w-]+:[ ]+|[<\"'(\[])([^<>()\[\]\"'`|\n]+\.\w{2,5})(?=[>\"')\]|]|[ ]*$)", re.MULTILINE
)
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]*\]\(\s*<?([^\s<>()]+)")

_ARTICLES = (".md", ".markdown", ".mdx", ".qmd", ".rst", ".ipynb")
"""Ends of names of articles, of which a link needs an answer and not the text."""

_MOST = 500
"""The most names of one article that are looked at."""


def files_of(text: str, folder: Path, root: Path) -> list[str]:
    """Return the files that exist of those that a text in a folder names, by their paths from the root.

    A name is one of the folder, or after ``/`` of the root, typed or percent-encoded.
    """
    found = dict.fromkeys(_names(text, folder, root))
    return [name for name in found if _is_within(root / name, root)]


def links_of(text: str, own: str) -> list[str]:
    """Return the look-ups of the links in the article ``own`` that may lead to others."""
    addresses = dict.fromkeys(match[1] for match in _LINK.finditer(text))
    local = [a for a in addresses if not assets.is_remote(a) and not a.startswith("#")]
    return [f"link\n{own}\n{address}" for address in local[:_MOST]]


def _names(text: str, folder: Path, root: Path) -> Iterator[str]:
    """Yield what may be a file, by its path from the root."""
    typed: Iterable[str] = dict.fromkeys(
        [*(m[0] for m in _FILE.finditer(text)), *(m[1] for m in _FILE_WITH_SPACES.finditer(text))]
    )
    for name in list(typed)[:_MOST]:
        if assets.is_remote(name) or name.lower().endswith(_ARTICLES):
            continue
        start = root if name.startswith("/") else folder
        for spelling in {name, unquote(name)}:
            yield Path(os.path.relpath(start / spelling.lstrip("/"), root)).as_posix()


def _is_within(path: Path, root: Path) -> bool:
    """Whether a file exists that is within the root itself, not by a link that leads out."""
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, ValueError, RuntimeError):
        return False
