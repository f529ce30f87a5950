"""Symbolic links that lead out of the folder that they are in."""

import os
from collections.abc import Iterator
from pathlib import Path


def leads_outside(path: Path, root: Path) -> bool:
    """Whether a path that is named below ``root`` is, once every link is followed, outside it.

    A path that is not named below ``root`` leads where its user says, and so does not lead outside.
    """
    if not Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root)):  # noqa: PTH100  links and ".." stay
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def links_outside(folder: Path, root: Path) -> Iterator[Path]:
    """Yield each link at or below ``folder`` that leads out of ``root``, dangling or not."""
    if leads_outside(folder, root):
        yield folder
        return
    for at, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(at) / name
            if path.is_symlink() and leads_outside(path, root):
                yield path
