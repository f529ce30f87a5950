"""What is known of an order's articles from earlier builds, and of this one for later builds.

What is kept lies under all that an edition is made of: the article's bytes and name, the settings, the
command line, and the versions of everything. It counts while the files that were read, or sought and
not found, are in the states that were noted; a state is what a file holds, not where or how old it is.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from triptych.core import dependencies
from triptych.core.errors import Finding
from triptych.core.model import Artifact
from triptych.pictures import assets
from triptych.press import fingerprint
from triptych.press.cache import entries
from triptych.press.cache.entries import Entry, Variant
from triptych.press.cache.stamps import Stamps
from triptych.press.cache.store import Store
from triptych.press.orders import Edition, Order, Result
from triptych.settings.publication import OWN, SHARED
from triptych.sources.manuscripts import LIMIT
from triptych.theme.find import built_in_folder, theme_state

_WHERE = "where"
_ARTICLE, _ROOT = "\0article", "\0root/"
"""What stands in an entry for the article's path, and for the publication's folder, as it is told."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article's file and what is known of it: under which key, in which state, and to what it came."""

    path: Path
    place: str
    key: str
    state: str
    entry: Entry | None = None
    variant: Variant | None = None


class Memory:
    """What is known of the articles of one order; without a store nothing is, and nothing is kept."""

    def __init__(self, order: Order, store: Store | None) -> None:
        self._store = store
        self._root = order.publication.root
        self._real_root = Path(os.path.realpath(self._root))
        self._stamps = Stamps()
        self._base = ""
        if store:
            self._base = _base(order)
            self._stamps_key = sha256(os.fsencode(self._real_root)).hexdigest()
            self._stamps = store.stamps(self._stamps_key)
        self._theme = cache(lambda name: theme_state(name, self._root))
        self._real_folder = cache(os.path.realpath)
        self._settings = cache(lambda: _settings_state(self._root))

    def recall(self, path: Path, place: str) -> Known:
        """Give what is known of an article, which may be nothing."""
        if self._store is None:
            return Known(path, place, "", "")
        state = self._stamps.state(str(path.absolute()), lambda: _state(path))
        if state.startswith("!"):
            return Known(path, place, "", "")
        key = sha256(
            "\0".join([self._base, *self._names(path), state]).encode("utf-8", "surrogateescape")
        )
        text = self._store.entry(key.hexdigest())
        known = Known(path, place, key.hexdigest(), state, entries.read(text) if text else None)
        variants = known.entry.variants if known.entry else ()
        found = next((v for v in variants if self._agrees(v, known)), None)
        return replace(known, variant=self._localised(found, known) if found else None)

    def remember(self, known: Known, entry: Entry, result: Result) -> None:
        """Keep what an article came to, unless it failed or something changed while it was pressed."""
        if self._store is None or not known.key or result.error:
            return
        recorded = dict(result.dependencies)
        is_same = recorded.pop((dependencies.ARTICLE, ""), "") == known.state
        if not is_same or dependencies.UNSTEADY in recorded.values():
            return
        made = {
            artifact.format: (edition_of(artifact), own)
            for artifact, own in zip(result.artifacts, result.own, strict=True)
        }
        for artifact in result.artifacts:
            self._store.store_edition(made[artifact.format][0].sha256, artifact.data)
        listed = tuple(sorted((kind, name, state) for (kind, name), state in recorded.items()))
        fresh = self._portable(Variant(listed, result.front, result.common, made), known)
        earlier = known.entry.variants if known.entry else ()
        # One edition may depend on more than another: what holds now for each is one, and is found as one.
        same = [v for v in earlier if v.reads == fresh.reads or self._agrees(v, known)]
        rest = tuple(v for v in earlier if v not in same)
        lists = [v.reads for v in same]
        known_editions = {name: made for v in reversed(same) for name, made in v.editions.items()}
        together = tuple(
            sorted({read for dependencies in (fresh.reads, *lists) for read in dependencies})
        )
        fresh = replace(fresh, reads=together, editions={**known_editions, **fresh.editions})
        self._store.store_entry(known.key, entries.write(replace(entry, variants=(fresh, *rest))))

    def remember_name(self, known: Known, entry: Entry) -> None:
        """Keep what an article says of itself."""
        if self._store and known.key:
            self._store.store_entry(known.key, entries.write(entry))

    def is_in_place(self, path: Path, edition: Edition) -> bool:
        """Tell whether an edition lies on the disc as it should."""
        return (
            self._stamps.state(str(path.absolute()), lambda: _state(path, None)) == edition.sha256
        )

    def record_written(self, path: Path, edition: Edition) -> None:
        """Note that an edition was written to its place."""
        if self._store:
            self._stamps.record(str(path.absolute()), edition.sha256)

    def bytes_of(self, edition: Edition) -> bytes | None:
        """Give an edition's bytes, if they are kept whole."""
        return self._store.edition(edition.sha256) if self._store else None

    def close(self) -> None:
        """Keep the states of files for the next build, and let go what is too much."""
        if self._store:
            if self._stamps.is_changed:
                self._store.store_stamps(self._stamps_key, self._stamps.serialise())
            self._store.trim()

    def _names(self, path: Path) -> tuple[str, str, str]:
        """Give what an edition knows of where its source is: the path from the root, and two names."""
        folder = self._real_folder(path.parent)
        real = os.path.realpath(path) if path.is_symlink() else f"{folder}/{path.name}"
        own = os.path.relpath(real, self._real_root)
        stem = folder.rpartition("/")[2] if path.stem == "index" else path.stem
        return own, self._real_root.name if own == "index.md" else "", stem

    def _agrees(self, variant: Variant, known: Known) -> bool:
        """Tell whether all that was read is in the state that was noted."""
        return all(self._state(kind, name, known) == state for kind, name, state in variant.reads)

    def _state(self, kind: str, name: str, known: Known) -> str:
        """Give the state of something that may be read."""
        if kind == dependencies.FILE:
            path = str(self._real_root / name)
            return self._stamps.state(path, lambda: assets.state(self._root, name))
        if kind == dependencies.THEME:
            return self._theme(name)
        return self._settings() if kind == dependencies.SETTINGS else self._where(known)

    def _where(self, known: Known) -> str:
        """Give the state of where everything is."""
        parts = (known.place, str(self._root), str(self._real_root), str(built_in_folder()))
        return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _portable(self, variant: Variant, known: Known) -> Variant:
        """Give a variant as it holds wherever the publication is; else with a note of where it holds."""
        names = {known.place, str(self._root), self._real_root.name} - {"", os.curdir}
        found = variant.all_findings()
        places = {finding.place.path for finding in found} - {known.place, *self._settings_files()}
        is_bound = any(name in f"{f.message} {f.hint}" for f in found for name in names)
        noted = set(variant.reads)
        if is_bound or any(Path(path).is_absolute() for path in places):
            noted.add((_WHERE, "", self._where(known)))
        if any(finding.place.path in self._settings_files() for finding in found):
            noted.add((dependencies.SETTINGS, "", self._settings()))
        away = {
            known.place: _ARTICLE,
            **{path: _ROOT + name for path, name in self._settings_files().items()},
        }
        return _placed(replace(variant, reads=tuple(sorted(noted))), away)

    def _localised(self, variant: Variant, known: Known) -> Variant:
        """Give a variant with its places as the user knows them today."""
        home = {_ROOT + name: path for path, name in self._settings_files().items()}
        return _placed(variant, {_ARTICLE: known.place, **home})

    def _settings_files(self) -> dict[str, str]:
        """Give the names of the settings' files by their paths."""
        return {str(self._root / name): name for name in (OWN, SHARED)}


