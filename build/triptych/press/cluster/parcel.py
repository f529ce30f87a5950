"""A task with the files it needs, to be pressed where there is no disc but its own.

A parcel is laid out in a folder of its own, so that every step finds what it finds at home. What it
lacks is seen by the notes of what was sought: then it is sent again, with those files.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from triptych.core import dependencies
from triptych.core.errors import Finding, Place, TriptychError
from triptych.pictures import assets
from triptych.press import fingerprint
from triptych.press.orders import Result, Task, Work
from triptych.settings.publication import OWN, SHARED
from triptych.sources.naming import is_index
from triptych.theme.find import theme_files

Files = Mapping[str, bytes]
"""Files by their path from the publication's root."""

_ELSEWHERE = "elsewhere"
_FOLDER_BYTES = 20 * 1024 * 1024
"""The most bytes of an article's own folder that go along unasked."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task on its way: the root's name, the article's path from it, its files, and what is not there."""

    task: Task
    top: str
    own: str
    makers: Mapping[str, str]
    files: Files
    absent: frozenset[str] = field(default_factory=frozenset[str])


def pack(task: Task, guesses: Iterable[str]) -> Parcel | None:
    """Return a parcel with the article and what it may need; None for what must be pressed at home."""
    root = task.publication.root.resolve()
    own = os.path.relpath(task.path.absolute(), root)
    is_remote = task.override.allow_remote or task.publication.settings.allow_remote
    if is_remote or own.startswith(os.pardir) or task.path.resolve() != root / own:
        return None
    parcel = Parcel(task, root.name or "root", own, fingerprint.makers(), {})
    return with_files(parcel, [own, *guesses, *_folder(task.path, root)])


def with_files(parcel: Parcel, names: Iterable[str]) -> Parcel | None:
    """Return a parcel with more files; None when one of them cannot travel, such as a folder."""
    root = parcel.task.publication.root.resolve()
    files, absent = dict(parcel.files), set(parcel.absent)
    for name in names:
        state = assets.state(root, name)
        if state == assets.MISSING:
            absent.add(name)
        elif state.startswith("!"):
            return None
        else:
            files[name] = (root / name).read_bytes()
    return replace(parcel, files=files, absent=frozenset(absent))


def common(task: Task) -> Files:
    """Return the files that all articles of an order share: the settings and the themes."""
    root = task.publication.root
    found = {name: (root / name).read_bytes() for name in (OWN, SHARED) if (root / name).is_file()}
    found |= _all_below(root / "templates", "templates")
    if task.override.theme.startswith("/"):
        found |= _all_below(Path(task.override.theme), _ELSEWHERE)
    return found


def press(parcel: Parcel, shared: Files, work: Work) -> Result | frozenset[str]:
    """Unpack and press a parcel; returns the names of files instead, when it needs them too."""
    with tempfile.TemporaryDirectory(prefix="triptych-") as name:
        top = Path(name).resolve()
        root = top / parcel.top
        for path, data in [*shared.items(), *parcel.files.items()]:
            place = (top if path.startswith(f"{_ELSEWHERE}/") else root) / os.path.normpath(path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        task = parcel.task
        override = task.override
        if override.theme.startswith("/"):
            override = replace(override, theme=str(top / _ELSEWHERE))
        moved = replace(task.publication, root=root)
        result = work(replace(task, path=root / parcel.own, publication=moved, override=override))
    sought = {n for (kind, n), state in result.dependencies.items() if state == assets.MISSING}
    return frozenset(sought - parcel.absent) or _relocated(result, parcel.task, root)


def is_searching(result: Result) -> bool:
    """Whether the article searched through all files, of which its parcel had only some."""
    return any(kind == dependencies.NEARBY for kind, _ in result.dependencies)


def _relocated(result: Result, task: Task, root: Path) -> Result:
    """Return a result as if it had been pressed at home."""

    def text(original: str) -> str:
        there = original.replace(str(root), str(task.publication.root))
        return there.replace(str(root.parent / _ELSEWHERE), task.override.theme)

    def place(there: Place | None) -> Place | None:
        if there is None or not Path(there.path).is_relative_to(root):
            return there and replace(there, path=text(there.path))
        return replace(there, path=str(task.publication.root / Path(there.path).relative_to(root)))

    def all_of(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            replace(f, message=text(f.message), hint=text(f.hint), place=place(f.place) or f.place)
            for f in found
        )

    def moved(error: TriptychError) -> TriptychError:
        there = type(error)(text(error.message), place(error.place), text(error.hint))
        there.others = tuple(map(moved, error.others))
        return there

    if isinstance(result.error, TriptychError):
        result = replace(result, error=moved(result.error))
    recorded = {(kind, text(name)): state for (kind, name), state in result.dependencies.items()}
    own = tuple(all_of(found) for found in result.own)
    return replace(
        result,
        front=all_of(result.front),
        common=all_of(result.common),
        own=own,
        dependencies=recorded,
    )


def _folder(path: Path, root: Path) -> list[str]:
    """Return the files beside an article that has a folder of its own, unless they are too large."""
    if not is_index(path):
        return []
    found, size = [], 0
    for place in sorted(path.parent.rglob("*")):
        if place.is_file() and place.resolve().is_relative_to(root):
            size += place.stat().st_size
            found.append(os.path.relpath(place.absolute(), root))
    return found if size <= _FOLDER_BYTES else []


def _all_below(folder: Path, top: str) -> dict[str, bytes]:
    """Return every file below a folder, by its path from there below ``top``."""
    return {f"{top}/{name}": (folder / name).read_bytes() for name in theme_files(folder)}
