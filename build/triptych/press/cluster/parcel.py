"""A task with the files it needs, to be pressed where there is no disc but its own.

A parcel is unpacked into a folder of its own, so that every step finds what it finds at home. What it
lacks is seen in the record of what was looked for, before an edition is made: then it is sent again, with
those files.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from triptych.core.errors import Finding, Place, TriptychError
from triptych.pictures import assets
from triptych.press import away, fingerprint
from triptych.press.cluster import named
from triptych.press.orders import Result, Task, Work
from triptych.settings.publication import OWN, SHARED
from triptych.sources import article_index
from triptych.sources.naming import is_index
from triptych.theme.find import theme_files

Files = Mapping[str, bytes]
"""Files by their path from the publication's root."""

_ELSEWHERE = "elsewhere"
_FOLDER_BYTES = 20 * 1024 * 1024
"""The most bytes of an article's own folder, and of files that it names, that go along unasked."""

_TEXT_BYTES = 1024 * 1024
"""The most bytes of an article that are searched for names."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task on its way: the root's name, the article's path from it, and its files."""

    task: Task
    top: str
    own: str
    makers: Mapping[str, str]
    files: Files


def pack(task: Task, guesses: Iterable[str]) -> Parcel | None:
    """Return a parcel with the article and what it may need; None for what must be pressed at home."""
    root = task.publication.root.resolve()
    own = os.path.relpath(task.path.absolute(), root)
    is_remote = task.override.allow_remote or task.publication.settings.allow_remote
    if is_remote or own.startswith(os.pardir) or task.path.resolve() != root / own:
        return None
    parcel = Parcel(task, root.name or "root", own, fingerprint.makers(), {})
    return with_files(parcel, [own, *guesses, *_named(task, own, root), *_folder(task.path, root)])


def with_files(parcel: Parcel, names: Iterable[str]) -> Parcel | None:
    """Return a parcel with more files; None when one of them cannot travel, such as a folder.

    A name after ``LOOK_UP`` is that of a look-up in the index of articles, whose answer is added.
    """
    root = parcel.task.publication.root.resolve()
    files, absent = dict(parcel.files), set(parcel.task.absent or ())
    task = parcel.task
    answers = dict(task.answers)
    for name in names:
        if name.startswith(away.LOOK_UP):
            query = name.removeprefix(away.LOOK_UP)
            answers[query] = article_index.state(task.publication, query)
            continue
        state = assets.state(root, name)
        if state == assets.MISSING:
            absent.add(name)
        elif state.startswith("!"):
            return None
        else:
            files[name] = (root / name).read_bytes()
    task = replace(task, answers=answers, absent=frozenset(absent))
    return replace(parcel, task=task, files=files)


def _named(task: Task, own: str, root: Path) -> list[str]:
    """Return what the text of an article names: files, unless they are too large, and look-ups."""
    text = task.path.read_bytes()[:_TEXT_BYTES].decode("utf-8", "replace")
    files = named.files_of(text, task.path.parent, root)
    if sum((root / name).stat().st_size for name in files) > _FOLDER_BYTES:
        files = []
    return [*files, *(f"{away.LOOK_UP}{query}" for query in named.links_of(text, own))]


def common(task: Task) -> Files:
    """Return the files that all articles of an order share: the settings and the themes."""
    root = task.publication.root
    found = {name: (root / name).read_bytes() for name in (OWN, SHARED) if (root / name).is_file()}
    for name in tuple(found):
        settings = found[name].decode("utf-8", "replace")
        named_there = named.files_of(settings, root, root.resolve())
        found |= {each: (root / each).read_bytes() for each in named_there}
    found |= _all_below(root / "templates", "templates")
    if task.override.theme.startswith("/"):
        found |= _all_below(Path(task.override.theme), _ELSEWHERE)
    return found


def press(parcel: Parcel, shared: Files, work: Work) -> Result | frozenset[str]:
    """Unpack and press a parcel; returns the names of files and look-ups instead, when it needs them."""
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
    lacking = away.lacking(result.dependencies, parcel.task)
    return lacking or _relocated(result, parcel.task, root)


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
