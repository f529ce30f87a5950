"""A language's hyphens: its patterns are read once an installation, not once a process.

Pyphen, which WeasyPrint asks where a word may be parted, reads thousands of patterns as text, which
takes as long as laying a page out. What it makes of them is plain values, and is kept.
"""

import pickle
from pathlib import Path
from types import ModuleType
from typing import Any

from triptych import kept


def keep_patterns(pyphen: ModuleType) -> None:
    """Mend ``HyphDict``, Pyphen's patterns of one language, where they are read."""
    plain = pyphen.HyphDict

    class Patterns(plain):  # type: ignore[misc, valid-type]  # known once imported
        """The patterns of a language's file, as they are kept."""

        def __init__(self, path: Path) -> None:
            stat = path.stat()
            key = (pyphen.VERSION, path.name, stat.st_size, stat.st_mtime_ns)
            values: dict[str, Any] = pickle.loads(kept.kept("hyphens", key, lambda: _read(path)))  # noqa: S301  our own
            self.__dict__.update(values)

    def _read(path: Path) -> bytes:
        return pickle.dumps(vars(plain(path)))

    vars(pyphen)["HyphDict"] = Patterns