def edition_of(artifact: Artifact) -> Edition:
    """Give what is told of an edition beside its bytes."""
    digest = dependencies.state_of(artifact.data)
    return Edition(artifact.format, artifact.name, digest, len(artifact.data), artifact.pages)


def _base(order: Order) -> str:
    """Give what every article of an order is made of: versions, settings, and the command line."""
    parts = [
        fingerprint.state(),
        json.dumps(order.publication.table, sort_keys=True, default=str),
        json.dumps(asdict(order.override), default=str),
    ]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _state(path: Path, largest: int | None = LIMIT) -> str:
    """Give the state of a file that is not too large to be an article, or that may have any size."""
    try:
        is_large = largest is not None and path.stat().st_size > largest
        return "!large" if is_large else dependencies.state_of(path.read_bytes())
    except OSError:
        return "!unreadable"


def _settings_state(root: Path) -> str:
    """Give the state of the settings' files, whose lines findings name."""
    texts = [
        path.read_bytes() if (path := root / name).is_file() else b"" for name in (OWN, SHARED)
    ]
    return dependencies.state_of(b"\0".join(texts))


def _placed(variant: Variant, names: Mapping[str, str]) -> Variant:
    """Give a variant with other paths in the places of its findings."""

    def moved(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            replace(f, place=replace(f.place, path=names.get(f.place.path, f.place.path)))
            for f in found
        )

    editions = {name: (edition, moved(own)) for name, (edition, own) in variant.editions.items()}
    return replace(
        variant, front=moved(variant.front), common=moved(variant.common), editions=editions
    )
