"""The cached results of an order's articles: looked up before they are pressed, stored afterwards.

The key of an entry is all that an edition is made of: the article's bytes and name, the settings, the
command line, and the versions of everything. An entry is valid while the files that were read, or not
found, are in their recorded states; a state is a file's content, not its path or its age.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from triptych.core import dependencies
from triptych.core.errors import Finding
from triptych.core.model import Artifact
from triptych.pictures import assets
from triptych.pictures.nearby import names_state
from triptych.press import fingerprint
from triptych.press.cache import entries
from triptych.press.cache.entries import Entry, Variant
from triptych.press.cache.stamps import Stamps
from triptych.press.cache.store import Store
from triptych.press.orders import Edition, Order, Printed, Result
from triptych.settings.publication import OWN, SHARED
from triptych.sources import article_index
from triptych.sources.manuscripts import LIMIT
from triptych.sources.naming import is_index
from triptych.theme.find import built_in_folder, theme_state

_WHERE = "where"
_ARTICLE, _ROOT = "\0article", "\0root/"
"""What replaces in an entry the article's path, and the publication's folder."""


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
    """The cached results of one order; without a store there are none, and none are stored."""

    def __init__(self, order: Order, store: Store | None) -> None:
        self._store = store
        self._root = order.publication.root
        self._real_root = Path(os.path.realpath(self._root))
        self._settings_files = {str(self._root / name): name for name in (OWN, SHARED)}
        self._stamps = Stamps()
        self._base, self._out = "", order.out
        self._old_entries: dict[str, bytes] = {}
        self._entries: dict[str, bytes] = {}
        self._made: dict[Path, str] = {}
        if store:
            self._base = _base(order)
            self._stamps_key = sha256(os.fsencode(self._real_root)).hexdigest()
            self._stamps = store.stamps(self._stamps_key)
            self._old_entries = store.table(self._stamps_key)
        self._link = cache(lambda query: article_index.state(order.publication, query))
        self._theme = cache(lambda name: theme_state(name, self._root))
        self._real_folder = cache(os.path.realpath)
        self._links = cache(_names_of_links)
        self._file_names = cache(lambda: names_state(self._root))
        self._settings = cache(lambda: _settings_state(self._root))

    def recall(
        self, path: Path, place: str, folder: str = "", printed: Printed | None = None
    ) -> Known:
        """Return what is cached of an article, which may be nothing.

        ``folder`` is that of its editions, where that is not its slug: its identifier may depend on it.
        ``printed`` is the issue whose pages it names.
        """
        if self._store is None:
            return Known(path, place, "", "")
        state = self._stamps.state(str(path.absolute()), lambda: _state(path))
        if state.startswith("!"):
            return Known(path, place, "", "")
        where = "\0".join(astuple(printed)) if printed else ""
        key = sha256(
            "\0".join([self._base, *self._names(path), state, folder, where]).encode(
                "utf-8", "surrogateescape"
            )
        )
        name = key.hexdigest()
        text = self._old_entries.get(name) or self._store.entry(name)
        if text:
            self._entries[name] = text
        entry = entries.read(text) if text else None
        known = Known(path, place, name, state, entry)
        variants = entry.variants if entry else ()
        found = next((v for v in variants if self._agrees(v, known)), None)
        if not found:
            return known
        return Known(path, place, name, state, entry, self._localised(found, known))

    def remember(self, known: Known, entry: Entry, result: Result) -> None:
        """Store an article's result, unless it failed or a file changed while it was pressed."""
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
        self._remember(known, replace(entry, variants=(fresh, *rest)))

    def remember_name(self, known: Known, entry: Entry) -> None:
        """Store an article's name, and whether it is a draft."""
        if known.key:
            self._remember(known, entry)

    def _remember(self, known: Known, entry: Entry) -> None:
        """Store an entry, by itself and with the others of this order."""
        if self._store:
            text = self._entries[known.key] = entries.write(entry)
            self._store.store_entry(known.key, text)

    def is_in_place(self, path: str, edition: Edition) -> bool:
        """Whether an edition is at a place, an absolute path, unchanged."""
        return self._stamps.state(path, lambda: _state(Path(path), None)) == edition.sha256

    def record_written(self, path: Path, edition: Edition) -> None:
        """Record that an edition was written to its place."""
        if self._store:
            if path.is_relative_to(self._out):
                self._made[path] = edition.sha256
            self._stamps.record(str(path.absolute()), edition.sha256)

    def bytes_of(self, edition: Edition) -> bytes | None:
        """Return an edition's bytes, if they are in the store."""
        return self._store.edition(edition.sha256) if self._store else None

    def close(self) -> None:
        """Store the states of files, and what was written, for later; remove what exceeds the limit."""
        if self._store:
            if self._stamps.is_changed:
                self._store.store_stamps(self._stamps_key, self._stamps.serialise())
            if self._entries != self._old_entries:
                self._store.store_table(self._stamps_key, self._entries)
            if self._made:
                made = {p.relative_to(self._out).as_posix(): d for p, d in self._made.items()}
                self._store.store_record(self._out, {**self._store.record(self._out), **made})
            self._store.trim()

    def _names(self, path: Path) -> tuple[str, str, str]:
        """Return what an edition depends on of its source's path: that from the root, and two names."""
        folder = self._real_folder(path.parent)
        is_link = path.name in self._links(folder)
        real = os.path.realpath(path) if is_link else f"{folder}/{path.name}"
        inside = f"{self._real_root}{os.sep}"
        own = real.removeprefix(inside)
        if own == real:
            own = os.path.relpath(real, self._real_root)
        stem = folder.rpartition("/")[2] if is_index(path) else path.stem
        return own, self._real_root.name if own == "index.md" else "", stem

    def _agrees(self, variant: Variant, known: Known) -> bool:
        """Whether all that was read is in its recorded state."""
        return all(self._state(kind, name, known) == state for kind, name, state in variant.reads)

    def _state(self, kind: str, name: str, known: Known) -> str:
        """Return the present state of something that was read."""
        if kind == dependencies.FILE:
            path = str(self._real_root / name)
            return self._stamps.state(path, lambda: assets.state(self._root, name))
        if kind == dependencies.THEME:
            return self._theme(name)
        if kind == dependencies.LINK:
            return self._link(name)
        if kind == dependencies.NEARBY:
            return self._file_names()
        return self._settings() if kind == dependencies.SETTINGS else self._where(known)

    def _where(self, known: Known) -> str:
        """Return the state of the paths of everything."""
        parts = (known.place, str(self._root), str(self._real_root), str(built_in_folder()))
        return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _portable(self, variant: Variant, known: Known) -> Variant:
        """Return a variant that is valid wherever the publication is, or that records where it is valid."""
        names = {known.place, str(self._root), self._real_root.name} - {"", os.curdir}
        found = variant.all_findings()
        places = {finding.place.path for finding in found} - {known.place, *self._settings_files}
        is_bound = any(name in f"{f.message} {f.hint}" for f in found for name in names)
        noted = set(variant.reads)
        if is_bound or any(Path(path).is_absolute() for path in places):
            noted.add((_WHERE, "", self._where(known)))
        if any(finding.place.path in self._settings_files for finding in found):
            noted.add((dependencies.SETTINGS, "", self._settings()))
        away = {
            known.place: _ARTICLE,
            **{path: _ROOT + name for path, name in self._settings_files.items()},
        }
        return _placed(replace(variant, reads=tuple(sorted(noted))), away)

    def _localised(self, variant: Variant, known: Known) -> Variant:
        """Return a variant with its places as the user knows them today."""
        home = {_ROOT + name: path for path, name in self._settings_files.items()}
        return _placed(variant, {_ARTICLE: known.place, **home})


