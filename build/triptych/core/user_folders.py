"""The folders of a user: the ones that a variable names, else those that the system reserves for it."""

import os
from pathlib import Path

import platformdirs

JUDGES_VARIABLE = "TRIPTYCH_JUDGES"
"""The variable that names the folder in which `npm install` was run for the judges."""

_OWN = "triptych"


def cache_folder() -> Path:
    """Return the folder of cached results, which need not exist: ``TRIPTYCH_CACHE``, or the user's."""
    named = os.environ.get("TRIPTYCH_CACHE", "")
    return Path(named).absolute() if named else platformdirs.user_cache_path(_OWN, appauthor=False)


def judges_folder() -> Path:
    """Return the folder for judges from npm, which need not exist: ``TRIPTYCH_JUDGES``, or the user's."""
    named = os.environ.get(JUDGES_VARIABLE, "")
    return Path(named) if named else platformdirs.user_data_path(_OWN, appauthor=False) / "judges"


def make_private(folder: Path) -> None:
    """Make a folder with those above it; those that are new belong to the user alone (mode 0700).

    Raises ``OSError`` when one cannot be made.
    """
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)  # whatever the mask says
