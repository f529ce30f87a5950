"""New files: all of them or none, and never over one that exists."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from triptych.core.atomic_write import write_beside
from triptych.core.errors import OutputError, Place
from triptych.press.save import reason_of, undisturbed


def write_new(files: Mapping[Path, str | bytes]) -> None:
    """Write files that must not exist yet, with their folders.

    Each is complete when it appears. Raises ``OutputError``, with nothing left of any, when one exists
    already or cannot be written.
    """
    for path in files:
        if os.path.lexists(path):
            raise _taken(path)
    made = _missing_folders(files)
    written: list[Path] = []
    try:
        with undisturbed():
            for path, text in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, text.encode() if isinstance(text, str) else text)
                written.append(path)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # which a folder with anything else in it refuses
        if isinstance(error, OSError):
            raise _failure(error, next(iter(files)).parent) from None
        raise


def _write(path: Path, data: bytes) -> None:
    """Write a complete file under a name that nobody has; raises ``OSError``."""
    part = write_beside(path, data)
    try:
        os.link(part, path)  # which refuses a name that is taken, as a rename would not
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without links
        with path.open("xb"):
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _missing_folders(files: Mapping[Path, str | bytes]) -> list[Path]:
    """Return the folders that must be made, the innermost first."""
    around = {folder for path in files for folder in path.parents if not folder.exists()}
    return sorted(around, key=lambda folder: -len(folder.parts))


def _taken(path: Path) -> OutputError:
    """Return the error that a file is never written over."""
    message = "exists already and is not overwritten"
    return OutputError(message, Place(str(path)), "Choose another name.")


def _failure(error: OSError, folder: Path) -> OutputError:
    """Return the error that says why nothing was written, and what to do."""
    name = str(error.filename or "")
    place = folder if not name or name.endswith(".part") else Path(name)
    message = f"cannot write the new files: {reason_of(error)}"
    hint = "Use another folder, or free some space. Nothing was written."
    return OutputError(message, Place(str(place)), hint)