def edition_of(artifact: Artifact) -> Edition:
    """Return the description of an edition."""
    digest = dependencies.state_of(artifact.data)
    size, pages, members = len(artifact.data), artifact.pages, artifact.members
    return Edition(artifact.format, artifact.name, digest, size, pages, members=members)


def _base(order: Order) -> str:
    """Return the hash of what every article of an order depends on: versions, settings, command line."""
    parts = [
        fingerprint.state(),
        json.dumps(order.publication.table, sort_keys=True, default=str),
        json.dumps(asdict(order.override), default=str),
        json.dumps(asdict(order.publication.site), sort_keys=True, default=str),
    ]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _state(path: Path, largest: int | None = LIMIT) -> str:
    """Return the state of a file of at most ``largest`` bytes, or of any size."""
    try:
        is_large = largest is not None and path.stat().st_size > largest
        return "!large" if is_large else dependencies.state_of(path.read_bytes())
    except OSError:
        return "!unreadable"


def _names_of_links(folder: str) -> frozenset[str]:
    """Return the names of the links in a folder."""
    try:
        with os.scandir(folder) as listed:
            return frozenset(entry.name for entry in listed if entry.is_symlink())
    except OSError:
        return frozenset()


def _settings_state(root: Path) -> str:
    """Return the state of the settings' files, whose lines findings name."""
    texts = [
        path.read_bytes() if (path := root / name).is_file() else b"" for name in (OWN, SHARED)
    ]
    return dependencies.state_of(b"\0".join(texts))


def _placed(variant: Variant, names: Mapping[str, str]) -> Variant:
    """Return a variant with other paths in the places of its findings."""
    if not variant.all_findings():
        return variant

    def moved(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            replace(f, place=replace(f.place, path=names.get(f.place.path, f.place.path)))
            for f in found
        )

    editions = {name: (edition, moved(own)) for name, (edition, own) in variant.editions.items()}
    return replace(
        variant, front=moved(variant.front), common=moved(variant.common), editions=editions
    )
