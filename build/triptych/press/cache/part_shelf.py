"""Parts of issues in the cache, each under all that it depends on."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from triptych.press import fingerprint
from triptych.press.cache.store import Store


@dataclass(frozen=True, slots=True)
class PartShelf:
    """Parts in a folder of cached results, which has at most ``limit`` bytes; a value that may travel."""

    folder: Path
    limit: int

    def get(self, key: str, /) -> bytes | None:
        """Return the bytes of a key; None when they are absent or incomplete."""
        return Store(self.folder, self.limit).part(_whole(key))

    def put(self, key: str, data: bytes, /) -> None:
        """Store bytes under a key, and remove what was unused longest where there is no room."""
        store = Store(self.folder, self.limit)
        store.store_part(_whole(key), data)
        store.trim()


def _whole(key: str) -> str:
    """Return a key with the program, and all that it sets type with, in it."""
    return sha256(f"{fingerprint.state()}\0{key}".encode()).hexdigest()
