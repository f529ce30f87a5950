"""Files beside an article, only within the publication; each look-up is recorded as a dependency."""

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote

from triptych.core import dependencies
from triptych.core.errors import AssetError, Place
from triptych.pictures.nearby import names_state, nearest_file

BYTES = 100 * 1024 * 1024
"""The most bytes that a file beside an article may have."""

_REMOTE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
MISSING = "!missing"
"""The state of a file that does not exist."""

_OUTSIDE, _FOLDER, _ODD = "!outside", "!folder", "!odd"
_LARGE, _UNREADABLE = "!large", "!unreadable"
_UNUSABLE = (OSError, ValueError, RuntimeError)
"""What the system raises for an unusable path: a loop of links, a NUL, no permission."""

_KINDS = {
    MISSING: "is missing",
    _FOLDER: "is a folder, not a file",
    _ODD: "is not a regular file",
}


def is_remote(url: str) -> bool:
    """Whether ``url`` has a scheme or a host, and so is not a file of the publication."""
    return bool(_REMOTE.match(url))


def plain_name(url: str) -> str:
    """Return the address of a picture in ASCII, percent-encoded, so that no writer of HTML changes it."""
    return quote(_LONE_PERCENT.sub("%25", url), safe=_ASCII)


_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ASCII = "/._-~?#%&=+:,;@!$()*"


def existing_name(root: Path, folder: Path, url: str) -> str:
    """Return the address of the file that ``url`` names, percent-encoded; ``url`` itself where none is.

    A name is first read as an address, then as typed, with its ``%``, ``#`` and ``?``; each in both
    canonical forms of Unicode (UAX #15), for systems differ in which they write.
    """
    read = [unquote(re.split("[?#]", url, maxsplit=1)[0]), unquote(url), url]
    forms = [unicodedata.normalize(form, name) for name in read for form in ("NFC", "NFD")]
    names = dict.fromkeys(name for name in [*read[:1], *forms] if name)
    for number, name in enumerate(names):
        known = _known(root, root if name.startswith("/") else folder, name.lstrip("/"))
        try:
            fault, _ = _find(root.resolve(), known)
        except _UNUSABLE:
            return url
        if not fault:
            return url if number == 0 else quote(name)
        dependencies.record(dependencies.FILE, known, fault)
    return url


def read_file(root: Path, folder: Path, name: str, place: Place) -> bytes:
    """Return the bytes of the file ``name``, relative to ``folder``, or to ``root`` after ``/``.

    Raises ``AssetError`` when it is missing, not a regular file, too large, or outside ``root``, whether
    through ``..``, an absolute path or a symbolic link.
    """
    if name.lower().startswith("file:"):
        message = f"“{name}” is outside the publication"
        raise AssetError(message, place, "Copy the file to the article's folder and use its name.")
    if not name.strip():
        hint = "Write the file's name: ![what it shows](name)."
        raise AssetError("a picture has no address", place, hint)
    plain = unquote(re.split("[?#]", name, maxsplit=1)[0]) or name
    start = root if plain.startswith("/") else folder
    known = _known(root, start, plain.lstrip("/"))
    try:
        fault, path = _find(root.resolve(), known)
        data = b"" if fault else path.read_bytes()
    except _UNUSABLE as error:
        dependencies.record(dependencies.FILE, known, _UNREADABLE)
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, RuntimeError):  # whose text has a path of this machine
            reason = "it is a link that leads to itself"
        raise AssetError(f"“{name}” cannot be read: {reason}", place, "Check the path.") from None
    dependencies.record(dependencies.FILE, known, fault or dependencies.state_of(data))
    if fault:
        top = root.resolve().name
        sought = f"Searched in {start.resolve().name}/. Check the spelling."
        if plain.startswith("/"):
            sought = f"A path that begins with / starts at the publication ({top}/)."
        if fault == MISSING:
            dependencies.record(dependencies.NEARBY, "", names_state(root))
            if meant := nearest_file(root, folder, plain):
                sought = f"Did you mean `{meant}`?"
        raise _refusal(fault, name, place, top, sought)
    return data


def is_beside(root: Path, folder: Path, name: str) -> bool:
    """Whether ``folder`` has a file ``name``; recorded only when it has not."""
    known = _known(root, folder, name)
    found = not name.startswith("/") and (folder / name).is_file()
    if not found:
        dependencies.record(dependencies.FILE, known, state(root, known))
    return found


def state(root: Path, known: str) -> str:
    """Return the present state of a recorded file; ``known`` is its path from the root."""
    try:
        fault, path = _find(root.resolve(), known)
        return fault or dependencies.state_of(path.read_bytes())
    except _UNUSABLE:
        return _UNREADABLE


def _known(root: Path, start: Path, name: str) -> str:
    """Return the path from the root under which a file is recorded."""
    folder = os.path.relpath(start.resolve(), root.resolve())
    return name if folder == os.curdir else f"{folder}/{name}"


def _find(root: Path, known: str) -> tuple[str, Path]:
    """Return why a file must not be read, or "", and its path; raises one of ``_UNUSABLE``."""
    path = (root / known).resolve()
    if not path.is_relative_to(root):
        return _OUTSIDE, path
    if not path.is_file():
        return (_FOLDER if path.is_dir() else _ODD) if path.exists() else MISSING, path
    size = path.stat().st_size
    return f"{_LARGE} {size}" if size > BYTES else "", path


def _refusal(fault: str, name: str, place: Place, top: str, sought: str) -> AssetError:
    """Return the error for a file that must not be read; ``sought`` is the hint for a missing one."""
    if fault == _OUTSIDE:
        message = f"“{name}” is outside the publication ({top}/)"
        return AssetError(message, place, "Copy the file to the article's folder and use its name.")
    if fault.startswith(_LARGE):
        size = fault.removeprefix(_LARGE).strip()
        message = f"“{name}” has {size} bytes, at most {BYTES} are allowed"
        return AssetError(message, place, "Make the file smaller.")
    return AssetError(f"“{name}” {_KINDS[fault]}", place, sought)
