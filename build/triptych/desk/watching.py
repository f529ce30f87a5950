"""The files of a publication as they change: the only module that watches a disc.

Folders are watched, not files, for editors save by renaming, by truncating, or by a second file. Those that
hold no sources are not even looked at: hidden ones, packages of other tools, the output folder.
"""

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from triptych.core import clock
from triptych.core.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Callable

    Changes = set[tuple[Any, str]]

_QUIET = 10
"""Milliseconds without a change after which a burst of saves is over."""

_LONGEST = 200
"""Milliseconds after which changes are reported although more are coming."""

_WAKE = 100
"""Milliseconds after which a watcher looks whether it should stop."""

_PATIENCE = 0.4
"""Seconds in which a file that is gone or empty may come back: an editor is in the middle of a save."""

_MOST = 8000
"""The most folders that are watched; a system may refuse more (inotify(7), max_user_watches)."""

_MARGIN = 1_000_000_000
"""Nanoseconds that a watcher may need to begin again."""

_HOW: dict[str, Any] = {
    "watch_filter": None,
    "debounce": _LONGEST,
    "step": _QUIET,
    "rust_timeout": _WAKE,
    "yield_on_timeout": True,
    "recursive": False,
    "ignore_permission_denied": True,
}
"""How files are watched: ours is the filter, and a folder stands for itself alone."""

_ADDED, _MODIFIED = 1, 2
"""The kinds of changes that are asked for, of those in ``watchfiles.Change``."""

_SKIPPED = frozenset(["__pycache__", "node_modules", "venv", "_site"])


class StopEvent(Protocol):
    """What ends the watching when it is set, such as a ``threading.Event``."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: folders with all below them, without ``ignored`` paths and hidden folders.

    ``shown`` are names of hidden folders that are watched all the same.
    """

    folders: tuple[Path, ...]
    ignored: tuple[Path, ...] = ()
    shown: frozenset[str] = frozenset()


def require() -> None:
    """Raise ``ToolError`` where the package that watches files is not installed."""
    _watch_function()


def changes(
    look: "Callable[[], Watched]", stop: StopEvent | None = None
) -> Generator[frozenset[Path], None, None]:
    """Yield no path once it watches, then those that were added, changed or removed, a burst at a time.

    ``look`` says what to watch, and is asked again and again, as that changes with the settings. A folder
    among the paths stands for all that is below it. It ends when ``stop`` is set, and at a signal to end,
    whose handler has been called by then. Raises ``ToolError`` where nothing can watch files.
    """
    burst = _Burst()
    fresh: set[Path] = set()
    gone: set[Path] = set()
    has_begun = False
    watched = look()
    while True:
        folders = _folders(watched)
        is_first = True
        burst.add(_below(fresh, watched))
        try:
            for found in _watch(folders, stop):
                if is_first:  # what came while the folders were not the ones that are watched
                    burst.add(_below(fresh, watched) | _recent(folders, fresh | gone, watched))
                    is_first = False
                    if not has_begun:
                        has_begun = True
                        yield frozenset()
                kinds = {(kind, path) for kind, path in found if not is_ignored(path, watched)}
                burst.add({path for _, path in kinds}, {p for kind, p in kinds if kind == _ADDED})
                if burst.is_over():
                    yield burst.take()
                fresh = {path for _, path in kinds if path not in folders and _is_folder(path)}
                gone = {path for kind, path in kinds if path in folders and kind != _MODIFIED}
                is_back = not folders and any(folder.is_dir() for folder in watched.folders)
                before, watched = watched, look()
                fresh |= {each for each in watched.folders if each not in before.folders}
                if fresh or gone or is_back or watched != before:
                    break
            else:
                return
        except FileNotFoundError:
            gone = folders  # one went before it was watched


