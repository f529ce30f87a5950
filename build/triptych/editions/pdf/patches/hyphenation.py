"""A language's hyphens: its patterns are read once an installation, not once a process.

Pyphen, which WeasyPrint asks where a word may be parted, reads thousands of patterns as text, which
takes as long as laying a page out. What it makes of them is plain values, and is kept.
"""

import pickle
from pathlib import Path
from types import ModuleType
from typing import Any

from triptych.core import installation_cache


def patch_hyphenation(pyphen: ModuleType) -> None:
    """Mend ``HyphDict``, Pyphen's patterns of one language, where they are read."""
    plain = pyphen.HyphDict

    class Patterns(plain):  # type: ignore[misc, valid-type]  # known once imported
        """The patterns of a language's file, as they are kept."""

        def __init__(self, path: Path) -> None:
            stat = path.stat()
            key = (pyphen.VERSION, path.name, stat.st_size, stat.st_mtime_ns)
            data = installation_cache.cached("hyphens", key, lambda: _read(path))
            values: dict[str, Any] = pickle.loads(data)  # noqa: S301  our own
            self.__dict__.update(values)

    def _read(path: Path) -> bytes:
        return pickle.dumps(vars(plain(path)))

    vars(pyphen)["HyphDict"] = Patterns
