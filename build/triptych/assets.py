"""Files beside an article, found only inside the publication."""

import re
from pathlib import Path
from urllib.parse import unquote

from triptych.errors import AssetError, Place

BYTES = 100 * 1024 * 1024
"""The most bytes that a file beside an article may have."""

_REMOTE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def is_remote(url: str) -> bool:
    """Tell whether ``url`` names a scheme or a host, so that it is no file of the publication."""
    return bool(_REMOTE.match(url))


def read_file(root: Path, folder: Path, name: str, place: Place) -> bytes:
    """Give the bytes of the file ``name``, relative to ``folder``, or to ``root`` after ``/``.

    Raises ``AssetError`` when it is missing, is no plain file, is too large, or lies outside
    ``root``, be it by ``..``, by an absolute path or by a symbolic link.
    """
    if name.lower().startswith("file:"):
        message = f"“{name}” lies outside the publication"
        raise AssetError(message, place, "Copy the file beside the article and name it there.")
    plain = unquote(re.split("[?#]", name, maxsplit=1)[0]) or name
    start = root if plain.startswith("/") else folder
    real_root = root.resolve()
    try:
        path = (start / plain.lstrip("/")).resolve()
        if not path.is_relative_to(real_root):
            message = f"“{name}” lies outside the publication ({real_root.name}/)"
            raise AssetError(message, place, "Copy the file beside the article and name it there.")
        if not path.is_file():
            kind = "is missing"
            if path.exists():
                kind = "is a folder, not a file" if path.is_dir() else "is no plain file"
            hint = f"It was looked for in {start.resolve().name}/; check the spelling."
            if plain.startswith("/"):
                hint = f"A path that begins with / begins at the publication ({real_root.name}/)."
            raise AssetError(f"“{name}” {kind}", place, hint)
        if (size := path.stat().st_size) > BYTES:
            message = f"“{name}” has {size} bytes, at most {BYTES} are taken"
            raise AssetError(message, place, "Make the file smaller.")
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssetError(f"“{name}” cannot be read: {reason}", place, "Check the path.") from None