class _Burst:
    """The paths of a burst of saves, which is held back while an editor is in the middle of one."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._added: set[Path] = set()
        self._since = 0.0

    def add(self, paths: set[Path], added: frozenset[Path] | set[Path] = frozenset()) -> None:
        """Add paths; ``added`` are those that were not there before."""
        self._since = self._since if self._paths else clock.now()
        self._paths |= paths
        self._added |= added
        # A file of an editor's own, there only for a moment, is no change.
        self._paths -= {path for path in self._added & self._paths if not _is_there(path)}

    def is_over(self) -> bool:
        """Whether all files are complete, or have not been for too long."""
        is_late = clock.now() - self._since > _PATIENCE
        return bool(self._paths) and (is_late or all(map(is_complete, self._paths)))

    def take(self) -> frozenset[Path]:
        """Return the paths, and hold none."""
        paths = frozenset(self._paths)
        self._paths, self._added = set(), set()
        return paths


def is_ignored(path: Path, watched: Watched) -> bool:
    """Whether a path is in none of the watched folders, or in one that is skipped or ignored."""
    if any(path == each or each in path.parents for each in watched.ignored):
        return True
    for top in watched.folders:
        if path == top or top in path.parents:
            inner = path.relative_to(top).parts
            return any(_is_skipped(name, watched) for name in inner[:-1])
    return True


def _is_skipped(name: str, watched: Watched) -> bool:
    """Whether a folder of this name holds no sources."""
    return name in _SKIPPED or (name.startswith(".") and name not in watched.shown)


def _folders(watched: Watched) -> set[Path]:
    """Return every folder that is watched, the outer first: ``_MOST`` at most."""
    found: set[Path] = set()
    level = [top for top in watched.folders if top.is_dir()]
    while level and len(found) < _MOST:
        found.update(level[: _MOST - len(found)])
        level = [inner for folder in level for inner in _inner_folders(folder, watched)]
    return found


def _inner_folders(folder: Path, watched: Watched) -> list[Path]:
    """Return the folders in a folder that are watched too; links lead to none."""
    try:
        with os.scandir(folder) as entries:
            inner = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []  # it went meanwhile, or may not be read
    names = [name for name in sorted(inner) if not _is_skipped(name, watched)]
    return [path for name in names if (path := folder / name) not in watched.ignored]


def _below(fresh: set[Path], watched: Watched) -> set[Path]:
    """Return all files below new folders."""
    found: set[Path] = set()
    for top in fresh:
        for at, _, names in os.walk(top):
            found |= {Path(at, name) for name in names}
    return {path for path in found if not is_ignored(path, watched)}


def _recent(folders: set[Path], changed: set[Path], watched: Watched) -> set[Path]:
    """Return the files that were written since shortly before these folders came or went."""
    around = {next((each for each in (p, *p.parents) if each.is_dir()), p) for p in changed}
    moments = [moment for path in around if (moment := _moment(path))]
    if not moments:
        return set()
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    since = min(moments) - _MARGIN
    recent = {path for path in files if not path.is_dir() and _moment(path) >= since}
    return {path for path in recent if not is_ignored(path, watched)}


def _moment(path: Path) -> int:
    """Return when a path was last changed, in nanoseconds of its file system; 0 where it is gone."""
    try:
        return path.stat().st_ctime_ns
    except OSError:
        return 0


def _watch(folders: set[Path], stop: StopEvent | None) -> Iterator[set[tuple[int, Path]]]:
    """Yield what changed in these folders, a kind and a path each, or none when nothing did."""
    watch = _watch_function()
    paths = sorted(map(str, folders))
    for is_polling in (None, True):
        try:
            for found in watch(*paths, **_HOW, stop_event=stop, force_polling=is_polling):
                yield {(kind, Path(path)) for kind, path in found}
        except KeyboardInterrupt:
            return
        except (OSError, RuntimeError) as error:
            if is_polling or isinstance(error, FileNotFoundError):
                raise
            continue  # the system watches no more folders: look at them from time to time
        return


def _watch_function() -> "Callable[..., Iterator[Changes]]":
    """Return the function that watches; raises ``ToolError`` where its package is not installed."""
    try:
        from watchfiles import watch  # noqa: PLC0415  only where somebody writes
    except ImportError:
        hint = "Run `pip install watchfiles`."
        raise ToolError("watching files needs the package watchfiles", hint=hint) from None
    return watch


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder itself, not a link to one."""
    return path.is_dir() and not path.is_symlink()


def _is_there(path: Path) -> bool:
    """Whether a path exists, even as a broken link."""
    return path.is_symlink() or path.exists()


def is_complete(path: Path) -> bool:
    """Whether a file is there and not empty, so that no editor is in the middle of saving it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
